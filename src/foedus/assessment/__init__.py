"""The one place where the stages meet: a case goes in, an assessment comes out."""
