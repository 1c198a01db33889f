"""`grievance release verify`: a folder, an archive or an address, with or without the card."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from grievance.cli import grievance
from grievance.cli.release_sources import NotFetched, fetch
from grievance.opening.held import RELEASE as RELEASE_KEY
from grievance.opening.keyfile import read
from grievance.opening.keys import SigningKey
from grievance.opening.new import new_keys
from grievance.publishing.withdrawing import withdrawn
from grievance.release.archive import packed
from grievance.release.names import RELEASE, TABLE
from grievance.release.plan import fixed_plan
from grievance.release.refusals import UnsafeArchive
from tests.kit.released import KEY, NAMES, REASON, published
from tests.kit.small_release import a_release
from tests.kit.union import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grievance.envelope.card import Card

TODAY = date(2026, 11, 25)


def _verify(*arguments: object) -> Result:
    return CliRunner().invoke(grievance, ["release", "verify", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "release"
    for name, body in published().files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    (place / "release.zip").write_bytes(published().archive)
    return place


class Files(SimpleHTTPRequestHandler):
    """Serves a folder and writes no log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


class Astray(BaseHTTPRequestHandler):
    """Leads on to wherever, never ends, breaks off, or says that there is nothing."""

    def do_GET(self) -> None:
        """Answer by the path."""
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
        elif self.path == "/long":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"x" * 200_000)
        elif self.path == "/broken":
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"x")
        else:
            self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@contextmanager
def _served(handler: partial[Files] | type[Astray]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("what", ["", "release.zip"])
def test_a_folder_and_an_archive_are_verified(folder: Path, what: str) -> None:
    done = _verify(folder / what)
    assert done.exit_code == 0, done.output
    assert "Signature, files, plan and sums are right." in done.stdout
    assert published().release.sha256 in done.stdout
    assert published().release.signer.hex() in done.stdout


def test_without_a_card_it_says_that_anybody_may_have_signed(folder: Path) -> None:
    assert "Whose key that is, only the organisation's card says" in _verify(folder).stdout


@pytest.mark.parametrize("what", ["release.json", "release.zip"])
def test_an_address_is_verified(folder: Path, what: str) -> None:
    with _served(partial(Files, directory=str(folder))) as address:
        done = _verify(f"{address}/{what}")
    assert done.exit_code == 0, done.output
    assert published().release.sha256 in done.stdout


def test_a_changed_file_behind_an_address_is_noticed(folder: Path) -> None:
    table = folder / TABLE
    table.write_bytes(table.read_bytes().replace(b"yes", b"no", 1))
    with _served(partial(Files, directory=str(folder))) as address:
        done = _verify(f"{address}/{RELEASE}")
    assert done.exit_code == 1
    assert "table.csv of this release was not changed" not in done.stderr
    assert "The file table.csv was changed after the release was signed." in done.stderr


def test_a_file_missing_behind_an_address_is_noticed(folder: Path) -> None:
    (folder / TABLE).unlink()
    with _served(partial(Files, directory=str(folder))) as address:
        done = _verify(f"{address}/{RELEASE}")
    assert done.exit_code == 1
    assert "answers with status 404" in done.stderr


def test_a_defect_ends_with_advice_and_status_1(folder: Path) -> None:
    (folder / "more.csv").write_bytes(b"more")
    done = _verify(folder)
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        "Error: The file more.csv does not belong to this release.",
        "Take it away and verify again; trust nothing in it.",
    ]


@pytest.mark.parametrize(
    "address",
    ["http://example.org/release.json", "http://10.0.0.1/release.json", "https://", "http://[x/"],
)
def test_an_address_that_others_hear_is_never_asked(address: str) -> None:
    done = _verify(address)
    assert done.exit_code == 2
    assert done.stderr.startswith("Error: ")


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    done = _verify(tmp_path / "nothing.zip")
    assert done.exit_code == 2
    assert "No such file" in done.stderr


def test_no_redirect_is_followed() -> None:
    with _served(Astray) as address, pytest.raises(NotFetched, match="leads on"):
        fetch(f"{address}/elsewhere", 10)


def test_an_answer_that_is_too_long_is_cut_off() -> None:
    with _served(Astray) as address, pytest.raises(UnsafeArchive, match="larger"):
        fetch(f"{address}/long", 100_000)


@pytest.mark.parametrize("path", ["broken", "nothing", "a b", "%0d%0a"])
def test_an_answer_that_is_none_is_said(path: str) -> None:
    with _served(Astray) as address, pytest.raises(NotFetched):
        fetch(f"{address}/{path}", 100_000)


def test_nobody_at_an_address_is_said() -> None:
    with pytest.raises(NotFetched, match="does not answer"):
        fetch("http://127.0.0.1:9/release.json", 10)


def test_the_card_tells_whose_it_is(tmp_path: Path, folder: Path) -> None:
    card = new_keys(tmp_path / "keys", NAMES, NAMES, TODAY, FACTS)
    done = _verify(folder, "--card", tmp_path / "keys" / "card.json")
    assert done.exit_code == 1
    assert "signed with another key than the organisation's card names" in done.stderr
    assert card.release != published().release.signer


def test_the_card_tells_the_plan_of_the_period(tmp_path: Path) -> None:
    card = new_keys(tmp_path / "keys", NAMES, NAMES, TODAY, FACTS)
    path = tmp_path / "release.zip"
    path.write_bytes(_own(tmp_path, card, "2026-1"))
    done = _verify(path, "--card", tmp_path / "keys" / "card.json")
    assert done.exit_code == 0, done.output
    assert "only the organisation's card says" not in done.stdout
    path.write_bytes(_own(tmp_path, card, "2025-1"))
    done = _verify(path, "--card", tmp_path / "keys" / "card.json")
    assert done.exit_code == 1
    assert "does not have the hash that was fixed" in done.stderr


def _own(tmp_path: Path, card: Card, edition: str) -> bytes:
    key = SigningKey.from_held(read(tmp_path / "keys" / "release.key"), RELEASE_KEY)
    plan = fixed_plan("2026Q4", edition, FACTS)
    return packed(a_release(card.organisation, key, plan=plan).files)


def test_what_was_withdrawn_is_said_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "release.zip"
    path.write_bytes(withdrawn(published().release, REASON, KEY).archive)
    done = _verify(path)
    assert done.exit_code == 0, done.output
    assert "Revision:  2, withdrawn" in done.stdout
    assert "Reason:    Planted." in done.stdout
    assert "Rows:" not in done.stdout


def test_nothing_of_the_desk_is_loaded() -> None:
    code = (
        "import sys; import grievance.cli.release, grievance.cli.release_sources, "
        "grievance.cli.release_words, grievance.release.carded\n"
        "print(*sorted(name for name in sys.modules if name.startswith(('grievance.opening', "
        "'grievance.casebook', 'grievance.disclosure', 'grievance.publishing', 'opendp', "
        "'requests', 'xlsxwriter', 'weasyprint'))))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert told.strip() == ""
