"""Tests of the CSL room, with the small styles that they share."""
