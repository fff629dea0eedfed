"""Tests of `factbase.index`."""
