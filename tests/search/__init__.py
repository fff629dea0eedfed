"""Tests of `factbase.search`."""
