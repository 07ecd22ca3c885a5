"""Names by a spaCy model of the user's: a stub stands for spaCy, and the real one is asked where it is installed."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from builders import a_coded_case
from foedus.case.texts.add import Given, Original, add_documents
from foedus.case.texts.drafts import draft_documents
from foedus.cli.app import app
from foedus.documents.drafting import recognizer
from foedus.documents.drafting.recognizer import model_for, named_by
from foedus.errors import InputError

TEXT = (
    "Omar Quill and the Alder Dam Authority’s board met in Norway. Iran stayed away.\n\nOmar Quill left; Iran came.\n"
)
LABELS = {"Omar Quill": "PERSON", "the Alder Dam Authority’s": "ORG", "Norway": "GPE", "Iran": "ORG"}


def ents(text: str) -> Iterator[Any]:
    for name, label in LABELS.items():
        at = text.find(name)
        while at >= 0:
            yield SimpleNamespace(label_=label, start_char=at, end_char=at + len(name))
            at = text.find(name, at + 1)


class Pipeline:
    def pipe(self, texts: Iterable[str]) -> Iterator[Any]:
        for text in texts:
            yield SimpleNamespace(ents=list(ents(text)))


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module, util = ModuleType("spacy"), ModuleType("spacy.util")
    module.__spec__ = ModuleSpec("spacy", None)
    vars(module).update(util=util, load=lambda _: Pipeline())
    vars(util)["get_installed_models"] = lambda: ["ru_core_news_sm", "en_core_web_sm", "en_core_web_lg"]
    monkeypatch.setitem(sys.modules, "spacy", module)
    monkeypatch.setitem(sys.modules, "spacy.util", util)
    recognizer._loaded.cache_clear()
    return module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    case = a_coded_case().write(tmp_path / "case")
    add_documents(case, [Original("talks.txt", TEXT.encode())], given=Given(language="en"))
    return Path(case)


def test_a_model_names_persons_and_organisations_where_they_stand(stub: ModuleType) -> None:
    found = named_by("en_core_web_sm", TEXT)
    assert [(TEXT[one.start : one.stop], one.name, one.kind) for one in found] == [
        ("Omar Quill", "Omar Quill", "person"),
        ("Alder Dam Authority", "Alder Dam Authority", "organisation"),
        ("Iran", "Iran", "organisation"),
        ("Omar Quill", "Omar Quill", "person"),
        ("Iran", "Iran", "organisation"),
    ]


def test_long_texts_are_read_in_pieces_and_places_stay(stub: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = named_by("en_core_web_sm", TEXT * 3)
    monkeypatch.setattr(recognizer, "_AT_ONCE", 100)
    assert named_by("en_core_web_sm", TEXT * 3) == whole


def test_the_model_is_one_of_the_language(stub: ModuleType) -> None:
    assert [model_for(code) for code in ("en", "en-GB", "ru", "fa", "")] == [
        "en_core_web_lg", "en_core_web_lg", "ru_core_news_sm", "", "",
    ]  # fmt: skip
    assert model_for("fa", "ru_core_news_sm") == "ru_core_news_sm"
    assert model_for("en", "none") == ""
    with pytest.raises(InputError, match=r"nearest: 'en_core_web_sm'.*installed: en_core_web_lg"):
        model_for("en", "en_core_web_s")


def test_without_spacy_nothing_is_asked_and_a_named_model_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    monkeypatch.setattr(recognizer, "find_spec", lambda _: None)
    assert model_for("en") == ""
    with pytest.raises(InputError, match="spaCy is not installed"):
        model_for("en", "en_core_web_sm")


def test_a_model_that_does_not_load_is_told(stub: ModuleType) -> None:
    def load(name: str) -> Any:
        raise OSError("[E050] made for another version")

    vars(stub)["load"] = load
    with pytest.raises(InputError, match=r"does not load its model en_core_web_sm .*E050.*--spacy none"):
        named_by("en_core_web_sm", TEXT)


def test_what_no_rule_has_is_proposed_as_the_models(folder: Path, stub: ModuleType) -> None:
    found = draft_documents(folder)
    by_model = {one.new: (one.rule, one.note) for one in found.drafts if "spaCy" in one.rule}
    assert by_model == {
        "person: Omar Quill": ("new actor, spaCy en_core_web_lg", "named 2 times"),
        "organisation: Alder Dam Authority": ("new actor, spaCy en_core_web_lg", "named once"),
    }
    assert found.models == ("en_core_web_lg",)
    without = draft_documents(folder, spacy="none")
    assert {one.id for one in without.drafts} == {one.id for one in found.drafts if "spaCy" not in one.rule}
    told = CliRunner().invoke(app, ["draft", str(folder)])
    assert "by your spaCy model en_core_web_lg" in told.output


@pytest.mark.skipif(find_spec("spacy") is None, reason="spaCy is the user's own; not installed here")
def test_a_real_pipeline_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    library = importlib.import_module(recognizer._LIBRARY)
    pipeline = library.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Omar Quill"}])
    monkeypatch.setattr(recognizer, "_loaded", lambda _: pipeline)
    assert [(one.start, one.name) for one in named_by("blank", TEXT)] == [
        (0, "Omar Quill"),
        (TEXT.rfind("Omar"), "Omar Quill"),
    ]
