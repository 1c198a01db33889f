"""Signing in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.people import sessions
from grievance.casebook.people.people_errors import PeopleRefused
from grievance.casebook.people.sign_in import Attempt, sign_in
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.pages import respond
from grievance.web.common.posted import read_post
from grievance.web.desk import fields, refused
from grievance.web.desk.desk import desk
from grievance.web.desk.going import go_to
from grievance.web.desk.guard import begin_session, end_session, session_secret, signed_in
from grievance.web.desk.people.device_cookie import device_secret, keep_device
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.people.sign_in import SignedIn
    from grievance.casebook.permissions import Actor
    from grievance.forms.fields import Field
    from grievance.wording.speaker import Speaker

FIELDS = ("name", "password", "code")
_TITLE = say("sign-in", "Sign in")
_NAME = say("sign-in", "Your name")
_PASSWORD = say("sign-in", "Your password")
_CODE = say("sign-in", "Code")
_CODE_HINT = say(
    "sign-in", "The six digits that your app shows now, or one of your codes on paper."
)


def show_sign_in(language: str) -> Response:
    """GET: the form; whoever is signed in goes on."""
    if signed_in():
        return go_to("start", language)
    return _form(language, {})


def post_sign_in(language: str) -> Response:
    """POST: check name, password and code, and begin a session with a new secret."""
    posted, tongue = read_post(FIELDS, ("on",)), speaker(language)
    problems = [tongue.text(one) for one in posted.problems]
    if not problems:
        name, password, code = (posted.typed.get(one, [""])[0] for one in FIELDS)
        here = desk()
        try:
            attempt = Attempt(name, password, code, device_secret())
            return _let_in(sign_in(here.database, attempt, here.clock()))
        except PeopleRefused as problem:
            problems.append(refused.words(problem, tongue))
    return _form(language, posted.typed, problems)


def show_sign_out(actor: Actor, language: str) -> Response:
    """GET: the button that signs out."""
    return respond(page("sign_out", language, actor))


def post_sign_out(actor: Actor, language: str) -> Response:
    """POST: end this session."""
    if read_post((), ("on",)).problems:
        return show_sign_out(actor, language)
    secret, here = session_secret(), desk()
    with here.database.writing() as connection:
        sessions.end(connection, secret or b"")
    end_session()
    return go_to("sign_in", language)


def _let_in(signed: SignedIn) -> Response:
    here = desk()
    secret = begin_session()
    with here.database.writing() as connection:
        sessions.begin(connection, signed.actor, secret, here.clock())
    # Whoever had to use a code on paper is led to where a new app is set up.
    first = "own_account" if signed.on_paper else "start"
    return keep_device(go_to(first, signed.language), signed.device)


def _form(
    language: str, typed: Mapping[str, Sequence[str]], problems: Sequence[str] = ()
) -> Response:
    tongue = speaker(language)
    return respond(
        page(
            "sign_in",
            language,
            None,
            status=422 if problems else 200,
            title=tongue.text(_TITLE),
            ended=session_secret() is not None,
            form_fields=_fields(typed, tongue),
            page_problems=problems,
            has_problems=bool(problems),
        )
    )


def _fields(typed: Mapping[str, Sequence[str]], tongue: Speaker) -> list[Field]:
    hint = tongue.text(_CODE_HINT)
    return [
        fields.text("name", tongue.text(_NAME), typed, most=80),
        fields.text("password", tongue.text(_PASSWORD), typed, most=200, control="password"),
        fields.text("code", tongue.text(_CODE), {}, most=30, hint=hint),
    ]


ROUTES = (
    Route("/sign-in", "sign_in", None, get=show_sign_in, post=post_sign_in),
    Route("/sign-out", "sign_out", Right.OWN_ACCOUNT, get=show_sign_out, post=post_sign_out),
)
