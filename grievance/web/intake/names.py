"""Words that could show who somebody is: hidden unless the worker keeps them, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.forms.steps import STEPS, step_of
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.web.common.kinds import KINDS
from grievance.web.common.pages import Page, respond
from grievance.web.common.posted import BUTTONS, Posted, read_post
from grievance.web.intake import draft as drafts
from grievance.web.intake.floods.not_yet import SHOW, Kept, respond_once_more
from grievance.web.intake.floods.refusals import Refused
from grievance.web.intake.going import address, go_to, go_to_address
from grievance.web.intake.intake import intake
from grievance.web.intake.marking import Found, Marked, pieces
from grievance.web.intake.reading import KEEP, Told
from grievance.web.intake.surround import page
from grievance.web.intake.telling import next_address, start_again
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flask import Response

    from grievance.questionnaire.text import Text
    from grievance.web.intake.draft import Draft


def show_names(language: str) -> Response:
    """GET: the texts with what was found."""
    draft = drafts.load()
    if draft is None:
        return go_to("step", language, step="start")
    if draft.sent:
        return go_to("done", language)
    told = Told(draft.typed, intake())
    if not told.findings:
        return go_to("check", language)
    return respond(_page(language, told))


def post_names(language: str) -> Response:
    """POST: remember what may stay, then go on to the check."""
    posted = read_post([KEEP], BUTTONS | {SHOW})
    try:
        return _post(language, posted)
    except Refused as problem:
        kept = Kept(address("names", language=language), {KEEP: posted.typed.get(KEEP, [])})
        return respond_once_more(language, problem.said[0], kept, problem.status)


def _post(language: str, posted: Posted) -> Response:
    draft = drafts.load()
    if draft is None:
        return start_again(language)
    if draft.sent:
        return go_to("done", language)
    draft.typed[KEEP] = posted.typed.get(KEEP, [])
    told = Told(draft.typed, intake())
    if not told.findings:
        # Found when this page was opened, and not any more: another tab changed the text.
        return go_to("check", posted.speaks or language)
    if posted.problems:
        return respond(_page(language, told, problems=posted.problems, status=400))
    return _act(language, draft, posted, told)


def _act(language: str, draft: Draft, posted: Posted, told: Told) -> Response:
    if posted.speaks or posted.go == SHOW:
        drafts.keep(draft)
        return go_to("names", posted.speaks or language)
    if posted.go == "back":
        drafts.keep(draft)
        step = step_of(next(reversed(list(told.findings))))
        return go_to("step", language, step=step.id)
    draft.seen = [*(seen for seen in draft.seen if seen != "names"), "names"]
    drafts.keep(draft)
    return go_to_address(next_address(language, STEPS[-1], draft, told))


def _page(language: str, told: Told, *, problems: Sequence[Text] = (), status: int = 200) -> Page:
    tongue = speaker(language, told.country)
    kept = frozenset(told.typed.get(KEEP, ()))
    all_found = [
        (told.texts[question][one.start : one.end], one.kind, told.place(question, one))
        for question, findings in told.findings.items()
        for one in findings
    ]
    return page(
        "names",
        language,
        status=status,
        texts=list(_marked(language, told)),
        findings=[
            Found(words, tongue.text(KINDS[kind]), place, place in kept)
            for words, kind, place in all_found
        ],
        form_fields=[],
        page_problems=[tongue.text(words) for words in problems],
        has_problems=bool(problems),
        notices=[],
        progress=(len(EDITION.parts), len(EDITION.parts) + 1),
        action=address("names", language=language),
    )


def _marked(language: str, told: Told) -> Iterator[Marked]:
    number = 0
    for question, findings in told.findings.items():
        text = told.texts[question]
        yield Marked(
            speaker(language).text(EDITION.questions[question].prompt),
            list(pieces(text, findings, number)),
            address("step", language=language, step=step_of(question).id),
        )
        number += len(findings)
