"""Pairs by names: read in the last covered year, with what is to be told of states that come and go."""

from __future__ import annotations

from datetime import datetime

import pytest

from foedus.errors import InputError
from foedus.events.source import Source
from foedus.events.states_asked import pairs_asked


def covering(first: str, last: str) -> Source:
    return Source(
        "made", "test", "cameo", "none", (), spans=[(datetime.fromisoformat(first), datetime.fromisoformat(last))]
    )


def test_names_are_read_in_the_last_year_that_is_covered() -> None:
    told = pairs_asked(covering("1960-01-01", "1990-01-01"), pairs=[("West Germany", "Russia")])
    assert told[0] == ((260, 365),)
    assert pairs_asked(covering("1960-01-01", "2000-01-01"), pairs=[("Germany", "Russia")])[0] == ((255, 365),)


def test_a_state_that_is_no_member_at_first_is_told() -> None:
    _, notes = pairs_asked(covering("1980-01-01", "2000-01-01"), pairs=[("Germany", "Russia")])
    assert any("255 Germany" in note and "no member of the system in 1980" in note and "260" in note for note in notes)


def test_every_pair_of_several_and_each_once() -> None:
    asked, _ = pairs_asked(
        covering("1995-01-01", "2000-01-01"), pairs=[("IRN", "RUS")], of=["Iran", "Russia", "Syria", "Iran"]
    )
    assert asked == ((365, 630), (365, 652), (630, 652))
    assert pairs_asked(covering("1995-01-01", "2000-01-01")) == ((), [])


@pytest.mark.parametrize(("of", "said"), [(["Iran"], "two states or more"), (["Iran", "Mars"], "'Mars' is no state")])
def test_what_names_no_pair(of: list[str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        pairs_asked(covering("1995-01-01", "2000-01-01"), of=of)
