"""The page instead of a form while nobody could open what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.web.intake.helping import help_lines
from grievance.web.intake.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from grievance.web.common.pages import Page


def closed_page(language: str) -> Page:
    """Return the explanation, with status 503 so that nothing takes it for a form."""
    return page("closed", language, status=503, help_lines=help_lines(speaker(language)))
