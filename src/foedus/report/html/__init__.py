"""The report: one self-contained HTML page made from a verdict."""

from foedus.report.html.page import render_report

__all__ = ["render_report"]
