"""The page: one self-contained HTML document made from a verdict, by parts that no section owns."""
