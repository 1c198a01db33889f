"""`grievance desk` and `grievance keys recover`: asked, answered, refused with advice."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from grievance.casebook.database import Database, unlock
from grievance.casebook.office.plans import pinned
from grievance.casebook.people.totp import code_at
from grievance.cli import grievance
from grievance.cli.passphrases import CREDENTIAL
from grievance.clock import now
from grievance.envelope.card import Card, fingerprint
from grievance.envelope.period import Period, PeriodKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PASSPHRASE = "seven wet horses wait behind the mill"
PASSWORD = "the ferry leaves before sunrise"
SHEET = 33  # words
NEW_PASSPHRASE = "nine ferries cross a slow river"
ABOUT = [
    *("--organisation-en", "Data Workers", "--organisation-fr", "Travail des données"),
    *("--organisation-sw", "Wafanyakazi wa data", "--description-en", "A union."),
    *("--description-fr", "Un syndicat.", "--description-sw", "Chama."),
]


def _run(*arguments: object, typed: Sequence[str] = ()) -> Result:
    lines = "".join(f"{line}\n" for line in typed)
    return CliRunner().invoke(grievance, [str(one) for one in arguments], input=lines)


def _set_up(folder: Path, *more: object, typed: Sequence[str] = ()) -> Result:
    usual = [PASSPHRASE, PASSPHRASE, PASSWORD, PASSWORD]
    given = ("--desk", folder, "--period", "quarter", *ABOUT, "--name", "Asha Mwangi")
    return _run("desk", "setup", *given, *more, typed=typed or usual)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("set-up") / "desk"
    return folder, _set_up(folder)


def _sheets(output: str) -> list[str]:
    """Return the words of each sheet out of what was printed."""
    parts = output.split("Recovery sheet ")[1:]
    words = [part.split("needed.")[1].split() for part in parts]
    return [" ".join([word for word in each if word.isalpha()][:SHEET]) for each in words]


def _secret(output: str) -> str:
    return output.split("secret for an app of one-time codes: ")[1].splitlines()[0].replace(" ", "")


def test_set_up_prints_everything_that_is_shown_once(made: tuple[Path, Result]) -> None:
    folder, done = made
    assert done.exit_code == 0, done.output
    sheets = _sheets(done.stdout)
    assert [len(sheet.split()) for sheet in sheets] == [SHEET] * 5
    card = Card.parse((folder / "card.json").read_bytes())
    assert fingerprint(card) in " ".join(done.stdout.split())
    assert "otpauth://totp/Grievance:Asha%20Mwangi" in done.stdout
    assert sum(line.strip().count("-") == 3 for line in done.stdout.splitlines()) == 10
    assert "whoever gets into this one account reads every report" in " ".join(done.stderr.split())
    assert "grievance intake enrol card.json" in done.stdout
    assert "since the last backup lies at this machine alone" in done.stdout
    for secret in (PASSPHRASE, PASSWORD):
        assert secret not in done.output


def test_set_up_asks_for_what_is_missing_with_defaults(tmp_path: Path) -> None:
    names = ["Data Workers", "", "Wafanyakazi", "A union.", "", ""]
    typed = ["299", "", *names, PASSPHRASE, PASSPHRASE, "Asha Mwangi", PASSWORD, PASSWORD]
    done = _run("desk", "setup", "--desk", tmp_path / "desk", typed=typed)
    assert done.exit_code == 0, done.output
    assert "Counted every quarter:" in done.stderr
    assert "Counted once a year:" in done.stderr
    card = Card.parse((tmp_path / "desk" / "card.json").read_bytes())
    assert Period.parse(str(card.statistics[0].period)).kind is PeriodKind.YEAR
    assert card.names == {"en": "Data Workers", "fr": "Data Workers", "sw": "Wafanyakazi"}
    assert card.descriptions == dict.fromkeys(("en", "fr", "sw"), "A union.")


@pytest.mark.parametrize(
    ("testimonies", "answer", "kind"),
    [("300", "", PeriodKind.QUARTER), ("12", "quarter", PeriodKind.QUARTER)],
)
def test_what_suits_so_many_testimonies_is_proposed_and_may_be_refused(
    tmp_path: Path, testimonies: str, answer: str, kind: PeriodKind
) -> None:
    given = ("--desk", tmp_path / "desk", "--testimonies", testimonies, *ABOUT, "--name", "Asha")
    typed = [answer, PASSPHRASE, PASSPHRASE, PASSWORD, PASSWORD]
    done = _run("desk", "setup", *given, typed=typed)
    assert done.exit_code == 0, done.output
    card = Card.parse((tmp_path / "desk" / "card.json").read_bytes())
    assert Period.parse(str(card.statistics[0].period)).kind is kind


def test_a_desk_can_be_set_up_to_count_by_the_year_over_lists_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "employers.csv").write_text(
        "id,group,name,kind,aliases\nzebra,zebra,Zebra Labels,bpo,\n", "utf-8"
    )
    done = _set_up(tmp_path / "desk", "--period", "year", "--reference", tmp_path)
    assert done.exit_code == 0, done.output
    card = Card.parse((tmp_path / "desk" / "card.json").read_bytes())
    first = Period.of(now().date(), PeriodKind.YEAR)
    assert card.statistics[0].period == str(first)
    plan = pinned(tmp_path / "desk", str(first))
    assert plan.names["zebra"] == "Zebra Labels"
    assert plan.sha256 == card.statistics[0].plan


def test_a_second_person_holds_the_keys_where_somebody_is_named(tmp_path: Path) -> None:
    typed = [PASSPHRASE, PASSPHRASE, *[PASSWORD] * 2, *["a lamp of old tin and glass"] * 2]
    done = _set_up(tmp_path / "desk", "--key-holder", "Bakari Otieno", typed=typed)
    assert done.exit_code == 0, done.output
    assert "Sign-in of Asha Mwangi" in done.stdout
    assert "Sign-in of Bakari Otieno" in done.stdout
    assert "reads every report" not in done.stderr


def test_sheets_go_into_files_only_where_that_is_asked(tmp_path: Path) -> None:
    done = _set_up(tmp_path / "desk", "--sheets", tmp_path / "sheets", "--casework-only")
    assert done.exit_code == 0, done.output
    files = sorted(path.name for path in (tmp_path / "sheets").iterdir())
    assert files == [f"sheet-{number}.txt" for number in range(1, 6)]
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "sheets").iterdir())
    assert _sheets(done.stdout) == []
    assert not Card.parse((tmp_path / "desk" / "card.json").read_bytes()).statistics


def test_weak_or_differing_words_are_asked_again_at_once_under_their_own_name(
    tmp_path: Path,
) -> None:
    passphrases = ["abc", "data workers", PASSPHRASE, PASSWORD, PASSPHRASE, PASSPHRASE]
    passwords = ["asha mwangi 1", PASSWORD, PASSWORD]
    done = _set_up(tmp_path / "desk", typed=[*passphrases, *passwords])
    assert done.exit_code == 0, done.output
    said = [line for line in done.stderr.splitlines() if line.startswith("This") or "diff" in line]
    assert "\n".join(said) == (
        "This passphrase is too short. Take 12 characters or more.\n"
        "This passphrase holds a name that others know. Take another.\n"
        "These two are different. Type it twice again.\n"
        "This password holds a name that others know. Take another. "
        "Four words that nobody would put together are good."
    )
    unlock(tmp_path / "desk", PASSPHRASE)


def test_set_up_refuses_weak_words_and_used_folders(
    tmp_path: Path, made: tuple[Path, Result]
) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"password1234\n")
    os.close(writing)
    weak = _set_up(tmp_path / "desk", "--passphrase-fd", reading, typed=[PASSWORD, PASSWORD])
    assert weak.exit_code == 2
    assert "This passphrase is one of those that are tried first" in weak.stderr
    assert not (tmp_path / "desk").exists()
    folder, _ = made
    again = _set_up(folder)
    assert again.exit_code == 2
    assert "is there already" in again.stderr


def test_a_passphrase_comes_from_a_descriptor_or_a_credential(
    made: tuple[Path, Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = made
    verify = ("desk", "journal", "verify", "--desk", folder)
    reading, writing = os.pipe()
    os.write(writing, f"{PASSPHRASE}\n".encode())
    os.close(writing)
    assert _run(*verify, "--passphrase-fd", reading).exit_code == 0
    (tmp_path / CREDENTIAL).write_text(PASSPHRASE)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert _run(*verify).exit_code == 0


@pytest.mark.parametrize("sent", [b"", b"\n", b"\xff\xfe\n"])
def test_a_descriptor_without_a_passphrase_is_refused(
    made: tuple[Path, Result], sent: bytes
) -> None:
    reading, writing = os.pipe()
    os.write(writing, sent)
    os.close(writing)
    done = _run("desk", "journal", "verify", "--desk", made[0], "--passphrase-fd", reading)
    assert done.exit_code == 2
    assert "No passphrase came" in done.stderr


def test_a_wrong_passphrase_and_a_missing_desk_are_told_apart(
    made: tuple[Path, Result], tmp_path: Path
) -> None:
    verify = ("desk", "journal", "verify", "--desk")
    wrong = _run(*verify, made[0], typed=["another good set of words"])
    assert (wrong.exit_code, "does not open with this passphrase" in wrong.stderr) == (2, True)
    missing = _run(*verify, tmp_path / "nowhere", typed=[PASSPHRASE])
    assert (missing.exit_code, "Run grievance desk setup" in missing.stderr) == (2, True)
    assert _run("desk", "status", "--desk", tmp_path / "nowhere").exit_code == 2


def test_status_needs_no_passphrase(made: tuple[Path, Result]) -> None:
    done = _run("desk", "status", "--desk", made[0])
    assert done.exit_code == 0, done.output
    card = Card.parse((made[0] / "card.json").read_bytes())
    for key in card.casework + card.statistics:
        assert key.public.id.hex() in done.stdout
    assert "Nothing waits to be opened." in done.stdout
    assert "Waiting to be carried to the intake: 0" in done.stdout
    assert done.stderr == ""


def test_the_journals_head_is_printed_and_holds_when_typed_in_again(
    made: tuple[Path, Result],
) -> None:
    verify = ("desk", "journal", "verify", "--desk", made[0])
    first = _run(*verify, typed=[PASSPHRASE])
    assert re.search(r"\b(1 entry holds|([2-9]|\d{2,}) entries hold)\. ", first.stdout)
    head = first.stdout.splitlines()[-1]
    assert _run(*verify, "--noted", head, typed=[PASSPHRASE]).exit_code == 0
    other = f"{head[:-1]}{'0' if head[-1] != '0' else '1'}"
    changed = _run(*verify, "--noted", other, typed=[PASSPHRASE])
    assert changed.exit_code == 1
    assert _run(*verify, "--noted", "nonsense", typed=[PASSPHRASE]).exit_code == 1


def test_no_card_is_signed_before_keys_are_due_or_by_a_stranger(
    made: tuple[Path, Result],
) -> None:
    folder, done = made
    card = ("desk", "card", "--desk", folder, "--name", "asha mwangi")
    code = code_at(_secret(done.stdout), now())
    signed = _run(*card, typed=[PASSPHRASE, PASSWORD, code])
    assert signed.exit_code == 0, signed.output
    assert "No key is due" in signed.stdout
    wrong = _run(*card, typed=[PASSPHRASE, PASSWORD, "000000"])
    assert wrong.exit_code == 2
    assert "did not fit together" in wrong.stderr


def test_a_desk_is_lost_restored_and_its_keys_recovered(
    made: tuple[Path, Result], tmp_path: Path
) -> None:
    folder, done = made
    sheets, file, again = _sheets(done.stdout), tmp_path / "desk.backup", tmp_path / "again"
    saved = _run("desk", "backup", file, "--desk", folder, typed=[PASSPHRASE])
    assert saved.exit_code == 0, saved.output
    # A slip in a sheet, and a sheet typed twice, are said at once and asked again.
    slip = sheets[1].replace(sheets[1].split()[5], "grievous", 1)
    typed = [
        sheets[4],
        slip,
        sheets[1],
        sheets[4].upper(),
        sheets[2],
        NEW_PASSPHRASE,
        NEW_PASSPHRASE,
    ]
    restored = _run("desk", "restore", file, again, typed=typed)
    assert restored.exit_code == 0, restored.output
    assert "Word 6 of sheet 2" in restored.stderr
    assert "Sheet 3 is the same as sheet 1." in restored.stderr
    assert "cannot be counted any more" in restored.stdout
    assert "collected after the backup was made is lost" in restored.stdout
    typed = [NEW_PASSPHRASE, *sheets[:3], "a lamp of old tin and glass"]
    recovered = _run(
        *("keys", "recover", "--desk", again, "--name", "Zawadi Njeri"), typed=[*typed, typed[-1]]
    )
    assert recovered.exit_code == 0, recovered.output
    card = _run(
        *("desk", "card", "--desk", again, "--name", "Zawadi Njeri"),
        typed=[NEW_PASSPHRASE, typed[-1], code_at(_secret(recovered.stdout), now())],
    )
    assert card.exit_code == 0, card.output
    assert "card number 2" in card.stdout
    assert Card.parse((again / "card.json").read_bytes()).serial == 2
    Database.open(again, unlock(again, NEW_PASSPHRASE)).close()


def test_sheets_of_another_desk_are_refused(made: tuple[Path, Result], tmp_path: Path) -> None:
    other = _set_up(tmp_path / "other")
    file = tmp_path / "desk.backup"
    _run("desk", "backup", file, "--desk", made[0], typed=[PASSPHRASE])
    typed = [*_sheets(other.stdout)[:3], NEW_PASSPHRASE, NEW_PASSPHRASE]
    done = _run("desk", "restore", file, tmp_path / "again", typed=typed)
    assert done.exit_code == 2
    assert "other recovery sheets" in done.stderr
    taken = _run("desk", "restore", file, made[0], typed=[])
    assert "is not empty" in taken.stderr, "said before a sheet is typed"
