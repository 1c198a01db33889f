"""My account: what somebody holds and may do, their language, their sessions, giving keys on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.errors import NotFound
from grievance.casebook.office.periods import PeriodKeys
from grievance.casebook.people import grants_held, own_account, sessions
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.pages import respond
from grievance.web.common.posted import read_post
from grievance.web.desk import fields, refused
from grievance.web.desk.confirming import Step, confirm
from grievance.web.desk.desk import desk
from grievance.web.desk.going import go_to
from grievance.web.desk.guard import end_session
from grievance.web.desk.people import role_words
from grievance.web.desk.people.own_form import SECTION, own_form, typed
from grievance.web.desk.people.people_pages import CHOOSE_LANGUAGE
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.wording.languages import languages, own_name
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

    from grievance.casebook.permissions import Actor

_LANGUAGE = say("people", "Change my language")
_MY_LANGUAGE = say("people", "Language of my pages")
_EVERYWHERE = say("sign-in", "Sign out everywhere")
_EVERYWHERE_WORDS = say(
    "sign-in", "You will be signed out in every browser, in this one, too. Nothing else is lost."
)
_GIVE = say("people", "Give my keys")
_GIVE_TO = say("people", "Give the keys to: %(name)s")
_GIVE_WORDS = (
    say("people", "This person can then read everything that you can read, now and later."),
    say("people", "Do it only when you know who this is, and after speaking to them."),
)


def show_own_account(actor: Actor, language: str) -> Response:
    """GET: roles, keys, sessions, codes left, and who waits for keys."""
    here, tongue = desk(), speaker(language)
    with here.database.reading() as connection:
        values = {
            "keys": len(grants_held.held(connection, actor)),
            "sessions": sessions.count(connection, actor, here.clock()),
            "codes_left": own_account.codes_left(connection, actor),
        }
    return respond(
        page(
            "own_account",
            language,
            actor,
            section=SECTION,
            roles=role_words.names(actor.roles, tongue),
            periods=sorted(PeriodKeys.of(here.database).held(actor)),
            waiting=grants_held.waiting_for_keys(here.database, actor),
            **values,
        )
    )


def show_language(actor: Actor, language: str) -> Response:
    """GET: the languages to choose from."""
    with desk().database.reading() as connection:
        return _language_form(actor, language, own_account.language_of(connection, actor))


def post_language(actor: Actor, language: str) -> Response:
    """POST: begin in another language from now on."""
    posted = read_post(("language",), ("on",))
    chosen = typed(posted, "language")
    problems = [speaker(language).text(one) for one in posted.problems]
    if chosen not in languages():
        problems.append(speaker(language).text(CHOOSE_LANGUAGE))
    if problems:
        return _language_form(actor, language, chosen, problems)
    here = desk()
    with here.database.writing() as connection:
        own_account.change_language(connection, actor, chosen, here.clock())
    return go_to("own_account", chosen)


def show_everywhere(actor: Actor, language: str) -> Response:
    """GET: what signing out everywhere means."""
    return _everywhere(actor, language)


def post_everywhere(actor: Actor, language: str) -> Response:
    """POST: end all of one's own sessions."""
    problems = read_post((), ("on",)).problems
    if problems:
        return _everywhere(actor, language, [speaker(language).text(one) for one in problems])
    here = desk()
    with here.database.writing() as connection:
        sessions.sign_out_everywhere(connection, actor, here.clock())
    end_session()
    return go_to("sign_in", language)


def show_give(actor: Actor, language: str, number: int) -> Response:
    """GET: what giving the keys means; 404 for nobody who waits for them."""
    return _give(actor, language, number)


def post_give(actor: Actor, language: str, number: int) -> Response:
    """POST: grant what one holds."""
    tongue, here = speaker(language), desk()
    problems = [tongue.text(one) for one in read_post((), ("on",)).problems]
    if not problems:
        try:
            grants_held.give(here.database, actor, number, here.clock())
        except refused.REFUSED as problem:
            problems.append(refused.words(problem, tongue))
        else:
            return go_to("own_account", language)
    return _give(actor, language, number, problems)


def _language_form(
    actor: Actor, language: str, chosen: str, problems: Sequence[str] = ()
) -> Response:
    offered = [(code, own_name(code)) for code in languages()]
    label, now = speaker(language).text(_MY_LANGUAGE), {"language": [chosen]}
    drawn = fields.choice("language", label, offered, now, control="radios")
    return own_form("form", _LANGUAGE, actor, language, [drawn], problems)


def _everywhere(actor: Actor, language: str, problems: Sequence[str] = ()) -> Response:
    tongue = speaker(language)
    title = tongue.text(_EVERYWHERE)
    step = Step(title, (tongue.text(_EVERYWHERE_WORDS),), title, SECTION)
    return confirm(actor, language, step, back=_back(language), problems=problems)


def _give(actor: Actor, language: str, number: int, problems: Sequence[str] = ()) -> Response:
    tongue = speaker(language)
    names = dict(grants_held.waiting_for_keys(desk().database, actor))
    if number not in names:
        raise NotFound
    title = tongue.text(_GIVE_TO, name=names[number])
    words = tuple(tongue.text(one) for one in _GIVE_WORDS)
    step = Step(title, words, tongue.text(_GIVE), SECTION)
    return confirm(actor, language, step, back=_back(language), problems=problems)


def _back(language: str) -> str:
    return url_for("own_account", language=language)


_OWN = Right.OWN_ACCOUNT
ROUTES = (
    Route("/account", "own_account", _OWN, get=show_own_account),
    Route("/account/language", "own_language", _OWN, get=show_language, post=post_language),
    Route("/account/everywhere", "everywhere", _OWN, get=show_everywhere, post=post_everywhere),
    Route("/account/give/<int:number>", "give_keys", _OWN, get=show_give, post=post_give),
)
