"""Measure the running system against questions with keys (`yizhu eval`)."""
