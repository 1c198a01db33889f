"""`grievance statistics close`, `withdraw` and `publish-vouched`, of a period long over."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from grievance.casebook.office.plans import pinned
from grievance.casebook.office.setup import About, Founder, Founders, SetUp, setup_desk
from grievance.casebook.people.totp import code_at
from grievance.cli import grievance
from grievance.clock import now
from grievance.envelope.keys import Purpose
from grievance.envelope.period import Period, PeriodKind
from grievance.store.rows import Brought, NewEnvelope, NewReceipt
from scripts.invented_statistics import WEEK, Inventor
from tests.kit.desk import PASSPHRASE, PASSWORD
from tests.kit.ports import free_authority
from tests.kit.served import served
from tests.kit.site import a_site
from tests.kit.union import DATA_WORKERS, FEW_CELLS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.kit.site import Site

PERIOD, LATER = "2023Q4", "2024Q2"
WITHIN = datetime(2023, 11, 24, 9, 5, tzinfo=UTC)
AFTER = datetime(2024, 1, 4, 10, 0, tzinfo=UTC)
NAME = "Asha Mwangi"
TOLD = 137
REASONS = ("--reason-en", "Planted.", "--reason-fr", "Inventé.", "--reason-sw", "Zimebuniwa.")


@dataclass
class Here:
    """A desk that one person looks after, set up in 2023, and its intake on loopback."""

    folder: Path
    made: SetUp
    site: Site
    address: str
    codes: list[str]

    def files(self) -> list[str]:
        """Return the names in the desk's folder, but for those that an open database makes."""
        names = (path.name for path in self.folder.rglob("*"))
        return sorted(name for name in names if not name.endswith(("-shm", "-wal")))

    def run(self, *arguments: str, typed: Sequence[str] = ()) -> Result:
        """Run a command of statistics about the desk; passphrase, password and code are typed."""
        # Paper codes: each serves once, whatever the time.
        usual = [PASSPHRASE, PASSWORD, self.codes.pop()]
        where = ("--desk", str(self.folder), "--intake", self.address, "--name", NAME)
        lines = "".join(f"{line}\n" for line in (*usual, *typed))
        return CliRunner().invoke(grievance, ["statistics", *arguments, *where], input=lines)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> SetUp:
    folder = tmp_path_factory.mktemp("closing") / "desk"
    about, founders = About(DATA_WORKERS, DATA_WORKERS), Founders(Founder(NAME, PASSWORD))
    return setup_desk(folder, PASSPHRASE, about, founders, WITHIN, facts=FEW_CELLS)


@pytest.fixture
def here(made: SetUp, tmp_path: Path) -> Iterator[Here]:
    folder, authority = tmp_path / "desk", free_authority()
    shutil.copytree(made.database.path.parent, folder)
    with a_site(tmp_path, unions=0, authority=(authority,)) as site:
        site.clock.go_to(WITHIN)
        site.store.put_card(made.card.organisation, made.card.serial, made.card.raw)
        key = made.card.statistics[0].public
        inventor = Inventor(pinned(folder, PERIOD), key, seed=1)
        bodies = [inventor.account(secrets.token_bytes(16)) for _ in range(TOLD)]
        site.store.keep_many(WEEK, [_brought(key.id, body) for body in bodies])
        site.clock.go_to(AFTER)
        with served(site.app, authority) as address:
            yield Here(folder, made, site, address, list(made.members[0].codes))


def _brought(key_id: bytes, body: bytes) -> Brought:
    new = NewEnvelope(key_id, Purpose.STATISTICS, secrets.token_bytes(32), body)
    return Brought([new], NewReceipt(secrets.token_bytes(16), b"sealed"))


def test_a_period_is_closed_with_a_line_a_step_and_no_count(here: Here) -> None:
    done = here.run("close", PERIOD, "--processes", "1", "--yes")
    assert done.exit_code == 0, done.output
    said = [line.partition(":")[0] for line in done.stderr.splitlines() if ":" in line]
    steps = [word for word in said if not word.startswith(("Passphrase", "Password", "Code"))]
    assert steps == ["frozen", "collected", "measured", "published", "destroyed"]
    assert "releases/2023Q4-1.zip" in done.stdout
    assert str(TOLD) not in done.output
    assert [one.period for one in here.site.store.releases()] == [PERIOD]


def test_it_is_asked_once_more_and_no_is_no(here: Here) -> None:
    done = here.run("close", PERIOD, typed=["n"])
    assert done.exit_code == 1
    assert "for ever" in done.output
    assert not here.site.store.frozen(here.made.card.organisation)


def test_what_is_too_early_is_said_before_anything_is_asked(here: Here) -> None:
    running = str(Period.at(now(), PeriodKind.QUARTER))
    done = here.run("close", running)
    assert done.exit_code == 2
    assert f"{running} cannot be closed before" in done.stderr
    assert "for ever" not in done.output


def test_a_dry_run_says_what_would_be_measured_and_touches_nothing(here: Here) -> None:
    before = here.files()
    done = here.run("close", PERIOD, "--dry-run", "--expected", "800")
    assert done.exit_code == 0, done.output
    assert pinned(here.folder, PERIOD).sha256 in done.stdout
    assert "If 800 testimonies a year come" in done.stdout
    assert done.stdout.endswith("Nothing was collected, opened or counted.\n")
    assert here.files() == before
    assert not here.site.store.frozen(here.made.card.organisation)


def test_a_period_whose_key_is_lost_ends_with_two(here: Here) -> None:
    (here.folder / "periods" / f"{PERIOD}.db").unlink()
    done = here.run("close", PERIOD, "--yes")
    assert done.exit_code == 2
    assert "There is no key of 2023Q4" in done.stderr


def test_what_is_no_period_is_refused(here: Here) -> None:
    done = here.run("close", "2023Q5", "--yes")
    assert done.exit_code == 1
    assert "This is not a period" in done.stderr


def test_an_intake_that_does_not_answer_is_said_so(here: Here) -> None:
    here.address = "http://127.0.0.1:9"
    done = here.run("close", PERIOD, "--yes")
    assert done.exit_code != 0
    assert "could not be reached" in done.stderr


def test_figures_are_withdrawn_with_reasons(here: Here) -> None:
    assert here.run("withdraw", PERIOD, *REASONS).exit_code == 2
    here.run("close", PERIOD, "--processes", "1", "--yes")
    done = here.run("withdraw", PERIOD, *REASONS)
    assert done.exit_code == 0, done.output
    assert "revision 2" in done.stdout
    assert here.site.store.releases()[-1].revision == 2


def test_the_vouched_figures_are_published_with_three_sheets(here: Here) -> None:
    here.run("close", PERIOD, "--processes", "1", "--yes")
    sheets = here.made.sheets[1:4]
    done = here.run("publish-vouched", PERIOD, *REASONS, typed=sheets)
    assert done.exit_code == 0, done.output
    assert here.site.store.releases()[-1].view == "vouched"


def test_reasons_that_are_not_given_are_asked(here: Here) -> None:
    here.run("close", PERIOD, "--processes", "1", "--yes")
    # Options are asked before the desk is opened.
    given = ("--desk", str(here.folder), "--intake", here.address, "--name", NAME)
    code = code_at(here.made.members[0].secret, now())
    typed = ["Planted.", "Inventé.", "Zimebuniwa.", PASSPHRASE, PASSWORD, code]
    lines = "".join(f"{one}\n" for one in typed)
    done = CliRunner().invoke(grievance, ["statistics", "withdraw", PERIOD, *given], input=lines)
    assert done.exit_code == 0, done.output
