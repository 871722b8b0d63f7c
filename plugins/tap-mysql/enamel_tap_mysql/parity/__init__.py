"""Parity: what raw holds beside what the source holds, found by set queries on both sides.

`cells` renders a row alike in both databases, `sides` writes the queries, `descent` decides what
to ask next, `session` asks, `screening` settles the small tables in a few round trips.
"""
