"""`grievance intake` with the store in a database, which the environment names."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from grievance.cli import grievance
from grievance.clock import now
from grievance.opening.new import new_keys
from grievance.store.main import Store
from tests.kit.union import FACTS
from tests.unit.store.invented import WEEK, a_testimony

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.kit.postgres import Cluster

pytestmark = pytest.mark.postgresql

ROOT = Path(__file__).parents[3]
TODAY = now().date()
NAMES = {"en": "Data Workers", "fr": "Travailleuses des données", "sw": "Wafanyakazi wa data"}
# An interpreter in which the driver cannot be found, as where it was not installed.
WITHOUT_DRIVER = "import sys; sys.modules['psycopg'] = None; from grievance.cli import main; main()"


@pytest.fixture
def url(cluster: Cluster) -> Iterator[str]:
    made = cluster.database()
    yield made
    cluster.drop(made)


def run(data: Path, url: str, *arguments: str) -> Result:
    environ = {"GRIEVANCE_DATA": str(data), "GRIEVANCE_DATABASE": url}
    environ["GRIEVANCE_DRAFTS"] = str(data / "drafts")
    return CliRunner().invoke(grievance, ["intake", *arguments], env=environ)


@pytest.mark.parametrize("command", ["status", "sweep"])
def test_a_store_that_is_not_there_is_not_made(tmp_path: Path, url: str, command: str) -> None:
    done = run(tmp_path / "data", url, command)
    assert done.exit_code == 1
    assert "There is no store in the database." in done.stderr
    assert not (tmp_path / "data").exists()


def test_a_card_is_enrolled_shown_and_swept_in_the_database(tmp_path: Path, url: str) -> None:
    data = tmp_path / "data"
    new_keys(tmp_path / "keys", NAMES, NAMES, TODAY, FACTS)
    done = run(data, url, "enrol", str(tmp_path / "keys/card.json"), "--yes")
    assert "Enrolled: Data Workers" in done.stdout, done.output
    store = Store.open(data, database=url)
    store.keep(WEEK, *a_testimony())
    store.save_draft(b"d" * 16, b"sealed", TODAY - timedelta(days=30))
    store.close()
    assert not (data / "intake.db").exists()
    shown = run(data, url, "status").stdout
    assert f"{WEEK}  statistics" in shown
    assert "Data Workers" in shown
    done = run(data, url, "sweep")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [
        "saved drafts that expired: 1",
        "messages that were too old: 0",
        "intake: rewritten",
        f"{WEEK}: rewritten",
    ]
    assert f"{WEEK}: unchanged" in run(data, url, "sweep").stdout


def test_a_server_that_is_not_set_up_is_said_without_a_traceback(
    tmp_path: Path, url: str, cluster: Cluster
) -> None:
    store = Store.open(tmp_path / "data", database=url)
    store.close()
    cluster.as_superuser("ALTER ROLE grievance SET log_statement = 'all'")
    try:
        done = run(tmp_path / "data", url, "sweep")
    finally:
        cluster.as_superuser("ALTER ROLE grievance RESET ALL")
    assert done.exit_code == 2
    assert "log_statement is 'all' (every testimony is logged" in done.stderr
    assert "docs/operator/postgresql.md" in done.stderr


def test_an_address_that_cannot_mean_anything_is_said(tmp_path: Path) -> None:
    done = run(tmp_path / "data", "postgresql://db.example.org/grievance", "status")
    assert done.exit_code == 2
    assert "GRIEVANCE_DATABASE leads to another machine without sslmode=verify-full" in done.stderr


def test_without_the_driver_it_is_said_what_to_install(tmp_path: Path, url: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_DRIVER, "intake", "status"],
        cwd=ROOT,
        env={"GRIEVANCE_DATA": str(tmp_path), "GRIEVANCE_DATABASE": url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "psycopg is not installed" in done.stderr
    assert "requirements/postgresql.txt" in done.stderr
    assert "Traceback" not in done.stderr
