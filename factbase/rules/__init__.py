"""The gallery of rules: questions asked of a whole corpus."""
