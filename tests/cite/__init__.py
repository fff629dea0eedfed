"""Tests of `factbase.cite`."""
