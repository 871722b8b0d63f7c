"""The project's settings: are they right, and which are in effect."""
