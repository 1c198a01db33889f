"""`grievance courier collect`: one line a run, advice for what is in the way, on until stopped."""

from __future__ import annotations

import secrets
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from grievance.casebook.arrivals import outbox
from grievance.casebook.arrivals.spool import FOLDER, Spool
from grievance.cli import grievance
from grievance.envelope.keys import Purpose
from grievance.store.rows import NewEnvelope, NewReceipt
from tests.kit.arriving import Arrivals
from tests.kit.desk import DeskKit, a_desk
from tests.kit.served import free_authority, served
from tests.kit.site import Site, a_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result

AUTHORITY = free_authority()
ADDRESS = f"http://{AUTHORITY}"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskKit]:
    with a_desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def intake(tmp_path: Path, desk: DeskKit) -> Iterator[Site]:
    with a_site(tmp_path / "site", authority=(AUTHORITY,)) as site:
        site.store.put_card(desk.card.organisation, desk.card.serial, desk.card.raw)
        with served(site.app, AUTHORITY):
            yield site


def tell(desk: DeskKit, intake: Site) -> None:
    body = Arrivals(desk).worker().account()
    told = NewEnvelope(body[5:13], Purpose.CASEWORK, secrets.token_bytes(32), body)
    intake.store.keep("2026-W48", [told], NewReceipt(secrets.token_bytes(16), b"x"), None)


def run(desk: DeskKit, *arguments: str, address: str = ADDRESS) -> Result:
    line = ["courier", "collect", "--desk", str(desk.folder), "--intake", address, *arguments]
    return CliRunner().invoke(grievance, line)


def test_a_run_is_one_line(desk: DeskKit, intake: Site) -> None:
    tell(desk, intake)
    outbox.put_slips(desk.folder, 1, [bytes(32)])
    first, second = run(desk), run(desk)
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout == "collected 1, known before 0, carried 1\n"
    assert second.stdout == "collected 0, known before 0, carried 0\n"
    assert len(Spool(desk.folder / FOLDER).digests()) == 1


def test_no_database_and_no_passphrase_are_needed(desk: DeskKit, intake: Site) -> None:
    tell(desk, intake)
    desk.database.close()
    (desk.folder / "desk.db").rename(desk.folder / "elsewhere.db")
    assert run(desk).stdout.startswith("collected 1,")


def test_what_is_in_the_way_ends_with_advice_and_a_status(desk: DeskKit) -> None:
    silent = run(desk)
    assert silent.exit_code == 1
    assert "The intake could not be reached" in silent.stderr
    plain = run(desk, address="http://intake.example.org")
    assert plain.exit_code == 2
    (desk.folder / "courier.key").unlink()
    keyless = run(desk)
    assert keyless.exit_code == 2
    assert "There is no courier.key in this desk's folder." in keyless.stderr


@pytest.mark.parametrize("every", ["0m", "15", "m", "1d", "-5m", "1.5h", "999999s"])
def test_what_is_no_time_is_refused(desk: DeskKit, every: str) -> None:
    found = run(desk, "--every", every)
    assert found.exit_code == 2
    assert "is no time such as 15m" in found.stderr


def test_it_goes_on_over_an_intake_that_does_not_answer_until_it_is_stopped(
    desk: DeskKit, tmp_path: Path
) -> None:
    line = ["courier", "collect", "--desk", str(desk.folder), "--intake", ADDRESS, "--every", "1s"]
    program = "from grievance.cli import main; main()"
    with subprocess.Popen(  # our own interpreter with fixed arguments
        [sys.executable, "-c", program, *line],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as going:
        assert going.stderr is not None
        assert going.stdout is not None
        assert "Warning: The intake could not be reached" in going.stderr.readline()
        with a_site(tmp_path / "site", authority=(AUTHORITY,)) as site:
            site.store.put_card(desk.card.organisation, desk.card.serial, desk.card.raw)
            tell(desk, site)
            with served(site.app, AUTHORITY):
                assert going.stdout.readline() == "collected 1, known before 0, carried 0\n"
        going.send_signal(signal.SIGTERM)
        began = time.monotonic()
        assert going.wait(20) == 0
        assert time.monotonic() - began < 10
