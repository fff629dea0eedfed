"""Numbers as people write them: units, comparators, bounds and their wording."""
