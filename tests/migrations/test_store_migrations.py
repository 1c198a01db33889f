"""The migrations of the store go up, go down, and end in the tables that the code knows."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, select

from grievance.store.connections import DURABLE, connect, driver, writing
from grievance.store.errors import StoreTooNew, StoreTooOld
from grievance.store.files import private_file, ready
from grievance.store.main import Store
from grievance.store.rows import FrozenKey
from grievance.store.schema import INTAKE, WEEK, Kind, card, receipt
from grievance.store.upgrade import history
from grievance.store.weeks import read_week_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Insert

KINDS = pytest.mark.parametrize("kind", [WEEK, INTAKE], ids=lambda kind: kind.history)
SAMPLE: dict[str, Insert] = {
    "week": insert(receipt).values(id=b"record", body=b"sealed"),
    "intake": insert(card).values(organisation="union", serial=1, body=b"card"),
}


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Connection]:
    """Give an empty database, as a release before the first would have left it."""
    private_file(tmp_path / "old.db")
    with closing(
        connect(tmp_path / "old.db", busy_seconds=1, mode="mode=rw", pragmas=DURABLE)
    ) as connection:
        yield connection


# What a later release might add.
NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "intake_0005", "intake_0004", None, None

def upgrade():
    op.add_column("card", sa.Column("note", sa.Text))
"""
OPENED = 'Path("store")'
ROOT = Path(__file__).parents[2]


def walk(connection: Connection, kind: Kind, *, up: bool) -> None:
    config = history(kind)
    config.attributes["connection"] = connection
    with writing(connection):
        if up:
            command.upgrade(config, "head")
        else:
            command.downgrade(config, "base")


def schema_of(connection: Connection) -> dict[str, str]:
    found = driver(connection).execute("SELECT name, sql FROM sqlite_master").fetchall()
    return {name: " ".join((sql or "").split()).replace("( ", "(") for name, sql in found}


@KINDS
def test_the_migrations_end_in_the_tables_of_the_code(empty: Connection, kind: Kind) -> None:
    walk(empty, kind, up=True)
    context = MigrationContext.configure(empty, opts={"compare_server_default": True})
    assert compare_metadata(context, kind.tables) == []


@KINDS
def test_a_new_file_and_a_migrated_one_are_made_by_the_same_statements(
    empty: Connection, tmp_path: Path, kind: Kind
) -> None:
    walk(empty, kind, up=True)
    ready(tmp_path / "new.db", kind)
    with closing(connect(tmp_path / "new.db", busy_seconds=1, mode="mode=ro", pragmas=())) as new:
        assert schema_of(new) == schema_of(empty)
        stamped = driver(new).execute("SELECT version_num FROM alembic_version").fetchall()
    assert stamped == [(kind.head,)]


@KINDS
def test_each_history_is_one_line_that_ends_at_the_revision_of_the_code(kind: Kind) -> None:
    scripts = ScriptDirectory.from_config(history(kind))
    assert scripts.get_heads() == [kind.head]
    assert scripts.get_bases() == [f"{kind.history}_0001"]


@KINDS
def test_up_down_and_up_again_with_rows_in_it(empty: Connection, kind: Kind) -> None:
    walk(empty, kind, up=True)
    empty.execute(SAMPLE[kind.history])
    before = schema_of(empty)
    walk(empty, kind, up=True)
    assert len(empty.execute(select(SAMPLE[kind.history].table)).all()) == 1
    walk(empty, kind, up=False)
    assert set(schema_of(empty)) == {"alembic_version", "sqlite_autoindex_alembic_version_1"}
    walk(empty, kind, up=True)
    assert schema_of(empty) == before
    assert empty.execute(select(SAMPLE[kind.history].table)).all() == []


@pytest.fixture
def later_release(tmp_path: Path) -> Path:
    """Copy the store and give it one more migration."""
    package = tmp_path / "later/grievance"
    shutil.copytree(ROOT / "grievance/store", package / "store")
    for name in ("__init__.py", "errors.py"):
        shutil.copy(ROOT / "grievance" / name, package)
    (package / "store/migrations/intake/intake_0005.py").write_text(NEXT, "utf-8")
    schema = package / "store/schema.py"
    schema.write_text(schema.read_text("utf-8").replace("intake_0004", "intake_0005"), "utf-8")
    return package.parent


