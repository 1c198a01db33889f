"""`grievance desk serve`: the passphrase goes nowhere but into the first process's memory."""

from __future__ import annotations

import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.office.setup import About, Founder, Founders, setup_desk
from grievance.cli import desk_serving
from grievance.clock import now
from grievance.settings import BadSetting
from grievance.web.desk.key_descriptor import VARIABLE, read_key
from tests.kit.union import DATA_WORKERS, FACTS
from tests.machine import GRIEVANCE, MEMORY, PATIENCE, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSPHRASE = "seven wet horses wait behind the mill"
PASSWORD = "the ferry leaves before sunrise"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("served") / "desk"
    about = About(DATA_WORKERS, DATA_WORKERS)
    founders = Founders(Founder("Asha Mwangi", PASSWORD))
    setup_desk(place, PASSPHRASE, about, founders, now(), facts=FACTS)
    return place


@contextmanager
def _served(
    folder: Path, passphrase: str, runtime: str = "desk"
) -> Iterator[tuple[subprocess.Popen[bytes], int, Path]]:
    """Run the command; give its process, port and what it printed. In memory lies `a file`, too."""
    memory = Path(tempfile.mkdtemp(prefix="grievance-test-", dir=MEMORY))
    (memory / "a file").touch()
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = int(server.getsockname()[1])
    reading, writing = os.pipe()
    os.write(writing, f"{passphrase}\n".encode())
    os.close(writing)
    log = folder.parent / "log"
    serve = ("desk", "serve", "--desk", str(folder), "--intake", "https://intake.example.org")
    more = ("--bind", f"127.0.0.1:{port}", "--passphrase-fd", str(reading))
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-c", GRIEVANCE, *serve, *more],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "GRIEVANCE_RUNTIME": str(memory / runtime)},
            pass_fds=(reading,),
            stdout=said,
            stderr=said,
        )
    os.close(reading)
    try:
        yield process, port, log
    finally:
        process.terminate()
        process.wait(PATIENCE)
        shutil.rmtree(memory)


def _answer(process: subprocess.Popen[bytes], port: int, log: Path) -> bytes:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text("utf-8")
        try:
            with socket.create_connection(("127.0.0.1", port), 5) as client:
                client.sendall(b"GET /en/sign-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                return b"".join(iter(lambda: client.recv(65536), b""))
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise AssertionError(log.read_text("utf-8"))


def _processes(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    return [pid, *map(int, children.split())]


def test_no_process_shows_the_passphrase_or_the_key(folder: Path) -> None:
    with _served(folder, PASSPHRASE) as (process, port, log):
        answer = _answer(process, port, log)
        assert b"200 OK" in answer
        assert b"Sign in" in answer
        for pid in _processes(process.pid):
            place = Path("/proc") / str(pid)
            for name in ("environ", "cmdline"):
                assert PASSPHRASE.encode() not in (place / name).read_bytes()
            assert resource.prlimit(pid, resource.RLIMIT_CORE) == (0, 0)
            opened = [str(one.readlink()) for one in (place / "fd").iterdir()]
            assert not [one for one in opened if "desk-key" in one], opened
        said = log.read_text("utf-8")
        assert said.splitlines()[0].startswith(f"The desk starts at http://127.0.0.1:{port} ")
        assert PASSPHRASE not in said


def test_a_wrong_passphrase_ends_with_advice_and_no_server(folder: Path) -> None:
    with _served(folder, "another good set of words") as (process, _, log):
        assert process.wait(PATIENCE) == 2
        said = log.read_text("utf-8")
    assert "does not open with this passphrase" in said
    assert "Traceback" not in said
    assert "starts at" not in said


def test_a_folder_for_the_cookies_key_that_cannot_be_made_ends_with_advice(folder: Path) -> None:
    with _served(folder, PASSPHRASE, runtime="a file/desk") as (process, _, log):
        assert process.wait(PATIENCE) == 2
        said = log.read_text("utf-8")
    assert "cannot be made or written.\nSet GRIEVANCE_RUNTIME to a folder in memory" in said
    assert "Traceback" not in said


def test_the_key_is_handed_over_once(folder: Path) -> None:
    del folder
    environ: dict[str, str] = {}
    desk_serving.hand_over(environ, b"k" * 48)
    number = int(environ[VARIABLE])
    assert os.get_inheritable(number)
    assert read_key(environ) == b"k" * 48
    assert VARIABLE not in environ
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(number)
    with pytest.raises(BadSetting):
        read_key(environ)


@pytest.mark.parametrize("number", ["", "x", "-1", "9999"])
def test_a_descriptor_that_holds_no_key_is_refused(number: str) -> None:
    with pytest.raises(BadSetting, match="did not come"):
        read_key({VARIABLE: number})


def test_a_key_that_is_too_short_is_refused() -> None:
    environ: dict[str, str] = {}
    desk_serving.hand_over(environ, b"k" * 47)
    with pytest.raises(BadSetting):
        read_key(environ)


def test_what_was_given_beats_the_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIEVANCE_INTAKE", "https://other.example.org")
    environ = desk_serving.environ_for(folder, None)
    assert environ["GRIEVANCE_INTAKE"] == "https://other.example.org"
    assert environ["GRIEVANCE_ROLE"] == "desk"
    given = desk_serving.environ_for(folder, "https://intake.example.org")
    assert given["GRIEVANCE_INTAKE"] == "https://intake.example.org"
