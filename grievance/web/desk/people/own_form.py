"""The forms of one's own account: each asks for the present password and says what it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.questionnaire.text import say
from grievance.web.common.pages import respond
from grievance.web.desk import fields
from grievance.web.desk.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

    from grievance.casebook.permissions import Actor
    from grievance.forms.fields import Field
    from grievance.questionnaire.text import Text
    from grievance.web.common.posted import Posted
    from grievance.wording.speaker import Speaker

SECTION = "own_account"
_PRESENT = say("password", "Present password")


def own_form(  # noqa: PLR0913, PLR0917 - what differs between these forms
    template: str,
    title: Text,
    actor: Actor,
    language: str,
    form_fields: Sequence[Field],
    problems: Sequence[str] = (),
    **values: object,
) -> Response:
    """Return a form of My account, with what was wrong with it."""
    return respond(
        page(
            template,
            language,
            actor,
            status=422 if problems else 200,
            section=SECTION,
            title=speaker(language).text(title),
            form_fields=form_fields,
            page_problems=problems,
            has_problems=bool(problems),
            **values,
        )
    )


def present_password(tongue: Speaker) -> Field:
    """Return the field for the password that holds now."""
    return fields.text("present", tongue.text(_PRESENT), {}, control="password")


def typed(posted: Posted, name: str) -> str:
    """Return what was typed into a field, "" for nothing."""
    return posted.typed.get(name, [""])[0]
