"""The queue of drafts: one action for a decision, taken back as one, kept from later runs, and each coder for oneself."""

from __future__ import annotations

import csv
import json
import time
from pathlib import Path
from typing import Any

import pytest

from builders import a_case
from foedus.case.coding.log.store import read_log
from foedus.case.load import load_case
from foedus.case.new import new_case
from foedus.case.texts.add import Given, add_documents
from foedus.case.texts.drafts import draft_documents, keep_states, read_drafts
from foedus.deeds.register import Entry, Register, propose
from foedus.errors import InputError
from foedus.workspace.desk import Desk, Unfit
from foedus.workspace.drafts import Drafts

TEXT = (
    "On 3 May 2015 Alder warned Birch about the dam. \U0001d400 On 17 June 2016 Alder met Birch in the valley.\n\n"
    "John Rivers said that Norway would never sign a treaty with Birch.\n"
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    new_case(folder, template="commented")
    (tmp_path / "chronicle.txt").write_text(TEXT, encoding="utf-8")
    add_documents(folder, [tmp_path / "chronicle.txt"], given=Given(source="alder-gazette", language="en"))
    draft_documents(folder)
    return folder


def waiting(drafts: Drafts) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = drafts.queue("chronicle")["drafts"]
    return found


def event_of(drafts: Drafts) -> dict[str, Any]:
    return next(one for one in waiting(drafts) if one["rule"] == "dated event")


def cells(draft: dict[str, Any], **more: str) -> dict[str, str]:
    return {"source": "alder-gazette", "basis": "stated", "credibility": "2", "value": "-0.5"} | draft["cells"] | more


def take(drafts: Drafts, draft: dict[str, Any], **more: str) -> None:
    drafts.accept(draft["id"], draft["start"], draft["stop"], cells(draft, **more))


def test_a_claim_of_a_draft_its_place_and_the_decision_are_one_action_that_undo_takes_back(case: Path) -> None:
    desk = Desk(case, "amin")
    drafts = Drafts(desk)
    before = waiting(drafts)
    draft = event_of(drafts)
    take(drafts, draft)
    assert draft["id"] not in {one["id"] for one in waiting(drafts)}
    events = [event for event in read_log(case).all_events if event.coder == "amin"]
    assert {event.table for event in events} == {"claims", "anchors", "drafts"}
    assert len({event.group for event in events}) == 1
    desk.undo()
    assert waiting(drafts) == before
    assert desk.claims_of("chronicle") == []
    desk.redo()
    [claim] = desk.claims_of("chronicle")
    assert claim["cells"]["date"] == "2015-05-03"
    desk.export()
    [anchor] = load_case(case).anchors
    assert anchor.exact == TEXT[draft["start"] : draft["stop"]]


@pytest.mark.parametrize(
    ("more", "shift", "state"),
    [({}, 0, "accepted"), ({"text": "Alder warns Birch."}, 0, "edited"), ({}, 1, "edited"), ({"note": "?"}, 0, "accepted")],
)  # fmt: skip
def test_what_was_changed_tells_edited_from_accepted(case: Path, more: dict[str, str], shift: int, state: str) -> None:
    desk = Desk(case, "amin")
    drafts = Drafts(desk)
    draft = event_of(drafts)
    drafts.accept(draft["id"], draft["start"] + shift, draft["stop"], cells(draft, **more))
    desk.export()
    assert {row["id"]: row["state"] for row in read_drafts(case)}[draft["id"]] == state


def test_a_draft_that_cannot_stand_says_what_it_lacks_and_stays(case: Path) -> None:
    drafts = Drafts(Desk(case, "amin"))
    draft = event_of(drafts)
    with pytest.raises(Unfit) as error:
        take(drafts, draft, value="")
    assert set(error.value.columns) == {"value"}
    assert draft in waiting(drafts)


def test_what_was_decided_is_not_asked_again_by_a_later_run_and_not_overwritten(case: Path) -> None:
    desk = Desk(case, "amin")
    drafts = Drafts(desk)
    first = event_of(drafts)
    drafts.reject(first["id"])
    draft_documents(case)  # before the state was written beside the drafts
    assert first["id"] not in {one["id"] for one in waiting(drafts)}
    # The case learns an actor: the same places come with other cells and other ids.
    drafts.add_actor("Norway", "state")
    desk.export()
    assert draft_documents(case).kept == 1
    assert (first["start"], first["rule"]) not in {(one["start"], one["rule"]) for one in waiting(drafts)}
    assert [row["state"] for row in read_drafts(case) if row["id"] == first["id"]] == ["rejected"]


def test_a_decision_that_was_taken_back_is_none_in_the_file(case: Path) -> None:
    desk = Desk(case, "amin")
    drafts = Drafts(desk)
    draft = event_of(drafts)
    drafts.reject(draft["id"])
    desk.export()
    desk.undo()
    desk.export()
    assert {row["state"] for row in read_drafts(case)} == {""}
    assert draft in waiting(drafts)


def test_coders_decide_without_seeing_each_other(case: Path) -> None:
    amin, bea = Desk(case, "amin"), Desk(case, "bea")
    draft = event_of(Drafts(amin))
    take(Drafts(amin), draft)
    amin.export()
    assert draft in waiting(Drafts(bea))
    Drafts(bea).reject(draft["id"])
    assert draft not in waiting(Drafts(bea))
    assert len(amin.claims_of("chronicle")) == 1


def test_a_state_that_was_written_by_hand_counts_for_everybody(case: Path) -> None:
    drafts = Drafts(Desk(case, "amin"))
    draft = event_of(drafts)
    assert keep_states(case, {draft["id"]: "seen, not worth it"}) == ("drafts.csv",)
    assert draft not in waiting(drafts)
    assert keep_states(case, {draft["id"]: "seen, not worth it"}) == ()


def test_an_actor_of_a_draft_is_added_once_with_the_codes_of_its_state(case: Path) -> None:
    desk = Desk(case, "amin")
    drafts = Drafts(desk)
    draft = next(one for one in waiting(drafts) if one["new"] == "state: Norway" and not one["cells"].get("kind"))
    assert drafts.add_actor("Norway", "state", draft=draft["id"]) == "norway"
    row = desk.rows("actors")[("norway",)]
    assert (row["ccode"], row["iso3"]) == ("385", "NOR")
    assert draft not in waiting(drafts)
    assert drafts.add_actor("norway", "state") == "norway"
    assert drafts.add_actor("Dam", "organisation") not in {key[0] for key in desk.rows("issues")}
    desk.undo()
    desk.undo()
    assert draft in waiting(drafts)
    assert ("norway",) not in desk.rows("actors")


def test_the_log_repeats_no_word_of_a_text_for_what_was_decided(case: Path) -> None:
    drafts = Drafts(Desk(case, "amin"))
    for draft in waiting(drafts):
        drafts.reject(draft["id"])
    lines = (case / "coding" / "amin.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines
    assert not any("Alder" in line or "Rivers" in line for line in lines)
    assert {json.loads(line)["table"] for line in lines} == {"drafts"}


def test_drafts_are_made_behind_the_page_and_what_goes_wrong_is_told(case: Path) -> None:
    (case / "drafts.csv").unlink()
    drafts = Drafts(Desk(case, "amin"))
    assert drafts.queue("chronicle")["drafts"] == []
    assert drafts.make("chronicle")["busy"]
    assert "in drafts.csv" in _made(drafts)["said"]
    assert waiting(drafts)
    with pytest.raises(InputError, match="no document"):
        drafts.make("nowhere")
    drafts.make("chronicle", speaker="nobody")
    job = _made(drafts)
    assert job["wrong"]
    assert "nobody" in job["said"]
    with (case / "drafts.csv").open(newline="", encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == len(waiting(drafts))


def _made(drafts: Drafts) -> dict[str, Any]:
    for _ in range(600):
        job: dict[str, Any] = drafts.queue("chronicle")["job"]
        if not job["busy"]:
            return job
        time.sleep(0.1)
    raise AssertionError("drafts were not made in a minute")


def test_an_act_of_a_register_is_decided_in_the_same_queue(tmp_path: Path) -> None:
    folder = a_case().write(tmp_path / "registered")
    entry = Entry("2011-10-04: Arda vetoed draft S/2011/612 (row 190).", ("arda",), date="2011-10-04", channel="diplomatic",
                  level="1", support_type="pressure", locator="row 190")  # fmt: skip
    citation = "@misc{listing2020,\n  title = {A list of acts},\n  year = {2020}\n}\n"
    propose(folder, Register("acts", "A list of acts", "1", "ab" * 32, "CC0", citation, (entry,)))
    desk = Desk(folder, "amin")
    drafts = Drafts(desk)
    [draft] = drafts.queue("register-acts")["drafts"]
    whole = {"source": "listing2020", "speaker": "listing2020", "basis": "stated", "credibility": "2", "value": "0.5"}
    drafts.accept(draft["id"], draft["start"], draft["stop"], whole | draft["cells"] | {"object": "belor"})
    assert drafts.queue("register-acts")["drafts"] == []
    desk.export()
    case = load_case(folder)
    [claim] = case.claims
    assert (claim.channel, claim.level, claim.support_type, claim.locator) == (
        "diplomatic",
        1,
        ("pressure",),
        "row 190",
    )
    [passage] = case.anchors
    assert passage.exact == entry.text
