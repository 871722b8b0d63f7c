"""Which columns a column is made of, from the number on the page down to Open Dental's table."""
