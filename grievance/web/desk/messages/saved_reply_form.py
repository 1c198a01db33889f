"""The form of a saved reply: what was typed, what is wrong with it, what somebody else saved."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from grievance.casebook.messages.reply_text import Defect, read_reply
from grievance.casebook.messages.saved_replies import LANGUAGES, LONGEST_TITLE, SavedText
from grievance.envelope.message import LONGEST
from grievance.questionnaire.text import say
from grievance.web.common.pages import respond
from grievance.web.common.posted import UNEXPECTED, Posted, read_post
from grievance.web.desk import fields
from grievance.web.desk.surround import page
from grievance.wording.languages import own_name
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.messages.saved_replies import SavedReply
    from grievance.casebook.permissions import Actor
    from grievance.forms.fields import Field
    from grievance.wording.speaker import Speaker

FIELDS = ("title", *LANGUAGES, "version")
_NEW = say("saved reply", "New saved reply")
_CHANGE = say("saved reply", "Change a saved reply")
_TITLE = say("saved reply", "Title")
_TITLE_HINT = say("saved reply", "Only colleagues see it.")
_TEXT = say("saved reply", "Text in this language: %(language)s (optional)")
_NO_TITLE = say("saved reply problem", "Write a title of at most %(most)s characters.")
_NO_TEXT = say("saved reply problem", "Write the reply in at least one language.")
_MEANWHILE = say(
    "saved reply problem",
    "Somebody else changed this reply meanwhile. Below you find what is saved now. What you typed "
    "is still in the form; saving again puts it in place of the other.",
)


@dataclass(frozen=True)
class SavedForm:
    """`text` None: it cannot be saved; `errors` by field, `problems` of the whole form."""

    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    text: SavedText | None = None
    version: int = 0
    errors: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    saved_now: tuple[tuple[str, str, str], ...] = ()  # language, its own name, text

    @classmethod
    def of(cls, found: SavedReply) -> Self:
        """Return a form with what is saved."""
        text = found.text
        typed = {"title": [text.title], **{code: [text.text(code)] for code in LANGUAGES}}
        return cls(typed, text, found.version)

    def against(self, newest: SavedReply, tongue: Speaker) -> Self:
        """Return the form as it is shown when `newest` was saved after it had been opened."""
        text = newest.text
        differs = [
            code for code in LANGUAGES if self.text and self.text.text(code) != text.text(code)
        ]
        saved = tuple((code, own_name(code), text.text(code)) for code in differs)
        return replace(
            self, version=newest.version, problems=(tongue.text(_MEANWHILE),), saved_now=saved
        )


def read_form(tongue: Speaker) -> SavedForm:
    """Read what was posted."""
    posted = read_post(FIELDS, ("on",))
    title = " ".join(_typed(posted, "title").split())
    texts = {code: read_reply(_typed(posted, code)) for code in LANGUAGES}
    version = _typed(posted, "version") or "0"
    errors = {
        code: str(read.problem(tongue))
        for code, read in texts.items()
        if read.defect not in {None, Defect.EMPTY}
    }
    if not title or len(title) > LONGEST_TITLE:
        errors["title"] = tongue.text(_NO_TITLE, most=tongue.number(LONGEST_TITLE))
    if all(read.defect is Defect.EMPTY for read in texts.values()):
        errors[LANGUAGES[0]] = tongue.text(_NO_TEXT)
    problems = [tongue.text(one) for one in posted.problems]
    if not (version.isascii() and version.isdigit() and len(version) < 10) and not problems:
        problems.append(tongue.text(UNEXPECTED))
    good = not errors and not problems
    text = SavedText(title, **{code: read.text for code, read in texts.items()}) if good else None
    number = int(version) if version.isascii() and version.isdigit() else 0
    return SavedForm(posted.typed, text, number, errors, tuple(problems))


def saved_form(
    actor: Actor, language: str, form: SavedForm, found: SavedReply | None = None
) -> Response:
    """Return the page; `found` is the reply that is changed, None for a new one."""
    tongue = speaker(language)
    wrong = bool(form.errors or form.problems)
    number = found.id if found else None
    return respond(
        page(
            "saved_reply",
            language,
            actor,
            status=422 if wrong else 200,
            section="conversations",
            title=tongue.text(_CHANGE if found else _NEW),
            number=number,
            version=form.version,
            saved_now=form.saved_now,
            form_fields=_fields(form, tongue),
            page_problems=form.problems,
            has_problems=wrong,
        )
    )


def _fields(form: SavedForm, tongue: Speaker) -> list[Field]:
    title = fields.text(
        "title",
        tongue.text(_TITLE),
        form.typed,
        error=form.errors.get("title"),
        hint=tongue.text(_TITLE_HINT),
        most=LONGEST_TITLE,
    )
    texts = [
        fields.textarea(
            code,
            tongue.text(_TEXT, language=own_name(code)),
            form.typed,
            error=form.errors.get(code),
            most=LONGEST,
            lines=8,
        )
        for code in LANGUAGES
    ]
    return [title, *texts]


def _typed(posted: Posted, name: str) -> str:
    return posted.typed.get(name, [""])[0]
