"""Section 7: whether a union may read it, and which."""

from __future__ import annotations

from grievance.questionnaire.edition import Section
from grievance.questionnaire.edition_2026_1.conditions import wants_to_be_read
from grievance.questionnaire.question import (
    Choice,
    Option,
    Question,
    Several,
    Source,
    Use,
    used_by,
)
from grievance.questionnaire.text import say

READ = Question(
    id="union.read",
    prompt=say("union.read", "Do you want the union to read your answers and help?"),
    hint=say(
        "union.read/hint",
        "If not, nobody gets your text or your exact answers. Only broad groups are counted.",
    ),
    kind=Choice(
        options=(
            Option("yes", say("union.read=yes", "Yes, the union may read my answers")),
            Option("no", say("union.read=no", "No, only count my answers")),
        )
    ),
    uses=used_by(Use.ROUTE, Use.CASEWORK),
)

ORGANISATIONS = Question(
    id="union.organisations",
    prompt=say("union.organisations", "Who may read your answers?"),
    hint=say(
        "union.organisations/hint",
        "Each one gets its own locked copy. They cannot compare their copies.",
    ),
    kind=Several(source=Source.ORGANISATIONS),
    # Not for casework: no organisation learns which others read the same worker.
    uses=used_by(Use.ROUTE),
    ask_if=wants_to_be_read,
    asked_if=say("union.organisations/if", "Only if you said yes."),
)

SECTION = Section("union", say("section.union", "The union"), (READ, ORGANISATIONS))
