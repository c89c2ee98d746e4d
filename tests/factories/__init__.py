"""Builders of test data that several rooms use: a municipality with places, varied offers, a whole installation on disk."""
