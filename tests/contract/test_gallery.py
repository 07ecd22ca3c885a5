"""The gallery shows every figure, and its recipes draw what they say from the frames."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

import pytest

import foedus
from foedus.report.registry import pictures

PAGE = (Path(__file__).parents[2] / "docs" / "gallery.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE, flags=re.DOTALL | re.MULTILINE))


def _recipe(name: str, package: str) -> str:
    blocks = re.findall(r"```python\n(.*?)```", SECTIONS[name], flags=re.DOTALL)
    return next(block for block in blocks if block.startswith(f"import {package}"))


@pytest.fixture(scope="module")
def result() -> Any:
    return foedus.assess("iran-russia-syria", draws=40)


def test_the_gallery_shows_every_figure_in_the_order_of_the_report() -> None:
    assert list(SECTIONS) == list(pictures())


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_names_title_and_columns(name: str, result: Any) -> None:
    figure = result.chart(name)
    assert figure.title in SECTIONS[name]
    columns = re.search(r"Columns: (.*?)\.(?: |\n)", SECTIONS[name])
    assert columns is not None
    assert columns[1] == ", ".join(f"`{column}`" for column in figure.frame.columns)
    assert all(f"`{option}`" in SECTIONS[name] for option in pictures()[name].options)


@pytest.mark.parametrize("name", SECTIONS)
def test_the_altair_recipe_encodes_columns_of_the_frame(name: str, result: Any) -> None:
    pytest.importorskip("altair")
    recipe = _recipe(name, "altair")
    assert len(recipe.splitlines()) < 10
    made: dict[str, Any] = {"result": result}
    exec(recipe, made)
    drawn = made["chart"].to_dict()
    fields = set(re.findall(r"'field': '(\w+)'", str(drawn)))
    assert fields
    assert fields <= set(made["frame"].columns)


@pytest.mark.parametrize("name", SECTIONS)
def test_the_matplotlib_recipe_draws_something(name: str, result: Any) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    recipe = _recipe(name, "matplotlib")
    assert len(recipe.splitlines()) < 10
    made: dict[str, Any] = {"result": result}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(recipe, made)
    made["figure"].canvas.draw()
    assert made["axes"].has_data()
    plt.close(made["figure"])
