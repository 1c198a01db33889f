"""Handing over: whose cases and tasks, to whom, a look at what it means, then in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.cases import handover
from grievance.casebook.people import people
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.posted import read_post
from grievance.web.desk import fields
from grievance.web.desk.cases.case_reading import NOT_OFFERED
from grievance.web.desk.desk import desk
from grievance.web.desk.form_pages import Form, form_page
from grievance.web.desk.going import go_to
from grievance.web.desk.routes import Route
from grievance.web.desk.typing_in import first
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.cases.handover import Burden
    from grievance.casebook.database import Connection
    from grievance.casebook.permissions import Actor
    from grievance.questionnaire.text import Text

    Typed = Mapping[str, Sequence[str]]
    Pairs = Sequence[tuple[str, str]]

SECTION = "cases"
FROM, TO, SHOWN = "from", "to", "shown"
_TITLE = say("hand over", "Hand over")
_FROM = say("hand over", "Whose cases and tasks")
_TO = say("hand over", "To whom")
_SHOW = say("hand over", "Show what this means")
_DO = say("hand over", "Hand everything over")
_CHOOSE = say("hand over problem", "Choose a person.")
_SAME = say("hand over problem", "These are the same person. Choose somebody else.")
_MORE = say(
    "hand over problem",
    "There is more or less to hand over than was shown before. Nothing was done yet. Look again.",
)


def show_hand_over(actor: Actor, language: str) -> Response:
    """GET: everybody who has something to look after, and who can take over."""
    with desk().database.reading() as connection:
        holders, staff = _people(connection, actor)
    return _form(actor, language, {}, holders, staff)


def post_hand_over(actor: Actor, language: str) -> Response:
    """POST: show what it means (`preview`), or do it (`on`) if it is still what was shown."""
    posted, here = read_post((FROM, TO, SHOWN), ("preview", "on", "change")), desk()
    typed, problems = posted.typed, list(posted.problems)
    with here.database.writing() as connection:
        holders, staff = _people(connection, actor)
        wrong = _wrong(typed, holders, staff)
        if wrong or problems or posted.go == "change":
            return _form(actor, language, typed, holders, staff, wrong=wrong, problems=problems)
        burden = handover.burden_of(connection, actor, int(first(typed, FROM)))
        if posted.go == "on" and first(typed, SHOWN) == _shown(burden):
            to = int(first(typed, TO))
            handover.hand_over(connection, actor, burden, to, here.clock())
            return go_to("cases", language, assignee=to, status="not_closed")
    if posted.go == "on":
        problems.append(_MORE)
    taker = dict(staff)[first(typed, TO)]
    return _preview(actor, language, typed, burden, taker=taker, problems=problems)


def _people(connection: Connection, actor: Actor) -> tuple[Pairs, Pairs]:
    holders = [(str(one.id), one.name) for one in handover.burdened(connection, actor)]
    return holders, [(str(one), name) for one, name in people.caseworkers(connection, actor)]


def _wrong(typed: Typed, holders: Pairs, staff: Pairs) -> dict[str, Text]:
    wrong: dict[str, Text] = {}
    for name, pairs in ((FROM, holders), (TO, staff)):
        chosen = first(typed, name)
        if not chosen:
            wrong[name] = _CHOOSE
        elif chosen not in dict(pairs):
            wrong[name] = NOT_OFFERED
    if not wrong and first(typed, FROM) == first(typed, TO):
        wrong[TO] = _SAME
    return wrong


def _shown(burden: Burden) -> str:
    """Return what a preview showed as its form carries it: ids of cases, ids of tasks."""
    cases = ",".join(str(one) for one, *_ in burden.cases)
    return f"{cases};{','.join(map(str, burden.tasks))}"


def _form(  # noqa: PLR0913 - the form, and all that may be wrong with it
    actor: Actor,
    language: str,
    typed: Typed,
    holders: Pairs,
    staff: Pairs,
    *,
    wrong: Mapping[str, Text] | None = None,
    problems: Sequence[Text] = (),
) -> Response:
    tongue = speaker(language)
    errors = {name: tongue.text(words) for name, words in (wrong or {}).items()}
    form = Form(
        SECTION,
        tongue.text(_TITLE),
        [
            fields.choice(FROM, tongue.text(_FROM), holders, typed, error=errors.get(FROM)),
            fields.choice(TO, tongue.text(_TO), staff, typed, error=errors.get(TO)),
        ],
        url_for("cases", language=language),
        tongue.text(_SHOW),
        template="hand_over",
        values={"burden": None, "anybody": bool(holders)},
    )
    return form_page(actor, language, form, problems)


def _preview(  # noqa: PLR0913 - who, to whom, what, and what was wrong
    actor: Actor,
    language: str,
    typed: Typed,
    burden: Burden,
    *,
    taker: str,
    problems: Sequence[Text],
) -> Response:
    tongue = speaker(language)
    form = Form(
        SECTION,
        tongue.text(_TITLE),
        (),
        url_for("cases", language=language),
        tongue.text(_DO),
        [(FROM, first(typed, FROM)), (TO, first(typed, TO)), (SHOWN, _shown(burden))],
        "hand_over",
        {"burden": burden, "taker": taker, "anybody": True},
    )
    return form_page(actor, language, form, problems, status=409 if problems else 200)


ROUTES = (
    Route("/hand-over", "hand_over", Right.FOLLOW_CASES, get=show_hand_over, post=post_hand_over),
)
