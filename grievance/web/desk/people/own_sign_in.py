"""Changing how somebody signs in: another password, another app, other codes on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.people import own_account
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.pages import respond
from grievance.web.common.posted import read_post
from grievance.web.desk import fields, refused
from grievance.web.desk.desk import desk
from grievance.web.desk.going import go_to
from grievance.web.desk.guard import end_session
from grievance.web.desk.people.app_secret import app_secret, forget_app_secret, shown
from grievance.web.desk.people.joining import DIFFERENT, FIRST_CODE, password_fields
from grievance.web.desk.people.own_form import SECTION, own_form, present_password, typed
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

    from grievance.casebook.permissions import Actor

_PASSWORD = say("people", "Change my password")
_APP = say("people", "Use another app for codes")
_CODES = say("people", "New codes on paper")
_PASSWORD_FIELDS = ("present", "password", "again")
_APP_FIELDS = ("present", "code")


def show_password(actor: Actor, language: str) -> Response:
    """GET: the form for another password."""
    return _password_form(actor, language)


def post_password(actor: Actor, language: str) -> Response:
    """POST: change it; every session ends, so that everybody signs in with the new one."""
    posted, tongue = read_post(_PASSWORD_FIELDS, ("on",)), speaker(language)
    present, new, again = (typed(posted, one) for one in _PASSWORD_FIELDS)
    problems = [tongue.text(one) for one in posted.problems]
    if not problems and new != again:
        problems.append(tongue.text(DIFFERENT))
    if not problems:
        here = desk()
        try:
            own_account.change_password(here.database, actor, present, new, here.clock())
        except refused.REFUSED as problem:
            problems.append(refused.words(problem, tongue))
        else:
            end_session()
            return go_to("sign_in", language)
    return _password_form(actor, language, problems)


def show_app(actor: Actor, language: str) -> Response:
    """GET: another secret, and the form for its first code."""
    return _app_form(actor, language)


def post_app(actor: Actor, language: str) -> Response:
    """POST: take its codes from now on."""
    posted, tongue = read_post(_APP_FIELDS, ("on",)), speaker(language)
    problems = [tongue.text(one) for one in posted.problems]
    if not problems:
        here, present = desk(), typed(posted, "present")
        new = own_account.NewApp(app_secret(), typed(posted, "code"))
        try:
            own_account.change_app(here.database, actor, present, new, here.clock())
        except refused.REFUSED as problem:
            problems.append(refused.words(problem, tongue))
        else:
            forget_app_secret()
            return go_to("own_account", language)
    return _app_form(actor, language, problems)


def show_codes(actor: Actor, language: str) -> Response:
    """GET: the form for ten new codes on paper."""
    return _codes_form(actor, language)


def post_codes(actor: Actor, language: str) -> Response:
    """POST: show them this once; all before are worth nothing."""
    posted, tongue = read_post(("present",), ("on",)), speaker(language)
    problems = [tongue.text(one) for one in posted.problems]
    if not problems:
        here, present = desk(), typed(posted, "present")
        try:
            codes = own_account.new_codes(here.database, actor, present, here.clock())
        except refused.REFUSED as problem:
            problems.append(refused.words(problem, tongue))
        else:
            return respond(page("codes", language, actor, section=SECTION, codes=codes))
    return _codes_form(actor, language, problems)


def _password_form(actor: Actor, language: str, problems: Sequence[str] = ()) -> Response:
    tongue = speaker(language)
    drawn = [present_password(tongue), *password_fields(tongue)]
    return own_form("own_password", _PASSWORD, actor, language, drawn, problems)


def _app_form(actor: Actor, language: str, problems: Sequence[str] = ()) -> Response:
    tongue = speaker(language)
    code = fields.text("code", tongue.text(FIRST_CODE), {}, most=10)
    drawn, picture = [code, present_password(tongue)], shown(app_secret(), actor.name)
    return own_form("own_app", _APP, actor, language, drawn, problems, **picture)


def _codes_form(actor: Actor, language: str, problems: Sequence[str] = ()) -> Response:
    drawn = [present_password(speaker(language))]
    return own_form("own_codes", _CODES, actor, language, drawn, problems)


_OWN = Right.OWN_ACCOUNT
ROUTES = (
    Route("/account/password", "own_password", _OWN, get=show_password, post=post_password),
    Route("/account/app", "own_app", _OWN, get=show_app, post=post_app),
    Route("/account/codes", "own_codes", _OWN, get=show_codes, post=post_codes),
)
