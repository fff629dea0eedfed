"""How well the search finds: queries as writers type them, over the shipped facts and others."""
