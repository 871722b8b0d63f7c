"""The API over the marts."""
