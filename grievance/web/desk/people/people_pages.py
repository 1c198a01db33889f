"""People: who is here, who is invited, one person, and the form that invites."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import request, url_for

from grievance.casebook.people import grants_held, invitations, people
from grievance.casebook.people.members import NewPerson
from grievance.casebook.people.people_errors import BadName, NameTaken, NoRole
from grievance.casebook.people.person_names import is_bad
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.pages import respond
from grievance.web.desk import fields
from grievance.web.desk.desk import desk
from grievance.web.desk.people import role_words
from grievance.web.desk.pressing import new_form, read_press
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.wording.languages import languages, own_name
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.permissions import Actor
    from grievance.forms.fields import Field
    from grievance.questionnaire.text import Text
    from grievance.wording.speaker import Speaker

SECTION = "people"
FIELDS = ("name", "language", "roles")
ROLES = say("people", "Roles")
_NAME = say("people", "Name")
_NAME_HINT = say("people", "As the person will type it to sign in, and as the journal shows it.")
_LANGUAGE = say("people", "Language")
CHOOSE_LANGUAGE = say("people", "Choose a language.")
_INVITE = say("people", "Invite somebody")


def show_people(actor: Actor, language: str) -> Response:
    """GET: everybody of this desk, and the invitations that wait."""
    here, tongue = desk(), speaker(language)
    rows = people.everyone(here.database, actor)
    with here.database.reading() as connection:
        waiting = invitations.waiting(connection, actor, here.clock())
    invited = [
        (one, role_words.names(one.roles, tongue), _day(one.expires, tongue)) for one in waiting
    ]
    return respond(
        page(
            "people",
            language,
            actor,
            section=SECTION,
            rows=[(one, role_words.names(one.roles, tongue)) for one in rows],
            invited=invited,
        )
    )


def show_person(actor: Actor, language: str, number: int) -> Response:
    """GET: one person, and what can be changed."""
    found = people.find(desk().database, actor, number)
    roles = role_words.names(found.roles, speaker(language))
    return respond(
        page(
            "person",
            language,
            actor,
            section=SECTION,
            person=found,
            roles=roles,
            own=found.id == actor.user_id,
            waits=found.id in dict(grants_held.waiting_for_keys(desk().database, actor)),
            speaks=own_name(found.language),
        )
    )


def show_invite(actor: Actor, language: str) -> Response:
    """GET: the form."""
    return _form(actor, language, {"language": [language]})


def post_invite(actor: Actor, language: str) -> Response:
    """POST: make the link and show it this once."""
    press, tongue = read_press(FIELDS), speaker(language)
    posted = press.posted
    problems, wrong = [tongue.text(one) for one in posted.problems], {}
    name, speaks = (posted.typed.get(one, [""])[0] for one in FIELDS[:2])
    roles = role_words.read(posted.typed.get("roles", []))
    if is_bad(name):
        wrong["name"] = BadName.words
    if speaks not in languages():
        wrong["language"] = CHOOSE_LANGUAGE
    if not roles:
        wrong["roles"] = NoRole.words
    if not problems and not wrong:
        here = desk()
        new = NewPerson(name, speaks, roles)
        try:
            token = invitations.invite(here.database, actor, new, here.clock(), press.digest)
        except NameTaken as problem:
            wrong["name"] = problem.words
        else:
            return invited_page(actor, language, name, speaks, token)
    return _form(actor, language, posted.typed, problems, wrong)


def invited_page(actor: Actor, language: str, name: str, speaks: str, token: str) -> Response:
    """Return the page that shows a link this once."""
    path = url_for("join", language=speaks, token=token)
    link = f"{request.host_url.rstrip('/')}{path}"
    return respond(page("invited", language, actor, section=SECTION, name=name, link=link))


def roles_field(
    tongue: Speaker, typed: Mapping[str, Sequence[str]], error: str | None = None
) -> Field:
    """Return the boxes for roles."""
    label, offered = tongue.text(ROLES), role_words.options(tongue)
    return fields.choice("roles", label, offered, typed, error=error, control="checkboxes")


def _form(
    actor: Actor,
    language: str,
    typed: Mapping[str, Sequence[str]],
    problems: Sequence[str] = (),
    wrong: Mapping[str, Text] | None = None,
) -> Response:
    tongue = speaker(language)
    errors = {name: tongue.text(words) for name, words in (wrong or {}).items()}
    spoken = [(code, own_name(code)) for code in languages()]
    hint = tongue.text(_NAME_HINT)
    drawn = [
        fields.text(
            "name", tongue.text(_NAME), typed, error=errors.get("name"), most=80, hint=hint
        ),
        fields.choice(
            "language",
            tongue.text(_LANGUAGE),
            spoken,
            typed,
            error=errors.get("language"),
            control="radios",
        ),
        roles_field(tongue, typed, errors.get("roles")),
    ]
    return respond(
        page(
            "invite",
            language,
            actor,
            status=422 if problems or errors else 200,
            section=SECTION,
            title=tongue.text(_INVITE),
            form_fields=drawn,
            hidden=[new_form()],
            page_problems=problems,
            has_problems=bool(problems or errors),
        )
    )


def _day(moment: int, tongue: Speaker) -> str:
    return tongue.day(datetime.fromtimestamp(moment, UTC).date())


_PEOPLE = Right.MANAGE_PEOPLE
ROUTES = (
    Route("/people", "people", _PEOPLE, get=show_people),
    Route("/people/<int:number>", "person", _PEOPLE, get=show_person),
    Route("/people/invite", "invite", _PEOPLE, get=show_invite, post=post_invite),
)
