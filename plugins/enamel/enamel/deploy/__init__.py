"""Putting the dashboard where browsers get it."""
