"""Tests of the copies of sources, and of quotes looked for in them."""
