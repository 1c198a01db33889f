"""The backup of an intake in files, as the guide shows it, brings back what it must and no more."""

from __future__ import annotations

import re
import secrets
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

from grievance.store.main import Store
from tests.unit.store.invented import WEEK, a_testimony

GUIDE = Path(__file__).parents[3] / "docs/operator/serving.md"
SYSTEMCTL = 'systemctl() { echo "$@" >> called; }\n'


def _shown() -> str:
    section = GUIDE.read_text("utf-8").partition("\n## Backups\n")[2]
    found = re.search(r"```sh\n(.*?)```", section, re.DOTALL)
    assert found
    return found[1]


def test_a_backup_holds_testimonies_and_receipts_and_nothing_that_must_not_come_back(
    folder: Path, tmp_path: Path
) -> None:
    store = Store.open(folder)
    envelopes, receipt = a_testimony()
    store.keep(WEEK, envelopes, receipt, None)
    slip, saved = secrets.token_bytes(32), secrets.token_bytes(16)
    store.add_slips("0123abcd", [slip])
    store.save_draft(saved, b"sealed", date(2026, 12, 31))
    before = store.counts()
    store.sweep()
    store.close()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shown = _shown().replace("/var/lib/grievance", str(folder))
    shown = shown.replace("/usr/bin/python3", sys.executable)
    subprocess.run(["/bin/sh", "-e"], input=SYSTEMCTL + shown, cwd=elsewhere, text=True, check=True)
    called = (elsewhere / "called").read_text("ascii").splitlines()
    assert [line.partition(" ")[0] for line in called] == ["stop", "start", "start"]
    (made,) = elsewhere.glob("intake-*")
    assert made.stat().st_mode & 0o077 == 0
    shutil.rmtree(folder)
    shutil.move(made, folder)
    restored = Store.open(folder)
    assert restored.counts() == before
    assert restored.receipt(receipt.id) == receipt.body
    assert not restored.slip_waits(slip)
    assert restored.saved_draft(saved, date(2026, 11, 26)) is None
    restored.close()
    assert slip not in b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
