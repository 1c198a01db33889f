"""`grievance courier collect`: one line a run, advice for what is in the way, on until stopped."""

from __future__ import annotations

import secrets
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from grievance.casebook.arrivals import outbox
from grievance.casebook.arrivals.spool import FOLDER, Spool
from grievance.casebook.office import courier_keys
from grievance.casebook.office.courier_keys import CourierChanging
from grievance.casebook.office.renewing import renew
from grievance.cli import grievance
from grievance.envelope.keys import Purpose
from grievance.store.rows import NewEnvelope, NewReceipt
from tests.kit.arriving import Arrivals
from tests.kit.desk import DeskKit, a_desk
from tests.kit.ports import free_authority
from tests.kit.served import served
from tests.kit.site import Site, a_site
from tests.kit.union import FACTS

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
    with a_site(tmp_path / "site", unions=0, authority=(AUTHORITY,)) as site:
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


def test_whoever_has_the_key_before_can_call_no_more(
    desk: DeskKit, intake: Site, tmp_path: Path
) -> None:
    """A stolen machine, or the one that was lost before a restore."""
    stolen = shutil.copytree(desk.folder, tmp_path / "stolen")
    renew(desk.database, desk.actor("caseworker"), FACTS, desk.clock(), new_courier=True)
    with pytest.raises(CourierChanging):
        renew(desk.database, desk.actor("caseworker"), FACTS, desk.clock(), new_courier=True)
    # The new key cannot call before the intake has its card; the one before carries it there.
    done = run(desk)
    assert done.stdout == "collected 0, known before 0, carried 1\n", done.stderr
    tell(desk, intake)
    line = ["courier", "collect", "--desk", str(stolen), "--intake", ADDRESS]
    thief = CliRunner().invoke(grievance, line)
    assert thief.exit_code == 1
    assert "refused (401)" in thief.stderr
    assert run(desk).stdout == "collected 1, known before 0, carried 0\n"
    assert not (desk.folder / "courier.before").exists()


def test_a_card_that_was_carried_by_hand_is_not_in_the_way(desk: DeskKit, intake: Site) -> None:
    card = renew(desk.database, desk.actor("caseworker"), FACTS, desk.clock(), new_courier=True)
    assert card is not None
    intake.store.put_card(card.organisation, card.serial, card.raw)
    assert run(desk).exit_code == 0
    tell(desk, intake)
    assert run(desk).stdout == "collected 1, known before 0, carried 0\n"


def test_a_change_that_was_cut_off_before_its_card_goes_on(desk: DeskKit, intake: Site) -> None:
    drawn = courier_keys.draw(desk.folder, desk.card)
    tell(desk, intake)
    assert run(desk).stdout.startswith("collected 1,"), "the intake knows the key before alone"
    card = renew(desk.database, desk.actor("caseworker"), FACTS, desk.clock(), new_courier=True)
    assert card is not None
    assert card.courier == drawn.public
    done = run(desk)
    assert done.stdout == "collected 0, known before 0, carried 1\n", done.stderr


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
        with a_site(tmp_path / "site", unions=0, authority=(AUTHORITY,)) as site:
            site.store.put_card(desk.card.organisation, desk.card.serial, desk.card.raw)
            tell(desk, site)
            with served(site.app, AUTHORITY):
                assert going.stdout.readline() == "collected 1, known before 0, carried 0\n"
        going.send_signal(signal.SIGTERM)
        began = time.monotonic()
        assert going.wait(20) == 0
        assert time.monotonic() - began < 10
