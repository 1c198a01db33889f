"""The period that an address names, as whoever asks may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.errors import NotFound
from grievance.publishing.here import PeriodHere
from grievance.publishing.periods import overview
from grievance.web.desk.desk import desk

if TYPE_CHECKING:
    from grievance.casebook.permissions import Actor
    from grievance.publishing.periods import PeriodSeen


def found(actor: Actor, name: str) -> PeriodSeen:
    """Return the period called `name`; raises `NotAllowed`, and `NotFound` for any other."""
    here = desk()
    seen = overview(here.database, actor, here.clock())
    wanted = next((one for one in seen if str(one.period) == name), None)
    if wanted is None:
        raise NotFound
    return wanted


def here_of(name: str) -> PeriodHere:
    """Return it as it lies at this desk."""
    return PeriodHere(desk().database, name)
