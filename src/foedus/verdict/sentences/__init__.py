"""Sentences of the verdict: numbers in, one sentence and the ids that it rests on out; each a fact, a judgment or an assumption."""
