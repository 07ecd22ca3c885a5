"""The page of limits, from the numbers in the code: ``render_limits`` for docs/generate_reference.py."""

from __future__ import annotations

from importlib import import_module

LIMITS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "Any file": (("bytes", "foedus.files.reading", "LARGEST_FILE"), ("problems told", "foedus.files.findings", "MOST_PROBLEMS")),
    "Tables (CSV)": (
        ("lines", "foedus.files.raw", "MOST_LINES"),
        ("characters of a line", "foedus.files.raw", "LONGEST_LINE"),
        ("characters of a cell", "foedus.files.raw", "LONGEST_CELL"),
        ("columns", "foedus.files.raw", "MOST_COLUMNS"),
        ("cells", "foedus.files.raw", "MOST_CELLS"),
        ("lines above the header", "foedus.files.header", "MOST_ABOVE"),
    ),
    "Spreadsheets (.xlsx, .ods)": (
        ("bytes, unpacked", "foedus.files.sheets.container", "MOST_BYTES"),
        ("parts inside", "foedus.files.sheets.container", "MOST_PARTS"),
        ("cells of a sheet that hold something", "foedus.files.sheets.grid", "MOST_CELLS"),
        ("rows", "foedus.files.sheets.grid", "MOST_ROWS"),
        ("columns", "foedus.files.sheets.grid", "MOST_COLUMNS"),
    ),
    "TOML": (
        ("characters", "foedus.files.toml", "LARGEST_TOML"),
        ("levels", "foedus.files.toml", "DEEPEST"),
        ("digits of a whole number", "foedus.files.toml", "LONGEST_INTEGER"),
    ),
    "JSON": (
        ("bytes", "foedus.files.json_text", "LARGEST_JSON"),
        ("levels", "foedus.files.json_text", "DEEPEST_JSON"),
        ("bytes of a prior", "foedus.outlook.prior", "LARGEST_PRIOR"),
        ("bytes of meta.json of a dataset", "foedus.datasets.store", "LARGEST_META"),
    ),
    "Bibliographies (BibTeX, CSL-JSON, RIS)": (
        ("characters", "foedus.files.works.bibtex", "LARGEST_BIBLIOGRAPHY"),
        ("works", "foedus.files.works.bibtex", "MOST_WORKS"),
        ("characters of a value", "foedus.files.works.bibtex", "LONGEST_VALUE"),
        ("characters of a macro", "foedus.files.works.bibtex", "LONGEST_MACRO"),
        ("characters of a key", "foedus.files.works.keys", "KEY_LENGTH"),
    ),
    "Networks": (
        ("vertices of a Pajek file", "foedus.files.networks.pajek", "MOST_VERTICES"),
        ("actors of GraphML or GEXF", "foedus.files.networks.ties", "MOST_ACTORS"),
        ("lines, lists or begins and ends of elements of a network", "foedus.files.networks.ties", "MOST_PARTS"),
        ("attributes of GraphML or GEXF", "foedus.files.networks.xml", "MOST_KEYS"),
        ("ties of a Pajek file", "foedus.files.networks.pajek", "MOST_TIES"),
        ("entries of a matrix of Pajek", "foedus.files.networks.pajek", "MOST_ENTRIES"),
        ("networks of a Pajek project", "foedus.files.networks.pajek", "MOST_NETWORKS"),
        ("relations of a table of ties", "foedus.files.networks.choose", "MOST_RELATIONS"),
        ("levels of GraphML and GEXF", "foedus.files.xml", "DEEPEST"),
    ),
    "Documents": (
        ("bytes of a file", "foedus.documents.extraction.parts", "MOST_BYTES"),
        ("characters of a text", "foedus.documents.extraction.parts", "MOST_CHARACTERS"),
        ("pages of a PDF", "foedus.documents.extraction.parts", "MOST_PAGES"),
        ("seconds for one file", "foedus.documents.extraction.parts", "MOST_SECONDS"),
        ("bytes of memory for one file", "foedus.documents.extraction.parts", "MOST_MEMORY"),
        ("bytes to which an archive unpacks", "foedus.documents.extraction.parts", "MOST_UNPACKED"),
        ("times the packed size", "foedus.documents.extraction.parts", "MOST_RATIO"),
        ("documents of a mail, table or archive", "foedus.documents.extraction.parts", "MOST_DOCUMENTS"),
    ),
    "Datasets and archives": (
        ("bytes of a file in an archive", "foedus.datasets.locate", "MOST_BYTES"),
        ("bytes of a file of which some columns are taken (un-votes of the UN library)", "foedus.datasets.slim", "MOST_STREAMED"),
        ("bytes of all files in an archive", "foedus.datasets.locate", "MOST_IN_ALL"),
        ("files in an archive", "foedus.datasets.locate", "MOST_MEMBERS"),
        ("files in a folder", "foedus.datasets.locate", "MOST_FILES"),
        ("times the packed size", "foedus.datasets.locate", "MOST_RATIO"),
        ("archives inside each other", "foedus.datasets.locate", "MOST_DEPTH"),
        ("bytes of a download", "foedus.datasets.download", "MOST_BYTES"),
        ("last year of a panel", "foedus.panel.keys", "LAST_YEAR"),
    ),
    "Models": (
        ("actors whose blocs are searched", "foedus.models.blocs.analysis", "MOST_SEARCHED"),
        ("seconds of a search", "foedus.models.blocs.analysis", "LONGEST"),
        ("actors of a landscape", "foedus.models.landscape.landscape", "LARGEST"),
        ("actors of a bargain", "foedus.models.bargaining.dynamics", "MOST_ACTORS"),
        ("options of a conflict", "foedus.models.conflict.model_file.model", "MOST_OPTIONS"),
        ("decision makers of a conflict", "foedus.models.conflict.model_file.parties", "MOST_MAKERS"),
        ("scenarios of a repeated game", "foedus.models.commitment.read", "MOST_SCENARIOS"),
        ("years of punishment", "foedus.models.commitment.read", "MOST_YEARS"),
    ),
}  # fmt: skip

INTRODUCTION = """# Limits

Nothing that a person writes and no official file that foedus reads comes near these numbers. What is beyond them is refused
at once, with a message that names the limit: a file that asks for much time or memory is more often damaged, or meant to
harm, than large. A legal file near a limit may take a minute and a gigabyte.
"""


def render_limits() -> str:
    """Return the page: what is limited, and the number as the code has it."""
    lines = [INTRODUCTION]
    for title, limits in LIMITS.items():
        lines += [f"## {title}", "", "| at most | |", "|---|---|"]
        lines += [f"| {getattr(import_module(module), name):,.0f} | {what} |" for what, module, name in limits]
        lines.append("")
    return "\n".join(lines)
