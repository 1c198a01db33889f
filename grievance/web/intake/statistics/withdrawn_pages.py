"""A period whose figures were taken back: that they were, why, and what proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.questionnaire.text import say
from grievance.web.intake.statistics.addresses import EVERYONE
from grievance.web.intake.statistics.around import around
from grievance.web.intake.surround import page

if TYPE_CHECKING:
    from grievance.web.common.pages import Page
    from grievance.web.intake.statistics.published import Published
    from grievance.wording.speaker import Speaker

_NAME = say("statistics", "Withdrawn figures")


def withdrawn_page(one: Published, tongue: Speaker) -> Page:
    """Return the page that says so."""
    name = tongue.text(_NAME)
    return page("withdrawn_release", tongue.language, **around(one, EVERYONE, name, tongue))
