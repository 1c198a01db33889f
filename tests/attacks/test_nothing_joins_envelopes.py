"""One worker, read by two unions and counted: their payloads share nothing that joins them.

The worker tells and redeems a slip, writes to both unions, is answered by both, and takes
everything back. Gathered from each payload: every token, every run of eight bytes of every text,
and the same of what a text is as hex or base64. What two payloads of one worker share and a
stranger's payloads do not hold would join them; only answers may be such a thing, the coarse ones
that both purposes need.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from grievance.envelope import inbox
from grievance.envelope.keys import PublicKey, Purpose
from grievance.envelope.receipt import ReceiptCode
from grievance.envelope.slip import SlipCode
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.store.main import Store
from grievance.store.week import week_of
from tests.attacks.carrying import courier_of
from tests.attacks.visitor import Visitor
from tests.kit.syllables import unheard_of
from tests.machine import machine_in, organisation, serving, two_organisations
from tests.telling import straight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from grievance.store.rows import StoredEnvelope
    from tests.machine import Intake

Payload = dict[str, object]
RUN = 8  # bytes
SLIP = SlipCode.new()


@pytest.fixture(scope="module")
def intake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Intake]:
    with machine_in(tmp_path_factory.mktemp("joins")) as machine:
        three = [*two_organisations(), organisation("Tagging Guild", counts=False)]
        with serving(machine, three) as served:
            assert courier_of(three[0], served.base).put_slips([SLIP.hash]) == 1
            yield served


@pytest.fixture(scope="module")
def one_worker(intake: Intake) -> Worker:
    """Let one worker do everything; return what each of the readers opens."""
    return _everything(intake, "Kesi yangu ni ya pekee", "sw", "KE", SLIP)


@pytest.fixture(scope="module")
def a_stranger(intake: Intake) -> Worker:
    """Let another do the same in other words."""
    return _everything(intake, "Nous attendons sans salaire", "fr", "TN")


@dataclass(frozen=True)
class Worker:
    """Payloads by who opens them: "" counts, the others are organisations.

    `inboxes` are what the worker opens with the number, by the organisation it is exchanged with;
    `stored` the rows of the accounts, as the intake has them.
    """

    accounts: Mapping[str, Payload]
    messages: Mapping[str, Payload]
    withdrawals: Mapping[str, Payload]
    inboxes: Mapping[str, list[Payload]]
    stored: Sequence[StoredEnvelope]

    @property
    def all(self) -> list[tuple[str, Payload]]:
        """Every payload with who opens it."""
        kinds = (self.accounts, self.messages, self.withdrawals)
        sealed = [(reader, payload) for kind in kinds for reader, payload in kind.items()]
        return sealed + [(one, payload) for one, box in self.inboxes.items() for payload in box]

    def names(self) -> list[list[str]]:
        """Return the names in each of them."""
        return [sorted(payload) for _, payload in self.all]

    def pieces(self) -> set[object]:
        """Return the pieces of all of them."""
        return set().union(*(_pieces(payload) for _, payload in self.all))


def _everything(
    served: Intake, story: str, language: str, country: str, slip: SlipCode | None = None
) -> Worker:
    chosen = tuple(one.card.organisation for one in served.organisations[:2])
    visitor = Visitor(served.base)
    moves = [move for move in straight(story, chosen) if move.at != "names"]
    moves[1] = type(moves[1])("work", {**moves[1].fill, "work.country": (country,)})
    if slip:
        moves[-1] = type(moves[-1])("check", {"slip": (slip.grouped,)})
    before = {stored.id for stored in served.stored()}
    accounts = _new(served, lambda: visitor.tell(language, moves))
    stored = [stored for stored in served.stored() if stored.id not in before]
    code = ReceiptCode.parse(visitor.number)
    messages = _new(served, lambda: _write(Visitor(served.base), language, code, chosen))
    for one in chosen:
        _reply(served, accounts[one], one, _by_chance())
    inboxes = {one: _opened_inbox(served, code, one) for one in chosen}
    gone = _new(served, lambda: _take_back(Visitor(served.base), language, code))
    return Worker(accounts, messages, gone, inboxes, stored)


def _new(served: Intake, act: Callable[[], None]) -> dict[str, Payload]:
    """Return what `act` sealed, by who opens it."""
    before = {stored.id for stored in served.stored()}
    act()
    whose = {
        id_: one.card.organisation if key.purpose is Purpose.CASEWORK else ""
        for one in served.organisations
        for id_, key in one.keys.items()
    }
    opened = served.opened()
    fresh = [stored for stored in served.stored() if stored.id not in before]
    return {whose[stored.key_id]: opened[stored.id] for stored in fresh}


def _write(visitor: Visitor, language: str, code: ReceiptCode, chosen: tuple[str, ...]) -> None:
    _come_back(visitor, language, code)
    for one in chosen:
        visitor.press({"text": (_by_chance(),), "to": (one,)})
        assert visitor.status == 200, visitor.said


def _by_chance() -> str:
    """Return a text without words: beside such as both have, a first letter alike would join."""
    return unheard_of()


def _take_back(visitor: Visitor, language: str, code: ReceiptCode) -> None:
    _come_back(visitor, language, code)
    visitor.get(f"/{language}/return/withdraw")
    visitor.press({})
    assert visitor.path == f"/{language}/return/withdrawn"


def _come_back(visitor: Visitor, language: str, code: ReceiptCode) -> None:
    visitor.get(f"/{language}/return")
    visitor.press({"number": (code.grouped,)})
    assert visitor.path == f"/{language}/return/messages"


def _reply(served: Intake, account: Payload, union: str, text: str) -> None:
    public = PublicKey.from_bytes(b64decode(str(account["inbox"])))
    answer = inbox.reply(union, text, "en", date(2026, 1, 1))
    store = Store.open(served.machine.data)
    week = week_of(datetime.now(UTC).date())
    mailbox = bytes.fromhex(str(account["mailbox"]))
    assert store.post(week, mailbox, inbox.seal_to_inbox(answer, public), None)
    store.close()


def _opened_inbox(served: Intake, code: ReceiptCode, union: str) -> list[Payload]:
    store = Store.open(served.machine.data)
    rows = store.messages(code.casework(union).mailbox)
    store.close()
    return [asdict(inbox.open_message(code, union, row.body)) for row in rows]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    else:
        yield str(value)


def _pieces(value: object) -> set[object]:
    """Return every token and every run of bytes of a payload, read in every way."""
    found: set[object] = set()
    for text in _texts(value):
        coded = list(_decoded(text))
        # A key in base64 has no words: pieces between its "+" and "/" meet by chance.
        words = [] if any(len(raw) >= RUN for raw in coded) else re.findall(r"[\w.-]+", text)
        found |= {text, *words}
        for raw in (text.encode(), *coded):
            found |= {raw[at : at + RUN] for at in range(len(raw) - RUN + 1)}
    return found


def _decoded(text: str) -> Iterator[bytes]:
    for decode in (bytes.fromhex, lambda coded: b64decode(coded, validate=True)):
        try:
            yield decode(text)
        except (ValueError, binascii.Error):
            continue


def _joining(one: Payload, other: Payload, stranger: Worker) -> set[object]:
    return _pieces(one) & _pieces(other) - stranger.pieces()


def test_every_reader_opens_each_kind_once(one_worker: Worker, intake: Intake) -> None:
    first, second, third = (one.card.organisation for one in intake.organisations)
    assert one_worker.accounts.keys() == {"", first, second}
    assert one_worker.messages.keys() == {first, second}
    assert one_worker.withdrawals.keys() == {"", first, second, third}, "also who never read"
    assert [len(box) for box in one_worker.inboxes.values()] == [2, 2]
    kinds = (one_worker.accounts, one_worker.messages, one_worker.withdrawals)
    for kind, payloads in zip(("account", "message", "withdrawal"), kinds, strict=True):
        assert {payload["kind"] for payload in payloads.values()} == {kind}


def test_the_purposes_share_only_answers(one_worker: Worker, a_stranger: Worker) -> None:
    for counted in (one_worker.accounts[""], one_worker.withdrawals[""]):
        for reader, payload in one_worker.all:
            if reader:
                shared = _joining(counted, payload, a_stranger)
                both = counted["kind"] == payload["kind"] == "account"
                assert shared == ({"KE"} if both else set())
                assert shared <= _pieces(payload.get("answers", {}))


def test_two_unions_share_only_answers_and_the_language(
    one_worker: Worker, a_stranger: Worker
) -> None:
    seen: set[object] = set()
    for (reader, payload), (another, other) in combinations(one_worker.all, 2):
        if "" in {reader, another} or reader == another:
            continue
        shared = _joining(payload, other, a_stranger)
        answers = _pieces(payload.get("answers", {})) & _pieces(other.get("answers", {}))
        assert shared <= answers | {"sw"}
        seen |= shared
    # The worker's own words are there: the comparison sees what is shared.
    assert "Kesi yangu ni ya pekee" in seen


def test_the_worker_s_own_words_are_in_one_union_s_letters_only(one_worker: Worker) -> None:
    for union, payload in one_worker.messages.items():
        text = str(payload["text"])
        own = [one["text"] for one in one_worker.inboxes[union] if one["number"]]
        assert own == [text]
        for reader, other in one_worker.all:
            assert reader == union or text not in _pieces(other)


def test_no_union_learns_who_else_reads(one_worker: Worker, intake: Intake) -> None:
    cards = {one.card.organisation: one.card for one in intake.organisations}
    for reader, payload in one_worker.all:
        for union, card in cards.items():
            own = reader == union and payload in one_worker.inboxes.get(reader, ())
            assert own or union not in " ".join(_texts(payload))
            assert card.names["en"] not in " ".join(_texts(payload))
    for account in one_worker.accounts.values():
        answers = account.get("answers", {})
        assert isinstance(answers, dict)
        assert answers.keys() <= EDITION.questions.keys()


def test_no_day_of_the_worker_s_is_in_any_payload(one_worker: Worker) -> None:
    today = datetime.now(UTC).date()
    near = {str(today + timedelta(days=days)) for days in (-1, 0, 1)}
    for _, payload in one_worker.all:
        assert near.isdisjoint(_texts(payload))


def test_a_redeemed_slip_leaves_one_bit_beside_the_envelopes_and_nothing_in_them(
    one_worker: Worker, a_stranger: Worker
) -> None:
    for worker, bits in ((one_worker, [True] * 3), (a_stranger, [False] * 3)):
        assert [row.vouched for row in worker.stored] == bits
        sizes = {(row.purpose, len(row.body)) for row in worker.stored}
        assert sizes == {(row.purpose, len(row.body)) for row in a_stranger.stored}
    traces = _pieces([SLIP.text, SLIP.grouped, SLIP.hash.hex(), b64encode(SLIP.hash).decode()])
    assert not any(_pieces(payload) & traces for _, payload in one_worker.all)
    assert sorted(one_worker.names()) == sorted(a_stranger.names())


def test_the_stored_rows_share_no_run_of_bytes(one_worker: Worker, intake: Intake) -> None:
    assert one_worker.withdrawals
    rows = [stored.body for stored in intake.stored()]
    assert len(rows) >= 3
    for one, other in combinations(rows, 2):
        # The header names version, purpose and key; all after it is random to others.
        header = 4 + 1 + 8
        assert not _runs(one[header:]) & _runs(other[header:])


def _runs(raw: bytes) -> set[bytes]:
    return {raw[at : at + RUN] for at in range(len(raw) - RUN + 1)}
