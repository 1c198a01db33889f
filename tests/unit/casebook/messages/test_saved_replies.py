"""Saved replies: written by who may answer, changed by one at a time, never lost."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from grievance.casebook.database import Database
from grievance.casebook.errors import ChangedMeanwhile, NotAllowed, NotFound
from grievance.casebook.lists.listing import Query, fetch
from grievance.casebook.messages import saved_replies
from grievance.casebook.messages.saved_replies import SAVED_REPLIES, SavedText
from grievance.casebook.messages.starter_replies import starter_replies
from grievance.casebook.permissions import Actor, Role
from grievance.casebook.schema.journal import entry
from grievance.envelope.message import LONGEST
from grievance.redaction.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

NOW = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
AMINA = Actor(1, "Amina", frozenset({Role.CASEWORKER}))
STRANGERS = [
    Actor(2, "Otieno", frozenset({role}))
    for role in (Role.ADMINISTRATOR, Role.ANALYST, Role.AUDITOR)
]
TEXT = SavedText("More details", "Which month?", "Quel mois\u00a0?", "")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    with Database.make(tmp_path, "an invented passphrase").writing() as opened:
        yield opened


def _journal(connection: Connection) -> list[tuple[str, str, int | None, str]]:
    rows = connection.execute(
        select(entry.c.kind, entry.c.action, entry.c.subject, entry.c.details)
    ).all()
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def test_a_reply_is_kept_as_it_was_written(connection: Connection) -> None:
    number = saved_replies.add(connection, AMINA, TEXT, NOW)
    found = saved_replies.find(connection, AMINA, number)
    assert found.text == TEXT
    assert found.text.text("fr") == "Quel mois\u00a0?"
    assert saved_replies.offered(connection, AMINA) == (found,)
    assert _journal(connection) == [("saved_reply", "made", number, "{}")]


def test_a_change_names_its_fields_and_never_their_content(connection: Connection) -> None:
    number = saved_replies.add(connection, AMINA, TEXT, NOW)
    newer = replace(TEXT, en="Which week?", sw="Wiki gani?")
    saved_replies.change(connection, AMINA, number, newer, version=1, now=NOW)
    found = saved_replies.find(connection, AMINA, number)
    assert (found.text, found.version) == (newer, 2)
    assert json.loads(_journal(connection)[-1][3]) == {"fields": ["en", "sw"]}


def test_a_change_of_nothing_leaves_no_trace(connection: Connection) -> None:
    number = saved_replies.add(connection, AMINA, TEXT, NOW)
    saved_replies.change(connection, AMINA, number, TEXT, version=1, now=NOW)
    assert saved_replies.find(connection, AMINA, number).version == 1
    assert len(_journal(connection)) == 1


def test_whoever_saves_second_is_told_and_overwrites_nothing(connection: Connection) -> None:
    number = saved_replies.add(connection, AMINA, TEXT, NOW)
    first = replace(TEXT, en="Which week?")
    saved_replies.change(connection, AMINA, number, first, version=1, now=NOW)
    second = replace(TEXT, en="Which day?")
    with pytest.raises(ChangedMeanwhile):
        saved_replies.change(connection, AMINA, number, second, version=1, now=NOW)
    assert saved_replies.find(connection, AMINA, number).text == first


def test_a_deleted_reply_is_gone(connection: Connection) -> None:
    number = saved_replies.add(connection, AMINA, TEXT, NOW)
    saved_replies.remove(connection, AMINA, number, NOW)
    with pytest.raises(NotFound):
        saved_replies.find(connection, AMINA, number)
    with pytest.raises(NotFound):
        saved_replies.change(connection, AMINA, number, TEXT, version=1, now=NOW)
    with pytest.raises(NotFound):
        saved_replies.remove(connection, AMINA, number, NOW)
    assert saved_replies.add(connection, AMINA, TEXT, NOW) > number, "a number is given once"


@pytest.mark.parametrize("actor", STRANGERS, ids=lambda one: next(iter(one.roles)))
def test_only_who_may_answer_sees_or_changes_replies(connection: Connection, actor: Actor) -> None:
    number = saved_replies.add(connection, AMINA, TEXT, NOW)
    attempts = (
        lambda: saved_replies.offered(connection, actor),
        lambda: saved_replies.find(connection, actor, number),
        lambda: saved_replies.add(connection, actor, TEXT, NOW),
        lambda: saved_replies.change(connection, actor, number, TEXT, version=1, now=NOW),
        lambda: saved_replies.remove(connection, actor, number, NOW),
        lambda: fetch(connection, actor, SAVED_REPLIES, Query()),
    )
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()
    assert len(saved_replies.offered(connection, AMINA)) == 1


def test_the_list_says_which_languages_a_reply_has(connection: Connection) -> None:
    saved_replies.add(connection, AMINA, TEXT, NOW)
    (row,) = fetch(connection, AMINA, SAVED_REPLIES, Query()).rows
    assert (row["title"], row["en"], row["fr"], row["sw"]) == ("More details", 1, 1, 0)


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_a_new_desk_begins_with_replies_in_three_languages(
    connection: Connection, language: str
) -> None:
    starters = starter_replies(language)
    saved_replies.keep_starters(connection, starters)
    assert {one.text for one in saved_replies.offered(connection, AMINA)} == set(starters)
    for one in starters:
        for text in (one.en, one.fr, one.sw):
            assert text == plain(text)
            assert 100 < len(text) <= LONGEST
            assert "%(" not in text
            assert text.count("\n\n") == one.en.count("\n\n")
