"""The one place where the two views and the models meet: a case goes in, an assessment comes out."""
