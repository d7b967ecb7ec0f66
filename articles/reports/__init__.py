"""Problems that readers report of a text, and what the editorial desk makes of them."""
