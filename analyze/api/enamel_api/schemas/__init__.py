"""One row of each answer."""
