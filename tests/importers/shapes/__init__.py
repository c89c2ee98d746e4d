"""Tests of importers.shapes, module by module."""
