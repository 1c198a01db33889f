"""The backup of an intake in files, as the guide shows it, brings back what it must and no more."""

from __future__ import annotations

import re
import secrets
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grievance.store.main import Store
from tests.unit.store.invented import WEEK, a_testimony

if TYPE_CHECKING:
    from grievance.store.rows import NewReceipt

GUIDE = Path(__file__).parents[3] / "docs/operator/serving.md"
SYSTEMCTL = 'systemctl() { echo "$@" >> called; }\n'
SLIP, SAVED, NONCE = (secrets.token_bytes(size) for size in (32, 16, 32))


class Backup:
    """The script of the guide, run in `place` on the store in `folder`."""

    def __init__(self, folder: Path, place: Path) -> None:
        section = GUIDE.read_text("utf-8").partition("\n## Backups\n")[2]
        found = re.search(r"```sh\n#!/bin/sh\n(.*?)```", section, re.DOTALL)
        assert found
        shown = found[1].replace("/var/lib/grievance", str(folder))
        self._script = SYSTEMCTL + shown.replace("/usr/bin/python3", sys.executable)
        self.place = place
        place.mkdir()

    def run(self) -> int:
        """Run it; return its status."""
        return subprocess.run(
            ["/bin/sh"], input=self._script, cwd=self.place, text=True, check=False
        ).returncode

    @property
    def made(self) -> list[Path]:
        """The backups there are."""
        return sorted(self.place.glob("intake-*"))

    @property
    def called(self) -> list[str]:
        """What was asked of systemctl."""
        return (self.place / "called").read_text("ascii").splitlines()


@pytest.fixture
def receipt(folder: Path) -> NewReceipt:
    """Fill the store with what a backup keeps and what it does not; return a receipt in it."""
    store = Store.open(folder)
    envelopes, receipt = a_testimony()
    store.keep(WEEK, envelopes, receipt, None)
    store.add_slips("0123abcd", [SLIP])
    store.save_draft(SAVED, b"sealed", date(2026, 12, 31))
    assert store.spend_nonce(NONCE, 5_966_667)
    store.sweep()
    store.close()
    return receipt


@pytest.fixture
def backup(folder: Path, tmp_path: Path) -> Backup:
    return Backup(folder, tmp_path / "elsewhere")


def test_it_holds_testimonies_and_receipts_and_nothing_that_must_not_come_back(
    backup: Backup, receipt: NewReceipt, folder: Path
) -> None:
    assert backup.run() == 0
    assert [line.partition(" ")[0] for line in backup.called] == ["stop", "start", "start"]
    (made,) = backup.made
    assert made.stat().st_mode & 0o077 == 0
    shutil.rmtree(folder)
    shutil.move(made, folder)
    restored = Store.open(folder)
    assert sum(one.envelopes for one in restored.counts()) == 2
    assert restored.receipt(receipt.id) == receipt.body
    assert not restored.slip_waits(SLIP)
    assert restored.saved_draft(SAVED, date(2026, 11, 26)) is None
    assert restored.spend_nonce(NONCE, 5_966_667)
    restored.close()
    kept = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert SLIP not in kept


def test_what_a_cut_run_left_is_not_taken_for_a_backup(
    backup: Backup, receipt: NewReceipt, folder: Path
) -> None:
    shutil.copytree(folder, backup.place / "part")
    assert backup.run() == 0
    (made,) = backup.made
    assert not (made / folder.name).exists()
    assert SLIP not in (made / "intake.db").read_bytes()
    assert receipt.id in b"".join(path.read_bytes() for path in (made / "weeks").iterdir())


def test_a_copy_that_fails_is_no_backup_and_the_intake_serves_on(
    backup: Backup, folder: Path
) -> None:
    assert not folder.exists()
    assert backup.run() != 0
    assert backup.made == []
    assert backup.called[-1] == "start grievance-intake grievance-sweep.timer"
