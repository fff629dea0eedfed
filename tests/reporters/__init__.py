"""Tests of the gallery of reporters."""
