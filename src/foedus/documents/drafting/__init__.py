"""What a text may hold of claims, found by rules, each with its place and the rule that found it; knows no case."""
