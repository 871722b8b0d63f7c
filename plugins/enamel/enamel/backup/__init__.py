"""Backup and restore of the warehouse, with the bookmarks that belong to it."""
