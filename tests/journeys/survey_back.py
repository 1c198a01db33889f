"""What the intake shows to who comes back: a union's answer, corrections, other answers in the way.

And what can go wrong on the last page. Each way is a tour of `tests/journeys/survey.py`.
"""

from __future__ import annotations

from base64 import b64decode
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from grievance.envelope.inbox import reply, seal_to_inbox
from grievance.envelope.keys import PublicKey
from grievance.store.main import Store
from grievance.store.week import week_of
from tests.telling import Move, straight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.journeys.browsing import Worker
    from tests.machine import Intake

STORY = "Our team lead Jane Wanjiru counts breaks as hours without pay. Ask me at 0712 000 123."
ANSWER = "Which month was that? Bring the slips when you can."
BEGUN = {"start.adult": ("yes",), "start.agree": ("yes",)}
_OTHER_ANSWERS = "() => { document.querySelector('[name=shown]').value = 'others' }"


def answered(worker: Worker, served: Intake) -> Iterator[str]:
    """Tell with a copy; read what the union answers; correct, with other answers in the way."""
    number = _told(worker, served)
    _answer(served, worker.language)
    _come_back(worker, number)
    assert ANSWER in worker.text
    yield "messages: an answer"
    _begin(worker)
    worker.open("return/correct")
    worker.press()
    yield "correct: other answers in the way"
    worker.fill({"replace": ("yes",)})
    worker.press()
    yield f"{worker.at}: a copy is filled in"
    while worker.at != "tell/check":
        worker.press()
    yield "check: a correction"
    worker.press()
    yield "done: a correction"
    worker.press("finish")
    yield "finished"


def saved(worker: Worker, _: Intake) -> Iterator[str]:
    """Save, tell something else, come back to what was saved."""
    _begin(worker)
    worker.press("save")
    number = worker.number
    worker.page.context.clear_cookies()
    _begin(worker)
    _come_back(worker, number)
    yield "coming back: other answers in the way"
    worker.fill({"number": (number,), "replace": ("yes",)})
    worker.press()
    yield "coming back: to what was saved"


def forgotten(worker: Worker, served: Intake) -> Iterator[str]:
    """Write a message so slowly that the number is forgotten meanwhile."""
    worker.open("return")
    worker.fill({"number": ("00000 00000 00000 00000 00000",)})
    worker.press()
    worker.page.context.clear_cookies()
    worker.fill({"text": (STORY,), "to": (served.organisations[0].card.organisation,)})
    worker.press()
    yield "messages: no number any more"
    worker.press()
    yield "messages: the number is asked for again"


def last_page(worker: Worker, served: Intake) -> Iterator[str]:
    """Go wrong with the slip, and send what the page did not show."""
    _at_the_check(worker, served)
    for slip, state in (("SHORT", "too short"), ("?????-?????-?????", "an odd sign")):
        worker.fill({"slip": (slip,)})
        worker.press()
        yield f"check: a slip, {state}"
    worker.fill({"slip": ("",)})
    worker.page.evaluate(_OTHER_ANSWERS)
    worker.press()
    yield "check: answers changed meanwhile"


def _begin(worker: Worker) -> None:
    worker.open("tell/start")
    worker.fill(BEGUN)
    worker.press()


def _come_back(worker: Worker, number: str) -> None:
    worker.open("return")
    worker.fill({"number": (number,)})
    worker.press()


def _moves(served: Intake) -> list[Move]:
    return straight(STORY, tuple(one.card.organisation for one in served.organisations))


def _at_the_check(worker: Worker, served: Intake) -> None:
    worker.open("tell/start")
    for move in _moves(served)[:-1]:
        worker.move(move)


def _told(worker: Worker, served: Intake) -> str:
    _at_the_check(worker, served)
    worker.fill({"copy": ("yes",)})
    worker.press()
    number = worker.number
    worker.press("finish")
    return number


def _answer(served: Intake, language: str) -> None:
    """Put an answer to the account told in `language` into its mailbox."""
    union = served.organisations[0]
    for_it = {one.id for one in served.stored() if one.key_id in union.keys}
    account = next(
        one
        for id_, one in served.opened().items()
        if id_ in for_it
        and (one["purpose"], one["kind"]) == ("casework", "account")
        and one["language"] == language
        and STORY[:13] in str(one["answers"])
    )
    today = datetime.now(UTC).date()
    words = reply(union.card.organisation, ANSWER, "en", today)
    inbox = PublicKey.from_bytes(b64decode(str(account["inbox"])))
    store = Store.open(served.machine.data)
    mailbox = bytes.fromhex(str(account["mailbox"]))
    assert store.post(week_of(today), mailbox, seal_to_inbox(words, inbox), None)
    store.close()
