"""Synthesis: from claims to quantities, each with its interval, its claims and its effective sample size.

`pooling` and `draws` know only arrays; the other modules know actors, issues and factors. Every
quantity is computed twice by the same code: once at the point (one row, nothing drawn) and once for
the draws of the uncertainty.
"""
