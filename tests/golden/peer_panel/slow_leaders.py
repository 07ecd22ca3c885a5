"""Archigos read with plain loops over days, beside the arithmetic of intervals in the package."""

import csv
from collections import Counter, defaultdict
from datetime import date, timedelta

from foedus.terms.states.systems import counterparts, listed


class Slow:
    """Archigos read row by row, a day at a time."""

    def __init__(self, folder, system):
        with (folder / "archigos.csv").open(encoding="utf-8", newline="") as file:
            self.terms = [
                (
                    row["obsid"],
                    int(row["gwcode"]),
                    date.fromisoformat(row["startdate"]),
                    date.fromisoformat(row["enddate"]),
                )
                for row in csv.DictReader(file)
            ]
        self.members = listed(system)
        self.system = system

    def state(self, number, day):
        """The state that a Gleditsch-Ward number stands for on a day on which it is a member."""
        if self.system == "cow":
            ours = listed("gw")[number]
            carried = (number == 600 and 1905 <= day.year <= 1912) or (number == 670 and 1927 <= day.year <= 1931)
            if not carried and not ours.share(day.year):
                return None
        codes = counterparts(number, "gw") if self.system == "cow" else (number,)
        found = [code for code in codes if any(a <= day <= (b or date.max) for a, b in self.members[code].days)]
        assert len(found) < 2
        return found[0] if found else None

    def days(self, numbers, first, last):
        """Day to the leaders in office in some states, with the code of the state."""
        found = defaultdict(set)
        for obsid, number, start, end in self.terms:
            if number not in numbers:
                continue
            day, stop = max(start, date(first, 1, 1)), min(end, date(last, 12, 31))
            while day <= stop:
                code = self.state(number, day)
                if code is not None:
                    found[day].add((code, obsid))
                day += timedelta(days=1)
        return found

    def pairs(self, numbers, first, last):
        """Directed leader-dyad-years, with the number of days in common."""
        counted = Counter()
        for day, present in self.days(numbers, first, last).items():
            counted.update(
                (one[0], two[0], day.year, one[1], two[1]) for one in present for two in present if one[0] != two[0]
            )
        return counted

    def dates(self, code, year):
        """Days of a year on which a state has a leader."""
        numbers = counterparts(code, "cow") if self.system == "cow" else (code,)
        return {day for day, present in self.days(numbers, year, year).items() if code in dict(present)}
