"""How two actors cooperate: channels, the rungs of the ladder, and kinds of outside support."""

from __future__ import annotations

from foedus.terms.word import Word, declare

CHANNELS = declare(
    Word("diplomatic", "visits, votes, mediation, joint statements"),
    Word("intelligence", "shared information, joint centres"),
    Word("economic", "trade, credit, investment, sanctions"),
    Word("arms", "sale or transfer of weapons"),
    Word("military", "exercises, bases, operations"),
    Word("legal", "treaties and agreements"),
    Word("media", "public statements and broadcasts"),
)
"""Channels of cooperation, in the order of the ladder's lanes."""

RUNGS: dict[int, str] = {
    1: "verbal support",
    2: "visits and consultation",
    3: "standing coordination",
    4: "material support",
    5: "joint operations",
    6: "treaty obligation",
}
"""What each level of the ladder means, from the lowest."""

TOP = max(RUNGS)
"""The highest rung."""

SUPPORT_TYPES = declare(
    Word("troops", "regular forces"),
    Word("paramilitary", "irregular forces under the supporter's command"),
    Word("mercenaries", "hired fighters"),
    Word("weapons", "arms and ammunition"),
    Word("money", "funds, credit, fuel"),
    Word("pressure", "threats or sanctions against the other side"),
    Word("media", "propaganda"),
    Word("sanctuary", "a place to stay or to cross"),
)
"""Kinds of outside support, as an action gives it."""
