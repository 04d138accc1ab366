"""A day with the running system, played in a browser: see `make demo`."""
