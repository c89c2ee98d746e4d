"""Tests through public doors: real databases, real index, real server, real browser."""
