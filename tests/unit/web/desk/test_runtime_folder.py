"""What lies in the folder in memory of a desk is its own, and nothing stays of a killed process."""

from __future__ import annotations

import tempfile
from pathlib import Path

from grievance.web.desk import runtime
from tests.machine import MEMORY


def test_rows_that_a_killed_process_left_are_gone_at_the_next_start() -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        folder = Path(name) / "desk"
        runtime.ready(folder)
        (folder / "cookie-key").write_bytes(b"stays")
        (runtime.scratch(folder) / "tmpgt45uwut").write_bytes(b"titles of cases")
        runtime.ready(folder)
        assert list(runtime.scratch(folder).iterdir()) == []
        assert runtime.scratch(folder).stat().st_mode & 0o077 == 0
        assert (folder / "cookie-key").read_bytes() == b"stays"
