"""Drafts by a language model of the user's: chunks out, answers in, and nothing believed that the text does not hold."""
