"""Every command ends in words and a status; the intake's commands load nothing that opens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from grievance.cli import grievance

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAIN = "from grievance.cli import main; main()"
LOADED = "; import sys; print([m for m in sys.modules if m.startswith('grievance.opening')])"
QUIET = "import sys; from grievance.cli import grievance; grievance(standalone_mode=False)"


def _environ(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name[:10] != "GRIEVANCE_"}
    return kept | {"PYTHONPATH": os.pathsep.join(sys.path)} | more


def _run(code: str, *arguments: object, **environ: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(
        line, capture_output=True, text=True, check=False, env=_environ(**environ)
    )


def test_a_command_whose_packages_were_left_out_says_what_to_install() -> None:
    """On a machine that has the intake's packages alone, a desk's commands end in words."""
    without = f"import sys; sys.modules['argon2'] = None; {MAIN}"
    done = _run(without, "desk", "status", "--desk", "absent")
    assert done.returncode == 1
    assert done.stderr.startswith("Error: This command needs argon2")
    assert "requirements/desk.txt" in done.stderr


NOBODY = 65534


@contextmanager
def _not_allowed(folder: Path) -> Iterator[None]:
    """Close `folder` to this process: to root nothing is closed, so root becomes nobody."""
    folder.chmod(0o700 if os.geteuid() == 0 else 0)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o700)


def test_a_folder_of_another_user_ends_in_words(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    absent = ("desk", "status", "--desk", str(folder))
    assert "desk.db does not exist" in CliRunner().invoke(grievance, absent).output
    with _not_allowed(folder):
        done = CliRunner().invoke(grievance, absent)
    assert done.exit_code == 1
    assert done.output.startswith(f"Error: This user may not read or write {folder}")
    assert "as the user of the service" in done.output


def test_a_command_of_the_intake_loads_nothing_that_opens(tmp_path: Path) -> None:
    first = _run(MAIN, "intake", "enrol", "absent", "--data", tmp_path)
    assert first.returncode == 1
    done = _run(QUIET + LOADED, "intake", "--help")
    assert done.stdout.splitlines()[-1] == "[]"


def test_help_names_every_noun() -> None:
    done = _run(MAIN, "--help")
    assert [done.stdout.count(f"\n  {noun}") for noun in ("demo", "intake", "keys")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("intake", "serve"), 2, "GRIEVANCE_OPERATOR is not set."),
        (("keys", "open", "--keys", ".", "x"), 1, "holds no private key"),
        (("intake", "nothing"), 2, "No such command"),
        (("nothing",), 2, "No such command"),
    ],
)
def test_a_refusal_is_words_and_a_status(
    tmp_path: Path, arguments: tuple[str, ...], status: int, said: str
) -> None:
    done = _run(MAIN, *arguments, GRIEVANCE_DATA=str(tmp_path))
    assert done.returncode == status
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_serving_beside_a_private_key_is_refused_before_gunicorn_starts(tmp_path: Path) -> None:
    (tmp_path / "forgotten").write_text("GRIEVANCE-PRIVATE-KEY 1\n")
    settings = {"GRIEVANCE_OPERATOR": "Us", "GRIEVANCE_CONTACT": "us@example.org"}
    done = _run(MAIN, "intake", "serve", GRIEVANCE_DATA=str(tmp_path), **settings)
    assert done.returncode == 1
    assert "is a private key, and this is the intake" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_who_stops_listening_is_no_failure_to_shout_about(tmp_path: Path) -> None:
    line = [sys.executable, "-c", MAIN, "keys", "new", str(tmp_path / "keys"), "--name", "Us"]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        line, stdout=writer, stderr=subprocess.PIPE, text=True, check=False, env=_environ()
    )
    os.close(writer)
    assert "Traceback" not in done.stderr


def test_ctrl_c_ends_without_a_traceback(tmp_path: Path) -> None:
    _run(MAIN, "keys", "new", tmp_path / "keys", "--name", "Us")
    card = tmp_path / "keys" / "card.json"
    line = [sys.executable, "-c", MAIN, "intake", "enrol", str(card), "--data", str(tmp_path / "d")]
    asking = subprocess.Popen(
        line,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=_environ(),
    )
    assert asking.stdout is not None
    until = time.monotonic() + 20
    while "Keys:" not in asking.stdout.readline() and time.monotonic() < until:
        pass
    time.sleep(0.2)
    asking.send_signal(signal.SIGINT)
    _, said = asking.communicate(timeout=20)
    assert asking.returncode == 1
    assert "Traceback" not in said
