"""One worker, read by two unions and counted: their payloads share nothing that joins them.

Gathered from each payload: every token, every run of eight bytes of every text, and the same of
what a text is as hex or base64. What two payloads of one worker share and a stranger's payloads do
not hold would join them; only answers may be such a thing, the coarse ones that both purposes need.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from grievance.questionnaire.edition_2026_1 import EDITION
from tests.attacks.visitor import Visitor
from tests.machine import machine_in, organisation, serving, two_organisations
from tests.telling import straight

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.machine import Intake

Payload = dict[str, object]
RUN = 8  # bytes


@pytest.fixture(scope="module")
def intake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Intake]:
    with machine_in(tmp_path_factory.mktemp("joins")) as machine:
        three = [*two_organisations(), organisation("Tagging Guild", counts=False)]
        with serving(machine, three) as served:
            yield served


@pytest.fixture(scope="module")
def one_worker(intake: Intake) -> list[Payload]:
    """Tell the first two unions; return what each of the three readers opens."""
    return _told(intake, "Kesi yangu ni ya pekee", "sw", "KE")


@pytest.fixture(scope="module")
def a_stranger(intake: Intake) -> list[Payload]:
    """Tell the same two unions other things."""
    return _told(intake, "Nous attendons sans salaire", "fr", "TN")


def _told(served: Intake, story: str, language: str, country: str) -> list[Payload]:
    before = served.opened().keys()
    chosen = tuple(one.card.organisation for one in served.organisations[:2])
    visitor = Visitor(served.base)
    moves = [move for move in straight(story, chosen) if move.at != "names"]
    moves[1] = type(moves[1])("work", {**moves[1].fill, "work.country": (country,)})
    visitor.tell(language, moves)
    assert visitor.number
    return [one for id_, one in served.opened().items() if id_ not in before]


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


def _purpose(payload: Mapping[str, object]) -> str:
    return str(payload["purpose"])


def _joining(one: Payload, other: Payload, strangers: list[Payload]) -> set[object]:
    return _pieces(one) & _pieces(other) - set().union(*map(_pieces, strangers))


def test_three_readers_open_one_envelope_each(one_worker: list[Payload]) -> None:
    assert sorted(map(_purpose, one_worker)) == ["casework", "casework", "statistics"]


def test_the_purposes_share_only_answers(
    one_worker: list[Payload], a_stranger: list[Payload]
) -> None:
    (counted,) = (one for one in one_worker if _purpose(one) == "statistics")
    for read in (one for one in one_worker if _purpose(one) == "casework"):
        shared = _joining(counted, read, a_stranger)
        assert shared == {"KE"}
        assert shared <= _pieces(read["answers"])


def test_two_unions_share_only_answers_and_the_language(
    one_worker: list[Payload], a_stranger: list[Payload]
) -> None:
    first, second = (one for one in one_worker if _purpose(one) == "casework")
    assert first["answers"] == second["answers"]
    assert first["language"] == second["language"] == "sw"
    shared = _joining(first, second, a_stranger)
    assert shared <= _pieces(first["answers"]) | {"sw"}
    # The worker's own words are there: the comparison sees what is shared.
    assert "Kesi yangu ni ya pekee" in shared


def test_no_union_learns_who_else_reads(one_worker: list[Payload], intake: Intake) -> None:
    for read in (one for one in one_worker if _purpose(one) == "casework"):
        for union in intake.organisations:
            assert union.card.organisation not in _pieces(read)
            assert union.card.names["en"] not in _pieces(read)
        answers = read["answers"]
        assert isinstance(answers, dict)
        assert answers.keys() <= EDITION.questions.keys()


def test_the_stored_rows_share_no_run_of_bytes(one_worker: list[Payload], intake: Intake) -> None:
    assert one_worker
    rows = [stored.body for stored in intake.stored()]
    assert len(rows) >= 3
    for one, other in combinations(rows, 2):
        # The header names version, purpose and key; all after it is random to others.
        header = 4 + 1 + 8
        assert not _runs(one[header:]) & _runs(other[header:])


def _runs(raw: bytes) -> set[bytes]:
    return {raw[at : at + RUN] for at in range(len(raw) - RUN + 1)}
