"""The same document in fewer bytes: what HTML lets a page leave out, and nothing that it shows.

All text of the report is escaped, so that an angle bracket is always the edge of a tag, and attributes stand in double
quotes with a blank before each. That makes the text of the page simple enough for regular expressions.

Source of what may be left out: the HTML standard, section 13.1.2 (optional tags, unquoted attribute values).
"""

from __future__ import annotations

import re

_CLOSERS = (
    "address|article|aside|details|div|dl|figcaption|figure|footer|h[1-6]|header|main|nav|ol|p|pre|section|table|ul"
)
"""Elements whose start tag ends a paragraph."""
_HOLDERS = f"{_CLOSERS}|li|dd|dt|td|th"
_BLOCKS = f"{_HOLDERS}|body|caption|head|html|meta|script|style|summary|svg|tbody|thead|title|tr"
"""Elements beside which white space is not shown."""

_SPACE_BEFORE = re.compile(rf"\s+(?=</?(?:{_BLOCKS})\b)")
_SPACE_AFTER = re.compile(rf"(</?(?:{_BLOCKS})\b[^<>]*>)\s+")
_END_TAGS = re.compile(
    rf"</p>(?=<(?:{_CLOSERS})\b|</(?:{_HOLDERS})>)"
    r"|</d[dt]>(?=<d[dt]\b|</d(?:iv|l)>)"
    r"|</(?:t[dhr]|li)>"
    r"|</caption>(?=<t)|</thead>(?=<tbody)|</tbody>(?=</table>)"
)
_TAGS = re.compile(r"<[a-zA-Z][^<>]*>")
_ATTRIBUTE = re.compile(r'( [\w:-]+=)"([^"]*)"')
_BARE = re.compile(r"[\w.,:;#/%+()-]+", re.ASCII)
_BETWEEN_NUMBERS = re.compile(r"(?<=[\d.]) (?=[\d.-])")


def compact(page: str) -> str:
    """Leave out white space between blocks, optional end tags, and quotes around plain values.

    The document that a browser builds from the page stays the same but for white space that is not shown.

    Parameters
    ----------
    page : str
        A page whose style and script stand elsewhere.

    Examples
    --------
    >>> compact('<tr><td class="n">1</td></tr>')
    '<tr><td class=n>1'
    >>> compact('<div>\\n<p>a</p>\\n<p>b <b>c</b></p>\\n</div>')
    '<div><p>a<p>b <b>c</b></div>'
    >>> compact('<path d="M0 9h5" class="a"/>')
    '<path d=M0,9h5 class=a />'
    """
    page = _SPACE_AFTER.sub(r"\1", _SPACE_BEFORE.sub("", page))
    page = _END_TAGS.sub("", page)
    # Nothing stands in single quotes, so that an apostrophe means itself everywhere.
    page = page.replace("&#39;", "'")
    return _TAGS.sub(lambda tag: _bare(tag[0]), page)


def _bare(tag: str) -> str:
    """A tag whose values stand without quotes where they can."""
    short = _ATTRIBUTE.sub(lambda found: found[1] + _value(found[1], found[2]), tag)
    # A slash right after a bare value would belong to it.
    return f"{short[:-2]} />" if short.endswith("/>") and short[-3] not in '" ' else short


def _value(name: str, value: str) -> str:
    if name in (" d=", " viewBox="):
        value = _BETWEEN_NUMBERS.sub(",", value)
    return value if _BARE.fullmatch(value) else f'"{value}"'
