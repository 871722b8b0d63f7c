"""What was meant: the events behind a practice's rows, and the figures that follow from them."""
