"""`grievance intake`: whose keys are offered, and what an operator is told."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from grievance.cli import grievance
from grievance.clock import now
from grievance.envelope.card import Card, fingerprint
from grievance.envelope.keys import Purpose
from grievance.envelope.period import Period, PeriodKind
from grievance.envelope.seal import seal
from grievance.opening.keyfile import read
from grievance.opening.keys import SigningKey
from grievance.opening.new import new_keys, sign_card
from grievance.store.lock import WriterLock
from grievance.store.main import Store
from grievance.store.rows import (
    FrozenKey,
    NewEnvelope,
    NewReceipt,
    NewRelease,
    StoredRelease,
)
from tests.kit.union import FACTS

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {"en": "Data Workers", "fr": "Travailleuses des données", "sw": "Wafanyakazi wa data"}
OTHERS = {"en": "Moderators Together", "fr": "Modération unie", "sw": "Wasimamizi Pamoja"}
TODAY = now().date()
ABOUT, KEYS = ("names", "descriptions"), ("casework", "statistics", "courier", "release")
SIGNED = (*ABOUT, "serial", "previous", *KEYS)


def _run(data: Path, *arguments: object, typed: str | None = None) -> Result:
    line = ["intake", *map(str, arguments)]
    environ = {"GRIEVANCE_DATA": str(data)}
    return CliRunner().invoke(grievance, line, input=typed, env=environ)


def _organisation(folder: Path, day: date = TODAY, names: dict[str, str] = NAMES) -> Card:
    return new_keys(folder, names, names, day, FACTS)


def _signed_again(folder: Path, **changes: object) -> Path:
    """Sign the card in `folder` again with `changes`; return its file."""
    now_on_it = json.loads((folder / "card.json").read_bytes())
    value = {name: now_on_it[name] for name in SIGNED} | changes
    card = sign_card(SigningKey.from_seed(read(folder / "card.key").seed), value)
    path = folder / f"card-{card.serial}.json"
    path.write_bytes(card.raw)
    return path


def _serials(data: Path) -> list[int]:
    return [stored.serial for stored in Store.open(data).cards()]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_a_card_is_enrolled_when_somebody_says_the_words_are_the_same(
    tmp_path: Path, data: Path
) -> None:
    card = _organisation(tmp_path / "keys")
    done = _run(data, "enrol", tmp_path / "keys/card.json", typed="yes\n")
    assert done.exit_code == 0, done.output
    assert fingerprint(card) in " ".join(done.stdout.split())
    assert "Enrolled: Data Workers" in done.stdout
    assert _serials(data) == [1]


@pytest.mark.parametrize("typed", ["no\n", "\n\ny\n"])
def test_without_yes_nothing_is_enrolled(tmp_path: Path, data: Path, typed: str) -> None:
    _organisation(tmp_path / "keys")
    done = _run(data, "enrol", tmp_path / "keys/card.json", typed=typed)
    assert done.exit_code == 1
    assert _serials(data) == []


def test_the_words_may_be_given_beforehand(tmp_path: Path, data: Path) -> None:
    words = fingerprint(_organisation(tmp_path / "keys")).upper().replace(" ", "  ")
    done = _run(data, "enrol", tmp_path / "keys/card.json", "--fingerprint", words)
    assert done.exit_code == 0, done.output
    assert _serials(data) == [1]


def test_other_words_are_refused_even_with_yes(tmp_path: Path, data: Path) -> None:
    _organisation(tmp_path / "keys")
    wrong = ("--yes", "--fingerprint", "zoo " * 12)
    done = _run(data, "enrol", tmp_path / "keys/card.json", *wrong)
    assert done.exit_code == 1
    assert "not the one you gave" in done.stderr
    assert _serials(data) == []


def test_the_same_card_again_changes_nothing(tmp_path: Path, data: Path) -> None:
    _organisation(tmp_path / "keys")
    _run(data, "enrol", tmp_path / "keys/card.json", "--yes")
    done = _run(data, "enrol", tmp_path / "keys/card.json")
    assert (done.exit_code, done.stdout) == (0, "This card is enrolled already.\n")


def test_a_private_key_is_refused_with_a_warning(tmp_path: Path, data: Path) -> None:
    _organisation(tmp_path / "keys")
    done = _run(data, "enrol", tmp_path / "keys/card.key", "--yes")
    assert done.exit_code == 1
    assert "Remove it from this machine at once" in done.stderr


def test_a_newer_card_takes_the_place_of_the_one_before(tmp_path: Path, data: Path) -> None:
    first = _organisation(tmp_path / "keys")
    second = _signed_again(tmp_path / "keys", serial=2, previous=first.sha256)
    _run(data, "enrol", tmp_path / "keys/card.json", "--yes")
    assert _run(data, "enrol", second, "--yes").exit_code == 0
    assert _serials(data) == [2]
    back = _run(data, "enrol", tmp_path / "keys/card.json", "--yes")
    assert back.exit_code == 1
    assert "is not newer" in back.stderr
    assert _serials(data) == [2]


def test_a_card_that_follows_another_one_is_refused(tmp_path: Path, data: Path) -> None:
    _organisation(tmp_path / "keys")
    stranger = _signed_again(tmp_path / "keys", serial=2, previous="0" * 64)
    _run(data, "enrol", tmp_path / "keys/card.json", "--yes")
    done = _run(data, "enrol", stranger, "--yes")
    assert done.exit_code == 1
    assert "does not follow" in done.stderr


def test_only_one_organisation_counts_a_quarter(tmp_path: Path, data: Path) -> None:
    _organisation(tmp_path / "keys")
    _organisation(tmp_path / "others", names=OTHERS)
    _run(data, "enrol", tmp_path / "keys/card.json", "--yes")
    done = _run(data, "enrol", tmp_path / "others/card.json", "--yes")
    assert done.exit_code == 1
    assert f"counts {Period.of(TODAY, PeriodKind.QUARTER)}" in done.stderr
    assert _serials(data) == [1]


def test_a_second_organisation_that_only_reads_is_welcome(tmp_path: Path, data: Path) -> None:
    _organisation(tmp_path / "keys")
    _organisation(tmp_path / "others", names=OTHERS)
    reads_only = _signed_again(tmp_path / "others", statistics=[])
    _run(data, "enrol", tmp_path / "keys/card.json", "--yes")
    assert _run(data, "enrol", reads_only, "--yes").exit_code == 0
    assert _serials(data) == [1, 1]


def test_a_card_whose_keys_are_over_is_refused(tmp_path: Path, data: Path) -> None:
    _organisation(tmp_path / "keys", TODAY - timedelta(days=800))
    done = _run(data, "enrol", tmp_path / "keys/card.json", "--yes")
    assert done.exit_code == 1
    assert "No key on this card is valid today or later." in done.stderr


def test_a_card_that_is_not_there_is_named(tmp_path: Path, data: Path) -> None:
    done = _run(data, "enrol", tmp_path / "absent.json", "--yes")
    assert done.exit_code == 1
    assert "absent.json cannot be read: No such file or directory" in done.stderr


def _one_testimony(data: Path, card: Card) -> None:
    counted, read = card.statistics[0].public, card.casework[0].public
    rows = [
        NewEnvelope(key.id, purpose, bytes([purpose]) * 32, seal({}, purpose, key))
        for purpose, key in ((Purpose.STATISTICS, counted), (Purpose.CASEWORK, read))
    ]
    Store.open(data).keep("2026-W48", rows, NewReceipt(b"r" * 16, b"record"))


def test_status_shows_what_waits_for_whom(tmp_path: Path, data: Path) -> None:
    card = _organisation(tmp_path / "keys")
    _run(data, "enrol", tmp_path / "keys/card.json", "--yes")
    _one_testimony(data, card)
    done = _run(data, "status")
    assert done.exit_code == 0
    waiting = [line.split() for line in done.stdout.splitlines() if "2026-W48" in line]
    statistics, casework = (key[0].public.id.hex() for key in (card.statistics, card.casework))
    assert waiting == [
        ["2026-W48", "statistics", "1", statistics, "Data", "Workers"],
        ["2026-W48", "casework", "1", casework, "Data", "Workers"],
    ]
    assert str(card.casework[0].valid_until) in done.stdout
    assert done.stderr == ""


def test_status_shows_slips_closed_periods_and_releases(tmp_path: Path, data: Path) -> None:
    card = _organisation(tmp_path / "keys")
    _run(data, "enrol", tmp_path / "keys/card.json", "--yes")
    assert "slips" not in _run(data, "status").stdout
    store, key = Store.open(data), card.statistics[0]
    store.add_slips(card.organisation, [bytes([number]) * 32 for number in range(3)])
    period = key.period or ""
    store.freeze(FrozenKey(key.public.id, card.organisation, period, key.plan or ""))
    kept_as = StoredRelease(card.organisation, period, 1, "all", "5" * 64, None)
    store.put_release(NewRelease(kept_as, None, {"release.json": b"{}"}, b"archive"))
    lines = [line.strip() for line in _run(data, "status").stdout.splitlines()]
    assert lines[-3:] == [
        "invitation slips that can still be redeemed: 3",
        f"{period} is closed: {key.public.id.hex()} takes nothing more",
        f"{period} is published: revision 1, all testimonies, {'5' * 64}",
    ]


def test_status_warns_when_the_keys_end_with_the_quarter(tmp_path: Path, data: Path) -> None:
    _organisation(tmp_path / "keys")
    value = json.loads((tmp_path / "keys/card.json").read_bytes())
    short = _signed_again(tmp_path / "keys", statistics=value["statistics"][:1])
    _run(data, "enrol", short, "--yes")
    done = _run(data, "status")
    coming = Period.of(TODAY, PeriodKind.QUARTER).next().first
    assert f"no statistics key is valid from {coming} on" in done.stderr
    assert "casework" not in done.stderr


def test_status_warns_when_nobody_could_open_anything(data: Path) -> None:
    Store.open(data).close()
    done = _run(data, "status")
    assert "Nothing waits." in done.stdout
    assert "no casework key is valid today" in done.stderr


@pytest.mark.parametrize("command", ["status", "sweep"])
def test_a_store_that_is_not_there_is_not_made(data: Path, command: str) -> None:
    done = _run(data, command)
    assert done.exit_code == 1
    assert "does not exist" in done.stderr
    assert not data.exists()


def test_sweep_reports_each_file_and_forgets_old_drafts(tmp_path: Path, data: Path) -> None:
    card = _organisation(tmp_path / "keys")
    _run(data, "enrol", tmp_path / "keys/card.json", "--yes")
    _one_testimony(data, card)
    Store.open(data).save_draft(b"d" * 16, b"sealed", TODAY - timedelta(days=30))
    done = _run(data, "sweep")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [
        "saved drafts that expired: 1",
        "messages that were too old: 0",
        "intake.db: rewritten",
        "2026-W48.db: rewritten",
    ]
    assert "unchanged" in _run(data, "sweep").stdout


def test_sweep_ends_with_1_when_the_store_is_held(tmp_path: Path, data: Path) -> None:
    _organisation(tmp_path / "keys")
    _run(data, "enrol", tmp_path / "keys/card.json", "--yes")
    with WriterLock(data / "writer.lock", 0.0).held():
        done = _run(data, "sweep")
    assert done.exit_code == 1
    assert "is held by another program" in done.stderr
