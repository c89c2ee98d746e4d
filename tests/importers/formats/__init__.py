"""Tests of importers.formats, module by module."""
