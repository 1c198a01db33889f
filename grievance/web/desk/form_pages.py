"""A page with one form, shown for the first time or again with what was wrong with it.

return form_page(actor, language, Form("cases", title, fields, back=...), problems)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from grievance.web.common.pages import respond
from grievance.web.desk.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.permissions import Actor
    from grievance.forms.fields import Field
    from grievance.questionnaire.text import Text

    Problems = Sequence[Text | str]


@dataclass(frozen=True)
class Form:
    """A form in the reader's words: `hidden` goes along, `back` leads away without saving.

    `template` is desk/plain_form.html or another that extends it, with `values` of its own.
    """

    section: str
    title: str
    fields: Sequence[Field]
    back: str
    button: str | None = None
    hidden: Sequence[tuple[str, str]] = ()
    template: str = "plain_form"
    values: Mapping[str, Any] = field(default_factory=dict)


def form_page(
    actor: Actor, language: str, form: Form, problems: Problems = (), *, status: int = 200
) -> Response:
    """Return the page; with a problem or an error at a field it is an answer 422.

    `problems` stand above the form; those with figures in them come said already.
    """
    tongue = speaker(language)
    has_problems = bool(problems) or any(one.error for one in form.fields)
    return respond(
        page(
            form.template,
            language,
            actor,
            status=422 if has_problems and status == 200 else status,
            section=form.section,
            title=form.title,
            form_fields=form.fields,
            page_problems=[one if isinstance(one, str) else tongue.text(one) for one in problems],
            has_problems=has_problems or status >= 400,
            back=form.back,
            button=form.button,
            hidden=form.hidden,
            **form.values,
        )
    )
