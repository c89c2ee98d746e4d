"""Benchmarks: run as modules, each prints a table. Not collected by pytest."""
