"""Tests of importers.fields, module by module."""
