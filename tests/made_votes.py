"""A few made-up roll calls and vetoes in the layouts of their distributors, and a data directory of them."""

from pathlib import Path

from foedus import datasets

LIBRARY = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution"
ROLL_CALLS = {
    # number: (day, session, votes of Iran, Russia, the United States)
    1: ("2001-11-01", 56, "YYN"),
    2: ("2001-12-01", 56, "YAN"),
    3: ("2002-03-01", 56, "YXY"),
    4: ("2003-11-01", 58, "YYY"),
    5: ("2003-12-01", 58, "NYN"),
}
NAMES = (("IRN", "IRAN (ISLAMIC REPUBLIC OF)"), ("RUS", "RUSSIAN FEDERATION"), ("USA", "UNITED STATES"))
VETOES = (
    "year,date,month,draft,meeting_record,agenda_item,crisis_topic,region,member_veto1,member_veto2,member_veto3\n"
    "1984,9/6/1984,9,S/16732,S/PV.2556,The situation in the Middle East,Lebanon,Middle East,USA,,\n"
    "1984,2/29/1984,2,S/16351,S/PV.2519,The situation in the Middle East,Lebanon,Middle East,USSR,,\n"
    "2012,2/4/2012,2,S/2012/77,S/PV.6711,Middle East situation - Syria,Syria,Middle East,Russia,China,\n"
)


def add_votes(folder: Path) -> None:
    """Write the files into a folder and add them to the data directory."""
    rows = [
        f"{number},{code},{name},{vote},{day},{session},A/RES/{number}"
        for number, (day, session, votes) in ROLL_CALLS.items()
        for (code, name), vote in zip(NAMES, votes, strict=True)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ga_voting.csv").write_text("\n".join([LIBRARY, *rows, ""]), encoding="utf-8")
    (folder / "vetoes.csv").write_text(VETOES, encoding="utf-8")
    datasets.add("un-votes", folder / "ga_voting.csv")
    datasets.add("unsc-vetoes", folder / "vetoes.csv")
