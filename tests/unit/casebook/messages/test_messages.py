"""Messages: opened by who holds the key, answered once, and sealed to the worker alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from grievance.casebook.arrivals import outbox
from grievance.casebook.arrivals.outbox import CannotTakeBack
from grievance.casebook.errors import CasebookFull, NotAllowed, NotFound
from grievance.casebook.lists.listing import Query, fetch
from grievance.casebook.messages import messages, replies
from grievance.casebook.messages.conversations import CONVERSATIONS
from grievance.casebook.messages.replies import CannotAnswer, KeyNotHeld, Reply, new_form
from grievance.casebook.people.grants_held import casework_keys
from grievance.casebook.schema.journal import entry
from grievance.casebook.schema.messages import conversation, message
from grievance.casebook.schema.people import grant_of_key
from grievance.casebook.schema.reports import report
from tests.kit.desk import DeskKit, a_desk
from tests.kit.writer import Worker, a_worker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grievance.casebook.messages.messages import Conversation


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskKit]:
    with a_desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def worker(desk: DeskKit) -> Worker:
    return a_worker(desk, "fr")


def _read(worker: Worker, who: str = "caseworker") -> Conversation:
    desk = worker.desk
    with desk.database.writing() as connection:
        keys = casework_keys(connection, desk.actor(who))
        return messages.read(connection, desk.actor(who), keys, worker.report, desk.clock())


def _send(worker: Worker, text: str, form: bytes | None = None, who: str = "caseworker") -> bool:
    desk = worker.desk
    reply = Reply(text, worker.language, form or new_form())
    return replies.send(desk.database, desk.actor(who), worker.report, reply, desk.clock())


def _done(desk: DeskKit) -> list[tuple[str, str, str]]:
    with desk.database.reading() as connection:
        rows = connection.execute(select(entry.c.person, entry.c.action, entry.c.details)).all()
    return [(row[0], row[1], row[2]) for row in rows]


def test_a_worker_reads_exactly_what_was_sent(worker: Worker) -> None:
    assert _send(worker, "Merci.\n\n  Quel mois\u00a0?")
    (found,) = worker.reads()
    assert found.text == "Merci.\n\n  Quel mois\u00a0?"
    assert (found.language, found.day) == ("fr", worker.desk.clock().date())


def test_a_conversation_holds_both_sides_in_order(worker: Worker) -> None:
    worker.write("Ils paient la moitié.")
    _send(worker, "Quel mois\u00a0?")
    worker.write("Mars.", week="2026-W49")
    found = _read(worker)
    assert [(one.from_worker, one.author, one.when, one.text) for one in found.messages] == [
        (True, "", "2026-W48", "Ils paient la moitié."),
        (False, "Bakari Otieno", "2026-11-24", "Quel mois\u00a0?"),
        (True, "", "2026-W49", "Mars."),
    ]
    assert {one.language for one in found.messages} == {"fr"}
    assert found.answerable


def test_every_colleague_with_the_key_reads_a_reply(worker: Worker) -> None:
    _send(worker, "Quel mois\u00a0?")
    assert _read(worker, "second caseworker").messages[0].text == "Quel mois\u00a0?"


def test_no_text_of_either_side_lies_in_the_database(worker: Worker) -> None:
    worker.write("CANARY-IN")
    _send(worker, "CANARY-OUT")
    _read(worker)
    with worker.desk.database.reading() as connection:
        for table in (message, conversation, entry):
            assert "CANARY" not in str(connection.execute(select(table)).all())


def test_opening_messages_is_journalled_without_what_they_say(worker: Worker) -> None:
    worker.write("CANARY-IN")
    _read(worker)
    assert _done(worker.desk)[-1] == ("Bakari Otieno", "messages_read", '{"messages": 1}')


def test_looking_at_no_messages_leaves_no_entry(worker: Worker) -> None:
    before = _done(worker.desk)
    assert not _read(worker).messages
    assert _done(worker.desk) == before


def test_a_reply_is_journalled_without_what_it_says(worker: Worker) -> None:
    _send(worker, "CANARY-OUT")
    assert _done(worker.desk)[-1] == ("Bakari Otieno", "answered", '{"language": "fr"}')


def test_the_same_form_sends_once(worker: Worker) -> None:
    form = new_form()
    assert _send(worker, "Quel mois\u00a0?", form)
    assert not _send(worker, "Quel mois\u00a0?", form)
    assert len(worker.reads()) == 1
    assert len(_read(worker).messages) == 1
    assert _send(worker, "Quel mois\u00a0?", new_form()), "another form may say the same"


def test_a_reply_waits_until_it_is_carried(worker: Worker) -> None:
    _send(worker, "Quel mois\u00a0?")
    name = _read(worker).messages[0].outbox
    assert name
    assert outbox.waits(worker.desk.folder, name)
    outbox.carried(worker.desk.folder, name)
    assert not outbox.waits(worker.desk.folder, name)


def _take_back(worker: Worker, who: str = "caseworker", number: int | None = None) -> None:
    desk = worker.desk
    with desk.database.reading() as connection:
        newest = connection.execute(select(message.c.id).order_by(message.c.id.desc())).scalars()
        number = number or newest.first() or 0
    replies.take_back(desk.database, desk.actor(who), worker.report, number, desk.clock())


def _waiting(desk: DeskKit) -> list[object]:
    with desk.database.reading() as connection:
        return list(connection.execute(select(conversation.c.waiting)).scalars())


def test_a_reply_that_waits_is_taken_back_and_the_worker_waits_again(worker: Worker) -> None:
    worker.write("Mars.")
    _send(worker, "CANARY-OUT")
    assert _waiting(worker.desk) == [None]
    _take_back(worker, "second caseworker")
    assert not worker.reads()
    assert [one.text for one in _read(worker).messages] == ["Mars."]
    assert _waiting(worker.desk) == ["2026-W48"]
    assert not outbox.pending(worker.desk.folder)
    taken = ("Claire Rakoto", "reply_taken_back", "{}")
    assert taken in _done(worker.desk)
    with pytest.raises(NotFound):
        _take_back(worker, number=2)


def test_a_reply_that_a_courier_began_to_carry_is_not_taken_back(worker: Worker) -> None:
    _send(worker, "Quel mois\u00a0?")
    name = _read(worker).messages[0].outbox or ""
    outbox.begin(worker.desk.folder, name)
    before = _done(worker.desk)
    with pytest.raises(CannotTakeBack):
        _take_back(worker)
    outbox.carried(worker.desk.folder, name)
    with pytest.raises(CannotTakeBack):
        _take_back(worker)
    assert _done(worker.desk) == before
    assert [one.text for one in _read(worker).messages] == ["Quel mois\u00a0?"]


def test_a_reply_waits_again_where_taking_it_back_fails_at_the_end(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise CasebookFull(worker.desk.folder)

    _send(worker, "Quel mois\u00a0?")
    # The journal is written last; a disk that is full at that moment cannot be had otherwise.
    monkeypatch.setattr(replies, "write", full)
    with pytest.raises(CasebookFull):
        _take_back(worker)
    assert len(worker.reads()) == 1
    assert [one.text for one in _read(worker).messages] == ["Quel mois\u00a0?"]


def test_what_is_no_reply_about_this_report_is_not_taken_back(worker: Worker) -> None:
    worker.write("Mars.")
    other = a_worker(worker.desk, "sw")
    _send(other, "Machi?")
    desk = worker.desk
    for number in (1, 2, 99):  # the worker's own message, a reply to another, none
        with pytest.raises(NotFound):
            _take_back(worker, number=number)
    with pytest.raises(NotAllowed):
        replies.take_back(desk.database, desk.actor("auditor"), other.report, 2, desk.clock())
    assert len(other.reads()) == 1


def test_a_reply_to_a_report_that_was_taken_back_is_refused(worker: Worker) -> None:
    number, form = worker.report, new_form()
    worker.write("Mars.")
    worker.withdraw()
    desk = worker.desk
    reply = Reply("Quel mois\u00a0?", "fr", form)
    with pytest.raises(NotFound):
        replies.send(desk.database, desk.actor("caseworker"), number, reply, desk.clock())
    with desk.database.reading() as connection:
        assert not connection.execute(select(message)).all()
        assert not connection.execute(select(conversation)).all()
    assert not outbox.pending(desk.folder)


def test_without_a_mailbox_nobody_is_answered(worker: Worker) -> None:
    with worker.desk.database.writing() as connection:
        connection.execute(update(report).values(mailbox=None))
    assert not _read(worker).answerable
    with pytest.raises(CannotAnswer):
        _send(worker, "Quel mois\u00a0?")


def test_without_the_key_nothing_is_opened_and_nothing_sent(worker: Worker) -> None:
    worker.write("Mars.")
    desk = worker.desk
    second = desk.actor("second caseworker").user_id
    with desk.database.writing() as connection:
        connection.execute(grant_of_key.delete().where(grant_of_key.c.person_id == second))
    assert _read(worker, "second caseworker").messages[0].text is None
    with pytest.raises(KeyNotHeld):
        _send(worker, "Quel mois\u00a0?", who="second caseworker")
    assert not worker.reads()


def test_a_copy_that_was_moved_to_another_place_does_not_open(worker: Worker) -> None:
    _send(worker, "Quel mois\u00a0?")
    other = a_worker(worker.desk)
    with worker.desk.database.writing() as connection:
        connection.execute(update(message).values(report_id=other.report))
    assert _read(other).messages[0].text is None


@pytest.mark.parametrize("who", ["administrator", "analyst", "auditor"])
def test_only_caseworkers_read_and_answer(worker: Worker, who: str) -> None:
    worker.write("Mars.")
    desk, stranger = worker.desk, worker.desk.actor(who)
    with desk.database.writing() as connection:
        with pytest.raises(NotAllowed):
            messages.read(connection, stranger, {}, worker.report, desk.clock())
        with pytest.raises(NotAllowed):
            messages.recipient(connection, stranger, worker.report)
        with pytest.raises(NotAllowed):
            fetch(connection, stranger, CONVERSATIONS, Query())
    with pytest.raises(NotAllowed):
        _send(worker, "Quel mois\u00a0?", who=who)


def _listed(desk: DeskKit, **filters: str) -> list[tuple[int, str | None, int, int]]:
    with desk.database.reading() as connection:
        query = Query(filters=filters)
        rows = fetch(connection, desk.actor("caseworker"), CONVERSATIONS, query).rows
    return [(row["report"], row["waiting"], row["unseen"], row["messages"]) for row in rows]


def test_whoever_waits_for_an_answer_comes_first(desk: DeskKit) -> None:
    answered, waits, longer, silent = (a_worker(desk) for _ in range(4))
    longer.write("One", week="2026-W46")
    answered.write("Two", week="2026-W49")
    _send(answered, "Answer")
    waits.write("Three", week="2026-W48")
    waits.write("Four", week="2026-W50")
    _read(longer)
    assert _listed(desk) == [
        (waits.report, "2026-W48", 2, 2),
        (longer.report, "2026-W46", 0, 1),
        (answered.report, None, 1, 2),
    ]
    assert [row[0] for row in _listed(desk, waiting="yes")] == [waits.report, longer.report]
    assert [row[0] for row in _listed(desk, waiting="no")] == [answered.report]
    assert silent.report not in [row[0] for row in _listed(desk)]


def test_an_early_message_is_listed_once_its_account_is_there(desk: DeskKit) -> None:
    worker = Worker(desk)
    worker.write("Before")
    assert not _listed(desk)
    worker.tell()
    assert _listed(desk) == [(worker.report, "2026-W48", 1, 1)]


def test_a_conversation_without_its_messages_is_only_who_to_answer(worker: Worker) -> None:
    worker.write("Mars.")
    desk = worker.desk
    with desk.database.reading() as connection:
        found = messages.recipient(connection, desk.actor("caseworker"), worker.report)
    assert found == replace(_read(worker), messages=())
