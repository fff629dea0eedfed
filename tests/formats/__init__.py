"""Tests of `factbase.formats`."""
