"""The conversation about a report and the form that answers, as desk/conversation.html draws them.

    talk(conversation, saved, "fr")

The form goes to the same page, which shows what the worker will read before it is sent. A saved
reply is put in after what was typed: nothing that was typed is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from grievance.casebook.arrivals import outbox
from grievance.envelope.message import LONGEST
from grievance.questionnaire.text import say
from grievance.web.common.kinds import shown_masks
from grievance.web.desk import fields
from grievance.web.desk.desk import desk
from grievance.wording.languages import languages, own_name
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grievance.casebook.messages.messages import Conversation, Message
    from grievance.casebook.messages.saved_replies import SavedReply
    from grievance.forms.fields import Field
    from grievance.wording.speaker import Speaker

TEXT, LANGUAGE, SAVED = "reply_text", "reply_language", "saved"
_TEXT = say("reply", "Your reply")
_HINT = say("reply", "Only the worker can open it, with the secret number. Plain words, no names.")
_LANGUAGE = say("reply", "Language of your reply")
_SPOKEN = say("reply", "The worker told in this language: %(language)s")
_SAVED = say("reply", "Saved reply")
_WORKER = say("message", "The worker")
_OF_WEEK = say("message", "week %(week)s")


@dataclass(frozen=True)
class Said:
    """One message as the page draws it; `text` None where it cannot be opened.

    `waits` says that a reply was not carried yet, `can_go` that it can be taken back.
    """

    id: int
    who: str
    when: str
    from_worker: bool
    waits: bool
    can_go: bool
    text: str | None = field(repr=False)
    language: str | None


@dataclass(frozen=True)
class Talk:
    """What desk/conversation.html draws."""

    number: int
    answerable: bool
    messages: tuple[Said, ...] = field(repr=False)
    fields: tuple[Field, ...] = field(repr=False)


def talk(
    conversation: Conversation,
    saved: Sequence[SavedReply],
    language: str,
    typed: Mapping[str, Sequence[str]] | None = None,
    problem: str | None = None,
) -> Talk:
    """Return `conversation` for a page in `language`; `saved` are the replies to choose from.

    `typed` is what stands in the form by the names above; `problem` is what is wrong with the text.
    """
    tongue = speaker(language)
    standing = {LANGUAGE: [conversation.language], **(typed or {})}
    return Talk(
        number=conversation.report,
        answerable=conversation.answerable,
        messages=tuple(_said(one, tongue) for one in conversation.messages),
        fields=tuple(_fields(conversation, saved, tongue, standing, problem)),
    )


def reply_languages(to: Conversation) -> tuple[str, ...]:
    """Return the codes of the languages that a reply may say it is in.

    Ours, and the worker's own: an intake may have been given one that this desk does not speak.
    """
    return tuple(dict.fromkeys((*languages(), to.language)))


def _fields(
    conversation: Conversation,
    saved: Sequence[SavedReply],
    tongue: Speaker,
    typed: Mapping[str, Sequence[str]],
    problem: str | None,
) -> list[Field]:
    spoken = tongue.text(_SPOKEN, language=own_name(conversation.language))
    offered = [(code, own_name(code)) for code in reply_languages(conversation)]
    drawn = [fields.choice(LANGUAGE, tongue.text(_LANGUAGE), offered, typed, hint=spoken)]
    if saved:
        offered = [(str(one.id), one.text.title) for one in saved]
        drawn.append(fields.choice(SAVED, tongue.text(_SAVED), offered, typed))
    text, hint = tongue.text(_TEXT), tongue.text(_HINT)
    drawn.append(
        fields.textarea(TEXT, text, typed, error=problem, hint=hint, most=LONGEST, lines=10)
    )
    return drawn


def _said(message: Message, tongue: Speaker) -> Said:
    folder, name = desk().folder, message.outbox
    return Said(
        id=message.id,
        who=tongue.text(_WORKER) if message.from_worker else message.author,
        when=_when(message, tongue),
        from_worker=message.from_worker,
        waits=name is not None and outbox.waits(folder, name),
        can_go=name is not None and outbox.can_be_kept(folder, name),
        text=None if message.text is None else shown_masks(message.text, tongue),
        language=message.language,
    )


def _when(message: Message, tongue: Speaker) -> str:
    if message.from_worker:
        return tongue.text(_OF_WEEK, week=message.when)
    return tongue.day(date.fromisoformat(message.when))
