"""Advice: what makes runs and models cheaper, and what about the servers should worry you."""
