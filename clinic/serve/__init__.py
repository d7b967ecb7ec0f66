"""What `make run` starts: the whole site on one machine, as production serves it. See docs/running.md."""
