"""What a writer writes: the citations in a text, and the works that they call for."""
