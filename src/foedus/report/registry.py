"""The registry of sections: every section of the report with its figures, discovered in `sections`, one module each."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib import import_module
from types import MappingProxyType
from typing import Any

from foedus.charts import Figure
from foedus.errors import InputError
from foedus.nearest import near_words
from foedus.report import sections as folder
from foedus.report.picture import Picture
from foedus.report.section import Explanation, Section, formula_of
from foedus.verdict.types import Verdict


@cache
def sections() -> tuple[Section, ...]:
    """Return the sections in the order of the report.

    Returns
    -------
    tuple of Section
        Those of the main part, then the annexes. A section is added by a module, or a folder, in `foedus.report.sections` that holds `SECTION`.

    >>> [section.id for section in sections()][:3]
    ['answer', 'why', 'steps']
    """
    modules = (import_module(f"{folder.__name__}.{module.name}") for module in pkgutil.iter_modules(folder.__path__))
    return tuple(sorted((module.SECTION for module in modules), key=lambda section: (section.annex, section.order)))


def pictures() -> Mapping[str, Picture]:
    """Return the figures of all sections by name, in the order of the report."""
    return MappingProxyType({picture.key: picture for section in sections() for picture in section.pictures})


def chart(verdict: Verdict, name: str, **options: Any) -> Figure:
    """Return a figure of a verdict by its name.

    Raises InputError if there is no such figure or option, or the verdict holds nothing to draw.
    """
    from foedus.report.html.context import Context

    known = pictures()
    if name not in known:
        near = near_words(name, known, most=1)
        hint = f" (nearest: {near[0]!r})" if near else ""
        raise InputError(f"there is no figure {name!r}{hint}; expected one of: {', '.join(known)}")
    accepted = known[name].options
    for option in options:
        if option not in accepted:
            takes = f"it takes {', '.join(accepted)}" if accepted else "it takes none"
            raise InputError(f"the figure {name!r} has no option {option!r}; {takes}")
    figure = known[name].draw(Context(verdict), **options)
    if figure is None:
        raise InputError(f"the verdict on {verdict.case!r} holds nothing to draw as {name!r}")
    return figure


def chart_lines(verdict: Verdict) -> list[str]:
    """Return a line for each figure that a verdict has something to draw for: name, title, what one may choose."""
    from foedus.report.html.context import Context

    context, lines = Context(verdict), []
    for name, picture in pictures().items():
        figure = picture.draw(context)
        if figure is not None:
            choice = "".join(f" (--set {option}=...)" for option in picture.options)
            lines.append(f"{name:<14}{figure.title}{choice}")
    return lines


def index_of_sections(verdict: Verdict) -> dict[str, Callable[[], Explanation]]:
    """Return the ids on which sections have something to say, those of the figures that are drawn among them."""
    from foedus.report.html.context import Context

    context = Context(verdict)
    known: dict[str, Callable[[], Explanation]] = {}
    for section in sections():
        for picture in section.pictures:
            figure = picture.draw(context)
            if figure is not None:
                known[f"fig-{picture.key}"] = partial(_explain_figure, verdict, picture, figure.title)
        if section.explain is not None:
            known.update(section.explain(verdict))
    return known


def _explain_figure(verdict: Verdict, picture: Picture, title: str) -> Explanation:
    evidence = tuple(dict.fromkeys(picture.evidence(verdict)))
    formula = formula_of(verdict, picture.formula)
    return Explanation(f"fig-{picture.key}", "figure", title, {}, formula, {}, evidence)
