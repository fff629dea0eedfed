"""Input that means harm, or was never meant as a fact: refused with a place, and quickly."""
