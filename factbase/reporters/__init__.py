"""The gallery of reporters: a report as people, editors and machines read it."""
