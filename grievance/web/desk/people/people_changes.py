"""Changing what somebody may do: other roles, away and back, a new start, keys, a link taken back.

Each has its page that says what will happen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.errors import NotFound
from grievance.casebook.people import invitations, people
from grievance.casebook.people.people import Changed
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import Text, say
from grievance.web.common.pages import respond
from grievance.web.common.posted import read_post
from grievance.web.desk import refused
from grievance.web.desk.confirming import Step, confirm
from grievance.web.desk.desk import desk
from grievance.web.desk.going import go_to
from grievance.web.desk.people import role_words
from grievance.web.desk.people.people_pages import SECTION, invited_page, roles_field
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from flask import Response

    from grievance.casebook.database import Database
    from grievance.casebook.people.people import Person
    from grievance.casebook.permissions import Actor

    Act = Callable[[Database, Actor, Changed, datetime], None]


@dataclass(frozen=True)
class _Change:
    """One change that needs no more than a yes: its words, and the function that does it."""

    title: Text
    words: tuple[Text, ...]
    button: Text
    act: Act


_SIGNED_OUT = say("people", "They are signed out everywhere at once.")
_KEYS_GONE = say(
    "people", "Their keys are taken away. To give keys again needs somebody who holds them."
)
_LEAVE = _Change(
    say("people", "Let this person in no more: %(name)s"),
    (
        _SIGNED_OUT,
        _KEYS_GONE,
        say("people", "What they did stays in the journal and in cases."),
        say(
            "people",
            "Their open cases and tasks stay with them until a caseworker hands them to somebody "
            "else (Cases, Hand over).",
        ),
    ),
    say("people", "Let in no more"),
    people.deactivate,
)
_RETURN = _Change(
    say("people", "Let this person in again: %(name)s"),
    (say("people", "They sign in as before. They hold no key until somebody gives them one."),),
    say("people", "Let in again"),
    people.reactivate,
)
_TAKE = _Change(
    say("people", "Take the keys from: %(name)s"),
    (_KEYS_GONE, say("people", "Their roles stay as they are.")),
    say("people", "Take the keys"),
    people.take_keys,
)
_RESET = say("people", "A new start for: %(name)s")
_RESET_WORDS = (
    say("people", "Their password, their app and their codes on paper are worth nothing at once."),
    _KEYS_GONE,
    say("people", "You get a link for them. It is shown once and works for seven days."),
)
_RESET_BUTTON = say("people", "Make a link")
_WITHDRAW = say("people", "Take back the invitation of: %(name)s")
_WITHDRAW_WORDS = say("people", "The link that was sent is worth nothing any more.")
_WITHDRAW_BUTTON = say("people", "Take it back")
_ROLES = say("people", "Change the roles of: %(name)s")


def show_roles(actor: Actor, language: str, number: int) -> Response:
    """GET: the boxes as they are now."""
    found = people.find(desk().database, actor, number)
    return _roles_form(actor, language, found, sorted(found.roles))


def post_roles(actor: Actor, language: str, number: int) -> Response:
    """POST: give exactly the roles that are ticked."""
    posted, tongue, here = read_post(("roles", "version"), ("on",)), speaker(language), desk()
    found = people.find(here.database, actor, number)
    problems = [tongue.text(one) for one in posted.problems]
    ticked = posted.typed.get("roles", [])
    if not problems:
        changed = Changed(number, _version(posted.typed))
        try:
            roles = role_words.read(ticked)
            people.change_roles(here.database, actor, changed, roles, here.clock())
        except refused.REFUSED as problem:
            problems.append(refused.words(problem, tongue))
        else:
            return go_to("person", language, number=number)
    return _roles_form(actor, language, found, ticked, problems)


def show_reset(actor: Actor, language: str, number: int) -> Response:
    """GET: what a new start means."""
    return _reset(actor, language, number)


def post_reset(actor: Actor, language: str, number: int) -> Response:
    """POST: make everything worthless, and show the link this once."""
    tongue, here = speaker(language), desk()
    problems = [tongue.text(one) for one in read_post((), ("on",)).problems]
    if not problems:
        try:
            token = invitations.reset_password(here.database, actor, number, here.clock())
        except refused.REFUSED as problem:
            problems.append(refused.words(problem, tongue))
        else:
            found = people.find(here.database, actor, number)
            return invited_page(actor, language, found.name, found.language, token)
    return _reset(actor, language, number, problems)


def show_withdraw(actor: Actor, language: str, number: int) -> Response:
    """GET: whose invitation it is."""
    return _withdraw(actor, language, number)


def post_withdraw(actor: Actor, language: str, number: int) -> Response:
    """POST: take it back."""
    problems = read_post((), ("on",)).problems
    if problems:
        said = [speaker(language).text(one) for one in problems]
        return _withdraw(actor, language, number, said)
    here = desk()
    with here.database.writing() as connection:
        invitations.withdraw(connection, actor, number, here.clock())
    return go_to("people", language)


def _views(change: _Change) -> tuple[Callable[..., Response], Callable[..., Response]]:
    """Return GET and POST of a change that needs no more than a yes."""

    def show(actor: Actor, language: str, number: int) -> Response:
        """GET: what will happen."""
        return _ask(change, actor, language, number)

    def post(actor: Actor, language: str, number: int) -> Response:
        """POST: do it."""
        posted, tongue, here = read_post(("version",), ("on",)), speaker(language), desk()
        problems = [tongue.text(one) for one in posted.problems]
        if not problems:
            changed = Changed(number, _version(posted.typed))
            try:
                change.act(here.database, actor, changed, here.clock())
            except refused.REFUSED as problem:
                problems.append(refused.words(problem, tongue))
            else:
                return go_to("person", language, number=number)
        return _ask(change, actor, language, number, problems)

    return show, post


def _ask(
    change: _Change, actor: Actor, language: str, number: int, problems: Sequence[str] = ()
) -> Response:
    tongue = speaker(language)
    found = people.find(desk().database, actor, number)
    step = Step(
        tongue.text(change.title, name=found.name),
        tuple(tongue.text(one) for one in change.words),
        tongue.text(change.button),
        SECTION,
        found.version,
    )
    return confirm(actor, language, step, back=_back(language, number), problems=problems)


def _reset(actor: Actor, language: str, number: int, problems: Sequence[str] = ()) -> Response:
    tongue = speaker(language)
    found = people.find(desk().database, actor, number)
    title = tongue.text(_RESET, name=found.name)
    words = tuple(tongue.text(one) for one in _RESET_WORDS)
    step = Step(title, words, tongue.text(_RESET_BUTTON), SECTION)
    return confirm(actor, language, step, back=_back(language, number), problems=problems)


def _withdraw(actor: Actor, language: str, number: int, problems: Sequence[str] = ()) -> Response:
    tongue, here = speaker(language), desk()
    with here.database.reading() as connection:
        waiting = invitations.waiting(connection, actor, here.clock())
    name = next((one.name for one in waiting if one.id == number), None)
    if name is None:
        raise NotFound
    words = (tongue.text(_WITHDRAW_WORDS),)
    step = Step(tongue.text(_WITHDRAW, name=name), words, tongue.text(_WITHDRAW_BUTTON), SECTION)
    back = url_for("people", language=language)
    return confirm(actor, language, step, back=back, problems=problems)


def _roles_form(
    actor: Actor, language: str, found: Person, ticked: Sequence[str], problems: Sequence[str] = ()
) -> Response:
    tongue = speaker(language)
    return respond(
        page(
            "roles",
            language,
            actor,
            status=422 if problems else 200,
            section=SECTION,
            title=tongue.text(_ROLES, name=found.name),
            version=found.version,
            back=_back(language, found.id),
            form_fields=[roles_field(tongue, {"roles": ticked})],
            page_problems=problems,
            has_problems=bool(problems),
        )
    )


def _version(typed: dict[str, list[str]]) -> int:
    """Return the version that the form carried; one that is none fits no row."""
    text = typed.get("version", [""])[0]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _back(language: str, number: int) -> str:
    return url_for("person", language=language, number=number)


def _route(path: str, endpoint: str, change: _Change) -> Route:
    show, post = _views(change)
    return Route(f"/people/<int:number>{path}", endpoint, _PEOPLE, get=show, post=post)


_PEOPLE = Right.MANAGE_PEOPLE
_ONE = "/people/<int:number>"
ROUTES = (
    Route(f"{_ONE}/roles", "change_roles", _PEOPLE, get=show_roles, post=post_roles),
    _route("/leave", "deactivate", _LEAVE),
    _route("/return", "reactivate", _RETURN),
    _route("/take-keys", "take_keys", _TAKE),
    Route(f"{_ONE}/reset", "reset_password", _PEOPLE, get=show_reset, post=post_reset),
    Route(
        "/people/invitations/<int:number>/withdraw",
        "withdraw_invitation",
        _PEOPLE,
        get=show_withdraw,
        post=post_withdraw,
    ),
)
