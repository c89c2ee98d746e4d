"""Tests of the analysis of Norwegian text."""
