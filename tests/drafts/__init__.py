"""Tests of `factbase.drafts`."""
