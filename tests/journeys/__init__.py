"""Whole ways through a real server, a real database, a real index and a real browser, as people go them."""
