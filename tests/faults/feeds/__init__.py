"""Hostile and broken feeds, each through the whole pipeline: what a person sees of it, and that the catalog is unharmed."""
