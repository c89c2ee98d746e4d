"""Tests of the search room, mirroring its modules."""
