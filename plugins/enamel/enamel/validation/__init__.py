"""Validation: does raw hold what the source holds, and if not, mend it."""
