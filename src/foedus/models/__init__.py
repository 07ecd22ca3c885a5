"""Models that stand on their own: each reads its own file, solves on arrays, and knows no case and no other model."""
