"""Which numbers move when models change."""
