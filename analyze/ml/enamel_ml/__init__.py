"""Trains, judges and shows models of what patients do; scoring itself is SQL."""
