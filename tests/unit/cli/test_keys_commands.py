"""`grievance keys`: made once, shown, and used to open what was sealed to them."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from grievance.cli import grievance
from grievance.clock import now
from grievance.envelope.card import Card, fingerprint
from grievance.envelope.keys import Purpose
from grievance.envelope.seal import seal
from grievance.opening.new import new_keys
from grievance.store.main import Store
from grievance.store.rows import NewEnvelope, NewReceipt
from tests.kit.union import FACTS

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {"en": "Data Workers", "fr": "Travailleuses des données", "sw": "Wafanyakazi wa data"}
PAYLOAD = {"edition": "2026-1", "said": "two hours, unpaid"}


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(grievance, [str(one) for one in arguments])


@pytest.fixture
def card(tmp_path: Path) -> Card:
    return new_keys(tmp_path / "keys", NAMES, NAMES, now().date(), FACTS)


def _envelopes(card: Card) -> list[tuple[Purpose, bytes]]:
    counted, read = card.statistics[0].public, card.casework[0].public
    return [
        (Purpose.STATISTICS, seal(PAYLOAD, Purpose.STATISTICS, counted)),
        (Purpose.CASEWORK, seal(PAYLOAD, Purpose.CASEWORK, read)),
    ]


def _week_file(folder: Path, card: Card) -> Path:
    store = Store.open(folder)
    rows = [
        NewEnvelope(body[5:13], purpose, bytes([purpose]) * 32, body)
        for purpose, body in _envelopes(card)
    ]
    store.keep("2026-W48", rows, NewReceipt(b"r" * 16, b"record"))
    store.close()
    return folder / "weeks" / "2026-W48.db"


def test_new_prints_what_is_compared_and_where_to_go_on(tmp_path: Path) -> None:
    done = _run("keys", "new", tmp_path / "keys", "--name", "Data Workers", "--name-sw", "Wafanya")
    assert done.exit_code == 0, done.output
    card = Card.parse((tmp_path / "keys" / "card.json").read_bytes())
    assert card.names == {"en": "Data Workers", "fr": "Data Workers", "sw": "Wafanya"}
    assert fingerprint(card).split() == " ".join(done.stdout.splitlines()[5:8]).split()
    for key in card.casework + card.statistics:
        assert key.public.id.hex() in done.stdout
    assert "not protected by a passphrase" in done.stdout
    assert "grievance intake enrol card.json" in done.stdout


def test_new_makes_keys_for_years_where_that_is_asked(tmp_path: Path) -> None:
    done = _run("keys", "new", tmp_path / "keys", "--name", "D", "--period", "year")
    assert done.exit_code == 0, done.output
    card = Card.parse((tmp_path / "keys/card.json").read_bytes())
    year = now().date().year
    assert [key.period for key in card.statistics] == [str(year + n) for n in range(3)]
    assert (tmp_path / f"keys/{year}.plan.json").exists()


def test_new_never_overwrites_keys(tmp_path: Path, card: Card) -> None:
    done = _run("keys", "new", tmp_path / "keys", "--name", "Others")
    assert done.exit_code == 1
    assert "is not empty" in done.stderr
    assert (tmp_path / "keys" / "card.json").read_bytes() == card.raw


def test_show_prints_the_twelve_words_of_a_card(tmp_path: Path, card: Card) -> None:
    done = _run("keys", "show", tmp_path / "keys" / "card.json")
    assert done.exit_code == 0
    assert fingerprint(card) in " ".join(done.stdout.split())


def test_show_says_what_is_wrong_with_a_file_that_is_no_card(tmp_path: Path, card: Card) -> None:
    done = _run("keys", "show", next((tmp_path / "keys").glob("casework-*.key")))
    assert done.exit_code == 1
    assert "private key, not a card" in done.stderr
    assert card.organisation not in done.stdout


def test_open_reads_bare_envelopes_and_week_files(tmp_path: Path, card: Card) -> None:
    bare = tmp_path / "bare"
    bare.write_bytes(_envelopes(card)[1][1])
    week = _week_file(tmp_path / "data", card)
    done = _run("keys", "open", "--keys", tmp_path / "keys", bare, week)
    assert done.exit_code == 0, done.output
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["file"] for line in lines] == ["bare", "2026-W48.db", "2026-W48.db"]
    assert {line["payload"]["said"] for line in lines} == {"two hours, unpaid"}
    assert lines[0]["key"] == card.casework[0].public.id.hex()
    assert done.stderr == "opened 3, not for these keys 0, refused 0\n"


def test_open_with_one_purpose_leaves_the_other_sealed(tmp_path: Path, card: Card) -> None:
    week = _week_file(tmp_path / "data", card)
    done = _run("keys", "open", "--keys", tmp_path / "keys", "--purpose", "statistics", week)
    assert done.exit_code == 0
    (line,) = map(json.loads, done.stdout.splitlines())
    assert line["payload"]["purpose"] == "statistics"
    assert "not for these keys 1" in done.stderr


def test_open_counts_what_is_sealed_to_others(tmp_path: Path, card: Card) -> None:
    new_keys(tmp_path / "others", NAMES, NAMES, date(2026, 11, 23), FACTS)
    week = _week_file(tmp_path / "data", card)
    done = _run("keys", "open", "--keys", tmp_path / "others", week)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "opened 0, not for these keys 2" in done.stderr


def test_open_goes_on_after_what_it_refuses_and_ends_with_1(tmp_path: Path, card: Card) -> None:
    whole = _envelopes(card)[1][1]
    (tmp_path / "changed").write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    (tmp_path / "letter").write_text("Dear union,")
    (tmp_path / "torn.db").write_bytes(b"SQLite format 3\0 and no more")
    (tmp_path / "whole").write_bytes(whole)
    names = ("changed", "letter", "torn.db", "absent", "whole")
    done = _run("keys", "open", "--keys", tmp_path / "keys", *(tmp_path / n for n in names))
    assert done.exit_code == 1
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == ["whole"]
    assert "opened 1, not for these keys 0, refused 4: " in done.stderr
    for reason in (
        "changed: This envelope was changed on its way",
        "letter: This is not an envelope",
        "torn.db: torn.db is damaged",
        "absent: It cannot be read (No such file or directory)",
    ):
        assert reason in done.stderr


def test_open_says_so_where_no_key_is(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    done = _run("keys", "open", "--keys", tmp_path / "keys", tmp_path / "any")
    assert done.exit_code == 1
    assert "holds no private key" in done.stderr


def test_open_refuses_keys_that_others_can_read(tmp_path: Path, card: Card) -> None:
    next((tmp_path / "keys").glob("casework-*.key")).chmod(0o644)
    done = _run("keys", "open", "--keys", tmp_path / "keys", _week_file(tmp_path / "data", card))
    assert done.exit_code == 1
    assert "chmod 600" in done.stderr
    assert done.stdout == ""
