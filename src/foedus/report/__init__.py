"""Assessment -> words, verdict.json, tables, network file, console summary and HTML report.

Everything is drawn from one dictionary, the verdict (`foedus.verdict.build_verdict`), which is
what `verdict.json` holds: so every output shows the same numbers and every sentence its evidence.
"""
