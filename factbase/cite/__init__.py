"""Citing: a fact and its sources in, what a writer pastes out."""
