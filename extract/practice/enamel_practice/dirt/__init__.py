"""Mistakes that real offices make, planted on request, and the rule that finds each of them."""
