"""Faults of search: hostile questions at every door, readers during writing, and how soon a change is found."""
