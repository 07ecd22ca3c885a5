"""States of the Correlates of War list: codes, names and years, as a table of the package and without a dataset."""

from foedus.terms.states.table import STATES, State, members_of_group, shown, state_of

__all__ = ["STATES", "State", "members_of_group", "shown", "state_of"]
