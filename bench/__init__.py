"""Measures the running system (`make bench`): ratios taken side by side in one run, not absolute times."""
