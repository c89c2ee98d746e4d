"""Tests of what is understood of a typed text."""
