"""Search: a query in, facts out, the likeliest first."""
