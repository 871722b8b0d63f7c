"""A synthetic dental practice in Open Dental's own tables."""
