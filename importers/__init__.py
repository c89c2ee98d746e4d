"""Turns what others publish into drafts, and hands them to the catalog without ever harming it."""
