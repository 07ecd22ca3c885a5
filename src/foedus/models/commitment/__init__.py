"""Would each side keep a closer bond: cooperation that enforces itself, and dependence (Axelrod 1984; Hirschman 1945)."""
