"""Landscape theory of two blocs: energies, local minima and their basins (Axelrod and Bennett 1993)."""
