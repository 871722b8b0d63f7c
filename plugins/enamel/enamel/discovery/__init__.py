"""Discovery: what the source has, what we replicate of it and why, and whether staging follows."""
