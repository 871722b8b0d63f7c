"""Pytest fixtures: servers and empty databases."""
