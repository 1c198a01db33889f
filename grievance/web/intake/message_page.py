"""The page of messages: each union's in order, then the field to write in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.envelope.kind import Kind
from grievance.questionnaire.text import Text, say
from grievance.redaction.plain import plain
from grievance.web.common.kinds import shown_masks
from grievance.web.intake import readers
from grievance.web.intake.going import address
from grievance.web.intake.helping import help_lines
from grievance.web.intake.intake import intake
from grievance.web.intake.surround import page
from grievance.web.intake.writing import Letter, text_field, to_field
from grievance.wording.fallback import name_in
from grievance.wording.speaker import Speaker, speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grievance.envelope.inbox import InboxMessage
    from grievance.web.common.pages import Page
    from grievance.web.intake.mailbox import Mailbox
    from grievance.web.intake.returning import Returned

SENT, FEWER = "sent", "fewer"
_NOTICES = {
    SENT: say("notice", "Your message is locked and sent."),
    FEWER: say(
        "notice",
        "It is done. A locked copy that waited here for those that you ticked is deleted. A copy "
        "that they have already is deleted there when they next collect what waits for them.",
    ),
}
_CHANGED = say(
    "message",
    "Who can read here changed after this page was opened. Nothing was sent. Check who gets it "
    "and send again.",
)
_FROM = say("message", "From %(name)s, %(day)s")
_OWN = say("message", "From you")


@dataclass(frozen=True)
class Shown:
    """One message as the page shows it."""

    heading: str
    text: str
    language: str


@dataclass(frozen=True)
class Exchange:
    """What was exchanged with one union."""

    name: str
    messages: list[Shown]
    unreadable: int


def messages_page(  # noqa: PLR0913 - what the page shows
    language: str,
    returned: Returned,
    boxes: Sequence[Mailbox],
    *,
    problems: Sequence[Text] = (),
    with_errors: bool = False,
    status: int = 200,
) -> Page:
    """Return the page; `with_errors` also says what is wrong with the text."""
    tongue = speaker(language)
    letter = Letter(returned.text, returned.to)
    choice = to_field(tongue, returned.to, with_error=with_errors and letter.is_to_nobody)
    if with_errors and letter.is_to_nobody and choice is None:
        problems = [*problems, _CHANGED]
    error = letter.problem(tongue) if with_errors else None
    named = {id_: name_in(card.names, language) for id_, card in intake().readers().items()}
    return page(
        "messages",
        language,
        status=status,
        exchanges=[_exchange(box, tongue) for box in boxes if box.messages or box.unreadable],
        choice=choice,
        readers=named,
        form_fields=[*([choice] if choice else []), text_field(tongue, returned.text, error)],
        page_problems=[tongue.text(words) for words in problems],
        has_problems=with_errors or bool(problems),
        notices=[tongue.text(_NOTICES[returned.notice])] if returned.notice else [],
        progress=None,
        action=address("messages", language=language),
        help_lines=help_lines(tongue),
    )


def _exchange(box: Mailbox, tongue: Speaker) -> Exchange:
    name = readers.names(tongue.language)[box.organisation]
    return Exchange(name, [_shown(one, name, tongue) for one in box.messages], box.unreadable)


def _shown(message: InboxMessage, name: str, tongue: Speaker) -> Shown:
    heading = tongue.text(_OWN)
    if message.kind is Kind.REPLY and message.day:
        heading = tongue.text(_FROM, name=name, day=tongue.day(message.day))
    return Shown(heading, shown_masks(plain(message.text), tongue), message.language)
