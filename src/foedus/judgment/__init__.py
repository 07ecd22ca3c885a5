"""The inside view: factors, ratings and persistence turned into a posterior over the four outcomes."""
