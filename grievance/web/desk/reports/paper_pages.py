"""A paper form typed in at the desk: the questions of the one-page form, and the story."""

from __future__ import annotations

import binascii
from typing import TYPE_CHECKING

from flask import session, url_for

from grievance.casebook.arrivals.paper import PaperForm, add_paper, new_form
from grievance.casebook.office.keyring import NoCaseworkKey
from grievance.casebook.permissions import Right
from grievance.envelope.receipt import ID_SIZE
from grievance.forms.choices import Catalogue
from grievance.forms.fields import Drawing, field
from grievance.forms.offered import offered
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.question import Use
from grievance.questionnaire.reading import Reading, read
from grievance.questionnaire.text import Text, say
from grievance.web.common.pages import respond
from grievance.web.common.posted import UNEXPECTED, read_post
from grievance.web.desk import fields
from grievance.web.desk.desk import Desk, desk
from grievance.web.desk.going import go_to
from grievance.web.desk.reports.report_pages import TYPED_IN
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.web.desk.typing_in import first
from grievance.wording.languages import languages, own_name
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.permissions import Actor
    from grievance.forms.fields import Field
    from grievance.wording.speaker import Speaker

    Typed = Mapping[str, Sequence[str]]

SECTION = "reports"
LANGUAGE, FORM, OURS = "paper_language", "form", "ours"
_READ = {"union.read": ["yes"]}
"""Who hands a form to the union wants it to read it."""
_QUESTIONS = [
    one
    for one in EDITION.questions.values()
    if one.id == "start.adult" or (Use.CASEWORK in one.uses and one.id not in _READ)
]
_LANGUAGE = say("paper", "In which language is the form filled in?")
_UNDER_AGE = say(
    "paper", "Nobody under 18 may tell. Nothing was kept: give the form back, or destroy it."
)
_NO_KEY = say(
    "paper",
    "No key of this desk is valid today. Tell whoever looks after this desk that it needs a new "
    "card.",
)


def show_paper(actor: Actor, language: str) -> Response:
    """GET: the empty form."""
    typed = {FORM: [new_form().hex()], LANGUAGE: [language]}
    return _page(actor, language, typed)


def post_paper(actor: Actor, language: str) -> Response:
    """POST: check everything, hide what shows who somebody is, seal, and show the report."""
    posted = read_post([FORM, LANGUAGE, *(one.id for one in _QUESTIONS)], ("on",))
    spoken, form = first(posted.typed, LANGUAGE), _form(first(posted.typed, FORM))
    problems: list[Text] = list(posted.problems)
    if not problems and (form is None or spoken not in languages()):
        problems.append(UNEXPECTED)
    here = desk()
    reading = _read(posted.typed, here)
    if not problems and reading.answers.get("start.adult") == "no":
        problems.append(_UNDER_AGE)
    if problems or reading.problems or form is None:
        return _page(actor, language, posted.typed, problems, with_problems=True)
    paper = PaperForm(reading.answers, spoken, form)
    try:
        with here.database.writing() as connection:
            number = add_paper(connection, actor, paper, here.facts, here.clock())
    except NoCaseworkKey:
        return _page(actor, language, posted.typed, [_NO_KEY], with_problems=True)
    session[TYPED_IN] = number
    return go_to("report", language, number=number)


def _read(typed: Typed, here: Desk) -> Reading:
    return read(EDITION, {**typed, **_READ}, offered(here.facts, [OURS]), here.today)


def _page(
    actor: Actor,
    language: str,
    typed: Typed,
    problems: Sequence[Text] = (),
    *,
    with_problems: bool = False,
) -> Response:
    here, tongue = desk(), speaker(language)
    reading = _read(typed, here)
    shown = _fields(typed, reading, here, tongue, with_problems=with_problems)
    spoken = [(code, own_name(code)) for code in languages()]
    written_in = fields.choice(LANGUAGE, tongue.text(_LANGUAGE), spoken, typed, control="radios")
    sections = [
        (
            tongue.text(section.title),
            [shown[one.id] for one in section.questions if one.id in shown],
        )
        for section in EDITION.sections
    ]
    wrong = with_problems and bool(problems or reading.problems)
    return respond(
        page(
            "paper",
            language,
            actor,
            status=422 if wrong else 200,
            section=SECTION,
            sections=sections,
            written_in=written_in,
            form=first(typed, FORM),
            form_fields=[written_in, *shown.values()],
            page_problems=[tongue.text(one) for one in problems],
            has_problems=wrong,
            back=url_for("reports", language=language),
        )
    )


def _fields(
    typed: Typed, reading: Reading, here: Desk, tongue: Speaker, *, with_problems: bool
) -> dict[str, Field]:
    drawing = Drawing(
        speaker=tongue,
        catalogue=Catalogue(
            employers=here.facts.employers, grievances=here.facts.grievances, organisations={}
        ),
        typed=typed,
        reading=reading,
        today=here.today,
        with_problems=with_problems,
        all_at_once=True,
    )
    return {one.id: field(one, drawing) for one in _QUESTIONS}


def _form(typed: str) -> bytes | None:
    try:
        form = binascii.unhexlify(typed)
    except ValueError:
        return None
    return form if len(form) == ID_SIZE else None


ROUTES = (Route("/reports/paper", "paper", Right.READ_REPORTS, get=show_paper, post=post_paper),)
