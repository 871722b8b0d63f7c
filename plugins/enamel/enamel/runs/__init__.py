"""Runs: their ledger, what is late, who is told, and how one is planned and begun."""
