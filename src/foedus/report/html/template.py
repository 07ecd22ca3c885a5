"""Templates: all text in them is escaped, and a block of the page stands in them as it is."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup


def fill(source: str, /, **values: object) -> Markup:
    """Fill a template.

    >>> fill("<p>{{ words }}</p>", words="a < b")
    Markup('<p>a &lt; b</p>')
    """
    return Markup(_compiled(source).render(values))


@lru_cache(maxsize=64)
def _compiled(source: str) -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(source)


def heading(words: str) -> Markup:
    """A heading within a section."""
    return Markup("<h3>{}</h3>\n").format(words)


def note(words: str, *values: object) -> Markup:
    """A remark in small print; braces in the words are filled with the values."""
    return Markup(f'<p class="note">{words}</p>\n').format(*values)


def nothing(words: str) -> Markup:
    """What to say where there is nothing to show."""
    return Markup('<p class="nothing">{}</p>\n').format(words)


def facts(rows: object) -> Markup:
    """Pairs of a label and a value, side by side."""
    return fill(_FACTS, rows=rows)


def fold(label: str, body: object) -> Markup:
    """A fold; nothing where its body is empty."""
    return fill(_FOLD, label=label, body=body) if body else Markup("")


_FACTS = """\
<dl class="about">
{% for label, value in rows %}
<div><dt>{{ label }}</dt><dd>{{ value }}</dd></div>
{% endfor %}
</dl>
"""
_FOLD = """\
<details class="fold"><summary>{{ label }}</summary>
{{ body }}
</details>
"""
