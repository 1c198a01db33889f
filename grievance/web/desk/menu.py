"""The desk's menu: what is shown to whom. An entry appears with the page it leads to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.casebook.permissions import Right
from grievance.questionnaire.text import Text, say

if TYPE_CHECKING:
    from grievance.casebook.permissions import Actor


@dataclass(frozen=True)
class Entry:
    """One entry: where it leads, its words, and who sees it."""

    endpoint: str
    words: Text
    right: Right


ENTRIES = (
    Entry("start", say("menu", "Start"), Right.OWN_ACCOUNT),
    Entry("reports", say("menu", "Reports"), Right.READ_REPORTS),
    Entry("employers", say("menu", "Employers"), Right.READ_REPORTS),
    Entry("cases", say("menu", "Cases"), Right.FOLLOW_CASES),
    Entry("conversations", say("menu", "Messages"), Right.ANSWER),
    Entry("figures", say("menu", "Working figures"), Right.SEE_FIGURES),
    Entry("periods", say("menu", "Statistics"), Right.PUBLISH),
    Entry("slips", say("menu", "Slips"), Right.MAKE_SLIPS),
    Entry("people", say("menu", "People"), Right.MANAGE_PEOPLE),
    Entry("desk_settings", say("menu", "This desk"), Right.MANAGE_DESK),
    Entry("journal", say("menu", "Journal"), Right.READ_JOURNAL),
    Entry("own_account", say("menu", "My account"), Right.OWN_ACCOUNT),
)


def entries(actor: Actor) -> list[Entry]:
    """Return what `actor` may open, in order."""
    return [one for one in ENTRIES if actor.may(one.right)]
