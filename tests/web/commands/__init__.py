"""Tests of the commands of `krets`."""
