"""For those who write the site: every component and block in every state, on a page that ``make dev`` alone serves."""
