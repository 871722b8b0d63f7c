"""How near a synthetic practice comes to what is published of real ones."""
