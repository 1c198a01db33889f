"""The desk itself: its card and fingerprint, how long keys last, recovery, backup, collecting."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from grievance.casebook.arrivals.collecting import last_collected
from grievance.casebook.office.desk_facts import Lack, desk_facts, warnings
from grievance.casebook.office.periods import PeriodKeys
from grievance.casebook.permissions import Right
from grievance.envelope.card import fingerprint
from grievance.questionnaire.text import say
from grievance.web.common.pages import respond
from grievance.web.desk.damaged_keys import damaged_words
from grievance.web.desk.desk import desk
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from flask import Response

    from grievance.casebook.permissions import Actor
    from grievance.envelope.card import CardKey
    from grievance.wording.speaker import Speaker

SECTION = "desk_settings"
_LACKS = {
    Lack.CASEWORK_KEY: say(
        "desk", "No key for reports is valid today: nobody can tell this union anything."
    ),
    Lack.CASEWORK_KEY_SOON: say("desk", "The key for reports ends within 30 days."),
    Lack.STATISTICS_KEY: say("desk", "There is no key for today’s statistics: the form is closed."),
    Lack.STATISTICS_KEY_SOON: say(
        "desk", "There is no key for the statistics of the next period yet."
    ),
    Lack.KEY_NOT_HERE: say(
        "desk",
        "A statistics key on the card does not lie at this desk: what is sealed to it now can "
        "never be counted.",
    ),
}


def show_desk(actor: Actor, language: str) -> Response:
    """GET: everything an administrator should look at from time to time."""
    here, tongue = desk(), speaker(language)
    with here.database.reading() as connection:
        facts = desk_facts(connection, actor)
    card, collected = facts.card, last_collected(here.folder)
    keys = PeriodKeys.of(here.database)
    lacks = warnings(card, keys.key_ids().values(), here.today)
    damaged = [damaged_words(period, tongue) for period in keys.damaged()]
    return respond(
        page(
            "desk",
            language,
            actor,
            section=SECTION,
            card=card,
            words=fingerprint(card).split(),
            casework=[_row(key, tongue) for key in card.casework],
            statistics=[_row(key, tongue) for key in card.statistics],
            lacks=[*damaged, *(tongue.text(_LACKS[one]) for one in lacks)],
            recovery=facts.recovery,
            recovery_day=_day(facts.recovery["day"], tongue),
            backup_day=_day(facts.last_backup, tongue),
            collect_day=tongue.day(collected) if collected else None,
            intake=here.settings.intake,
        )
    )


def _row(key: CardKey, tongue: Speaker) -> dict[str, str]:
    return {
        "id": key.public.id.hex(),
        "period": key.period or "",
        "first": tongue.day(key.valid_from),
        "last": tongue.day(key.valid_until),
    }


def _day(iso: str | None, tongue: Speaker) -> str | None:
    return tongue.day(date.fromisoformat(iso[:10])) if iso else None


ROUTES = (Route("/desk", "desk_settings", Right.MANAGE_DESK, get=show_desk),)
