"""The page behind an invitation's link: a password, an app, and codes on paper shown once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.people import invitations
from grievance.casebook.people.people_errors import PeopleRefused
from grievance.questionnaire.text import say
from grievance.web.common.pages import respond
from grievance.web.common.posted import read_post
from grievance.web.desk import fields, refused
from grievance.web.desk.desk import desk
from grievance.web.desk.guard import end_session
from grievance.web.desk.people import role_words
from grievance.web.desk.people.app_secret import app_secret, shown
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

    from grievance.casebook.people.invitations import Invitation, Joined
    from grievance.forms.fields import Field
    from grievance.wording.speaker import Speaker

FIELDS = ("password", "again", "code")
NEW_PASSWORD = say("password", "New password")
AGAIN = say("password", "The same password again")
PASSWORD_HINT = say(
    "password",
    "12 characters or more. Four words that nobody would put together are good. Write it down "
    "nowhere on this machine.",
)
DIFFERENT = say("password", "You typed two different passwords.")
FIRST_CODE = say("sign-in", "The code that your app shows now")
_TITLE = say("people", "Join this desk")
_GONE = say("people", "This link is not good any more")


def show_join(language: str, token: str) -> Response:
    """GET: who is invited, and the form."""
    try:
        return _form(language, _invited(token))
    except PeopleRefused as problem:
        return _gone(language, problem)


def post_join(language: str, token: str) -> Response:
    """POST: use the link up, and show the codes on paper this once."""
    posted, tongue = read_post(FIELDS, ("on",)), speaker(language)
    try:
        invited = _invited(token)
    except PeopleRefused as problem:
        return _gone(language, problem)
    problems = [tongue.text(one) for one in posted.problems]
    password, again, code = (posted.typed.get(one, [""])[0] for one in FIELDS)
    if not problems and password != again:
        problems.append(tongue.text(DIFFERENT))
    if not problems:
        here = desk()
        choice = invitations.Choice(password, app_secret(), code)
        try:
            return _done(language, invitations.join(here.database, token, choice, here.clock()))
        except PeopleRefused as problem:
            problems.append(refused.words(problem, tongue))
    return _form(language, invited, problems)


def password_fields(tongue: Speaker) -> list[Field]:
    """Return the two fields of a new password."""
    hint = tongue.text(PASSWORD_HINT)
    new, again = tongue.text(NEW_PASSWORD), tongue.text(AGAIN)
    return [
        fields.text("password", new, {}, hint=hint, control="password"),
        fields.text("again", again, {}, control="password"),
    ]


def _invited(token: str) -> Invitation:
    here = desk()
    with here.database.reading() as connection:
        return invitations.find(connection, token, here.clock())


def _form(language: str, invited: Invitation, problems: Sequence[str] = ()) -> Response:
    tongue = speaker(language)
    code = fields.text("code", tongue.text(FIRST_CODE), {}, most=10)
    return respond(
        page(
            "join",
            language,
            None,
            status=422 if problems else 200,
            title=tongue.text(_TITLE),
            name=invited.name,
            roles=role_words.names(invited.roles, tongue),
            again=invited.again,
            form_fields=password_fields(tongue),
            code_field=code,
            page_problems=problems,
            has_problems=bool(problems),
            **shown(app_secret(), invited.name),
        )
    )


def _done(language: str, joined: Joined) -> Response:
    end_session()  # the app's secret leaves this browser, and whoever was signed in here
    return respond(page("joined", language, None, name=joined.name, codes=joined.codes))


def _gone(language: str, problem: PeopleRefused) -> Response:
    tongue = speaker(language)
    words = refused.words(problem, tongue)
    title = tongue.text(_GONE)
    return respond(page("gone", language, None, status=problem.status, title=title, words=words))


ROUTES = (Route("/join/<token>", "join", None, get=show_join, post=post_join),)
