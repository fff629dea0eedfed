"""Files of other programs: facts out, as tables, lines and entries."""
