"""Tests of the vocabulary: its rules, and the words that Krets ships."""
