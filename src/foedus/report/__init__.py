"""A verdict laid out for a reader: summary, tables, network file, explanations and HTML report.

Everything is drawn from one value, `foedus.verdict.types.Verdict`, which is what `verdict.json` holds: so every output
shows the same numbers and every sentence its evidence.
"""