def test_a_later_release_leads_an_older_file_on_and_keeps_its_rows(
    tmp_path: Path, later_release: Path
) -> None:
    folder = tmp_path / "store"
    store = Store.open(folder)
    store.put_card("union", 3, b"card")
    store.close()
    opening = f"from pathlib import Path; import grievance.store.main as m; m.Store.open({OPENED})"
    subprocess.run(
        [sys.executable, "-c", opening],
        cwd=tmp_path,
        env={"PYTHONPATH": str(later_release)},
        check=True,
    )
    with closing(sqlite3.connect(folder / "intake.db")) as upgraded:
        rows = upgraded.execute("SELECT organisation, serial, body, note FROM card").fetchall()
    assert rows == [("union", 3, b"card", None)]
    with pytest.raises(StoreTooNew):
        Store.open(folder)


@pytest.mark.parametrize("kind", [WEEK, INTAKE], ids=lambda kind: kind.history)
def test_each_step_down_and_up_again_keeps_what_it_does_not_touch(
    empty: Connection, kind: Kind
) -> None:
    config = history(kind)
    config.attributes["connection"] = empty
    walk(empty, kind, up=True)
    before = schema_of(empty)
    empty.execute(SAMPLE[kind.history])
    with writing(empty):
        command.downgrade(config, f"{kind.history}_0001")
    assert schema_of(empty) != before
    walk(empty, kind, up=True)
    assert schema_of(empty) == before
    assert len(empty.execute(select(SAMPLE[kind.history].table)).all()) == 1


def first_release(path: Path) -> None:
    """Make a week file as the first release made it, with one envelope."""
    private_file(path)
    connection = connect(path, busy_seconds=1, mode="mode=rw", pragmas=DURABLE)
    with closing(connection):
        config = history(WEEK)
        config.attributes["connection"] = connection
        with writing(connection):
            command.upgrade(config, "week_0001")
            driver(connection).execute("INSERT INTO envelope VALUES (5, x'01', 1, x'02', x'03')")


def test_an_envelope_of_the_first_release_was_not_vouched_for(tmp_path: Path) -> None:
    (tmp_path / "weeks").mkdir()
    first_release(tmp_path / "weeks/2026-W40.db")
    store = Store.open(tmp_path)
    assert [(one.id, one.vouched) for one in store.envelopes()] == [(5, False)]
    store.close()


def test_a_lone_week_file_of_another_release_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "2026-W40.db"
    first_release(path)
    with pytest.raises(StoreTooOld, match=r"2026-W40\.db .* earlier release"):
        list(read_week_file(path))
    with closing(sqlite3.connect(path)) as later:
        later.execute("UPDATE alembic_version SET version_num = 'week_9999'")
        later.commit()
    with pytest.raises(StoreTooNew):
        list(read_week_file(path))


def test_a_store_of_the_release_before_takes_freezes_and_releases(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.put_card("union", 3, b"card")
    store.close()
    config = history(INTAKE)
    path = tmp_path / "intake.db"
    with closing(connect(path, busy_seconds=1, mode="mode=rw", pragmas=DURABLE)) as connection:
        config.attributes["connection"] = connection
        with writing(connection):
            command.downgrade(config, "intake_0002")
        assert "frozen" not in schema_of(connection)
    store = Store.open(tmp_path)
    key = FrozenKey(b"statquar", "union", "2026Q4", "0" * 64)
    assert store.freeze(key) == key
    assert (store.frozen("union"), store.releases()) == ((key,), ())
    assert [one.serial for one in store.cards()] == [3]
    store.close()


def test_slips_that_wait_since_the_release_before_are_redeemed_once(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.add_slips("union", [b"slip"])
    store.close()
    config = history(INTAKE)
    path = tmp_path / "intake.db"
    with closing(connect(path, busy_seconds=1, mode="mode=rw", pragmas=DURABLE)) as connection:
        config.attributes["connection"] = connection
        with writing(connection):
            command.downgrade(config, "intake_0003")
        assert "slip_call" not in schema_of(connection)
    store = Store.open(tmp_path)
    assert store.slips_waiting("union") == 1
    assert store.add_slips("union", [b"slip"]) == 0
    assert store.add_slips("union", [b"another"]) == 1
    store.close()
