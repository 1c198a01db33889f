"""Replies kept ready: a title for the desk, and the text in each language that workers use.

    number = add(connection, actor, SavedText("More details", "Which month?", "...", ""), now)
    change(connection, actor, number, text, version=1, now=now)   # raises ChangedMeanwhile

A language may be empty: then the reply is not offered in it. They are the desk's own words and name
nobody, so they are not sealed.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update

from grievance.casebook.errors import ChangedMeanwhile, NotFound
from grievance.casebook.journal import Entry, write
from grievance.casebook.lists.listing import Column, Kind, ListOf
from grievance.casebook.permissions import Right
from grievance.casebook.schema.messages import saved_reply as table
from grievance.questionnaire.text import say

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from grievance.casebook.permissions import Actor

LANGUAGES = ("en", "fr", "sw")
LONGEST_TITLE = 100
"""Characters; those of a text are `grievance.envelope.message.LONGEST`."""


@dataclass(frozen=True)
class SavedText:
    """What is written: `title` for colleagues, the same reply in three languages, "" for none."""

    title: str
    en: str
    fr: str
    sw: str

    def text(self, language: str) -> str:
        """Return the reply in a language."""
        return {"en": self.en, "fr": self.fr, "sw": self.sw}[language]


@dataclass(frozen=True)
class SavedReply:
    """A reply as it is kept; `version` is to be given back when it is changed."""

    id: int
    text: SavedText
    version: int


SAVED_REPLIES = ListOf(
    "saved_replies",
    say("saved reply", "Saved replies"),
    Right.ANSWER,
    table,
    table.c.id,
    columns=(
        Column("title", say("saved reply", "Title"), table.c.title.collate("NOCASE"), link=True),
        *(
            Column(code, words, table.c[code] != "", Kind.YES_NO)
            for code, words in (
                ("en", say("saved reply", "In English")),
                ("fr", say("saved reply", "In French")),
                ("sw", say("saved reply", "In Swahili")),
            )
        ),
    ),
    sort="title",
    descending=False,
)


def offered(connection: Connection, actor: Actor) -> tuple[SavedReply, ...]:
    """Return all replies by title, to choose one from; raises `NotAllowed`."""
    actor.require(Right.ANSWER)
    by_title = select(table).order_by(func.lower(table.c.title), table.c.id)
    return tuple(_saved(row) for row in connection.execute(by_title))


def find(connection: Connection, actor: Actor, number: int) -> SavedReply:
    """Return the reply with that number; raises `NotAllowed` and `NotFound`."""
    actor.require(Right.ANSWER)
    row = connection.execute(select(table).where(table.c.id == number)).one_or_none()
    if row is None:
        raise NotFound
    return _saved(row)


def add(connection: Connection, actor: Actor, text: SavedText, now: datetime) -> int:
    """Keep a new reply and return its number; raises `NotAllowed`."""
    actor.require(Right.ANSWER)
    number = _insert(connection, text)
    write(connection, Entry(now, actor.name, "made", "saved_reply", number))
    return number


def change(  # noqa: PLR0913 - who changes what from which version into which, and when
    connection: Connection,
    actor: Actor,
    number: int,
    text: SavedText,
    *,
    version: int,
    now: datetime,
) -> None:
    """Put `text` in place of what stood there in `version`; nothing is written when all is equal.

    Raises `NotAllowed`, `NotFound`, and `ChangedMeanwhile` for an older version.
    """
    before = find(connection, actor, number)
    changed = [
        one.name
        for one in fields(text)
        if getattr(text, one.name) != getattr(before.text, one.name)
    ]
    if before.version != version:
        raise ChangedMeanwhile
    if not changed:
        return
    row = update(table).where(table.c.id == number, table.c.version == version)
    done = connection.execute(row.values(**vars(text), version=version + 1))
    if done.rowcount != 1:
        raise ChangedMeanwhile
    entry = Entry(now, actor.name, "changed", "saved_reply", number, {"fields": changed})
    write(connection, entry)


def remove(connection: Connection, actor: Actor, number: int, now: datetime) -> None:
    """Delete a reply; raises `NotAllowed` and `NotFound`."""
    find(connection, actor, number)
    connection.execute(delete(table).where(table.c.id == number))
    write(connection, Entry(now, actor.name, "deleted", "saved_reply", number))


def keep_starters(connection: Connection, texts: tuple[SavedText, ...]) -> None:
    """Put the replies of `starter_replies` into a new desk: the set-up does that, nobody yet."""
    for text in texts:
        _insert(connection, text)


def _insert(connection: Connection, text: SavedText) -> int:
    row = insert(table).values(**vars(text), version=1).returning(table.c.id)
    return int(connection.execute(row).scalar_one())


def _saved(row: Row[tuple[object, ...]]) -> SavedReply:
    return SavedReply(row.id, SavedText(row.title, row.en, row.fr, row.sw), row.version)
