"""The practice's days: what an office does, done in its database by ordinary SQL."""
