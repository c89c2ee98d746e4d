"""Cleaners of single fields, one module for a kind; each is pure and tested by a table."""
