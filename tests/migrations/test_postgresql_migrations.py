"""The migrations of a PostgreSQL store go up, go down, and end in the tables of the code."""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from grievance.store.errors import StoreTooNew
from grievance.store.main import Store
from grievance.store.upgrade import history
from tests.unit.store.invented import WEEK, a_testimony

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.kit.postgres import Cluster

pytestmark = pytest.mark.postgresql

ROOT = Path(__file__).parents[2]
KEPT_OUT = " 0 e {autovacuum_enabled=off}"
OPENING = (
    "import sys; from pathlib import Path; from grievance.store.main import Store;"
    "Store.open(Path('store'), database=sys.argv[1]).close()"
)
GOING_BACK = (
    "import sys; from alembic import command; from grievance.store.upgrade import history;"
    "from grievance.store.postgresql.schema import DATABASE;"
    "from grievance.store.postgresql.upgrade import migrating;"
    "config = history(DATABASE)\n"
    "with migrating(sys.argv[1]) as connection:\n"
    "    config.attributes['connection'] = connection\n"
    "    command.downgrade(config, 'postgresql_0002')\n"
)
# What a later release might do to tables with rows and partitions in them.
NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "postgresql_0003", "postgresql_0002"
branch_labels, depends_on = None, None

def upgrade():
    op.add_column("envelope", sa.Column("note", sa.Text, server_default="none"))
    op.add_column("card", sa.Column("note", sa.Text))

def downgrade():
    op.drop_column("card", "note")
    op.drop_column("envelope", "note")
"""


@pytest.fixture
def url(cluster: Cluster) -> Iterator[str]:
    made = cluster.database()
    yield made
    cluster.drop(made)


def walk(url: str, revision: str) -> None:
    from grievance.store.postgresql.schema import DATABASE  # noqa: PLC0415 - needs psycopg
    from grievance.store.postgresql.upgrade import migrating  # noqa: PLC0415

    config = history(DATABASE)
    with migrating(url) as connection:
        config.attributes["connection"] = connection
        if revision == "head":
            command.upgrade(config, revision)
        else:
            command.downgrade(config, revision)


def filled(url: str, folder: Path) -> list[bytes]:
    """Fill a store with a row of most kinds; return the bodies of its envelopes."""
    store = Store.open(folder, database=url)
    store.put_card("union", 3, b"card")
    store.keep(WEEK, *a_testimony())
    store.keep("2026-W49", *a_testimony())
    store.post(WEEK, bytes(16), b"message", None)
    store.add_slips("union", [b"slip"])
    bodies = [one.body for one in store.envelopes()]
    store.close()
    return bodies


def kept(url: str, folder: Path) -> list[bytes]:
    """Return the bodies of all envelopes."""
    store = Store.open(folder, database=url)
    bodies = [one.body for one in store.envelopes()]
    store.close()
    return bodies


def tables(cluster: Cluster, url: str) -> list[str]:
    found = cluster.as_superuser(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
        cluster.name_of(url),
    )
    return [name for (name,) in found]


def test_the_migrations_end_in_the_tables_of_the_code(url: str, tmp_path: Path) -> None:
    from grievance.store.postgresql.schema import DATABASE  # noqa: PLC0415 - needs psycopg
    from grievance.store.postgresql.upgrade import migrating  # noqa: PLC0415

    filled(url, tmp_path)

    def is_no_partition(_: object, name: str | None, kind: str, *__: object) -> bool:
        return kind != "table" or (name or "").rpartition("_w")[2] not in {"48", "49"}

    with migrating(url) as connection:
        options = {"compare_server_default": True, "include_object": is_no_partition}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, DATABASE.tables) == []


def test_the_history_is_one_line_that_ends_at_the_revision_of_the_code() -> None:
    from grievance.store.postgresql.schema import DATABASE  # noqa: PLC0415 - needs psycopg

    scripts = ScriptDirectory.from_config(history(DATABASE))
    assert scripts.get_heads() == [DATABASE.head]
    assert scripts.get_bases() == ["postgresql_0001"]


def test_up_down_and_up_again_with_rows_in_it(cluster: Cluster, url: str, tmp_path: Path) -> None:
    bodies = filled(url, tmp_path)
    made = tables(cluster, url)
    walk(url, "head")
    assert tables(cluster, url) == made
    assert kept(url, tmp_path) == bodies
    walk(url, "base")
    assert tables(cluster, url) == ["alembic_version"]
    store = Store.open(tmp_path, database=url)
    assert (list(store.envelopes()), store.cards(), store.slips_waiting("union")) == ([], (), 0)
    assert store.keep(WEEK, *a_testimony())
    store.close()


def test_a_later_release_leads_tables_with_rows_on_and_back(
    cluster: Cluster, url: str, tmp_path: Path
) -> None:
    bodies = filled(url, tmp_path)
    later = later_release(tmp_path)
    run(later, tmp_path, OPENING, url)
    noted = cluster.as_superuser(
        "SELECT body, note FROM envelope ORDER BY id", cluster.name_of(url)
    )
    assert noted == [(body, "none") for body in bodies]
    with pytest.raises(StoreTooNew, match="later release"):
        Store.open(tmp_path, database=url)
    run(later, tmp_path, GOING_BACK, url)
    store = Store.open(tmp_path, database=url)
    assert [one.body for one in store.envelopes()] == bodies
    assert [one.serial for one in store.cards()] == [3]
    assert store.sweep().names("rewritten") == ("intake", WEEK, "2026-W49")
    assert [one.body for one in store.envelopes()] == bodies
    store.close()


def test_a_database_of_the_release_before_is_led_on_and_keeps_its_rows(
    cluster: Cluster, url: str, tmp_path: Path
) -> None:
    bodies = filled(url, tmp_path)
    walk(url, "postgresql_0001")
    assert "slip_call" not in tables(cluster, url)
    store = Store.open(tmp_path, database=url)
    assert [one.body for one in store.envelopes()] == bodies
    assert store.add_slips("union", [b"slip"]) == 0
    assert store.add_slips("union", [b"another"]) == 1
    store.close()
    slip, call = kept_out(cluster, url)
    assert (slip, call) == ("slip" + KEPT_OUT, "slip_call" + KEPT_OUT)


def kept_out(cluster: Cluster, url: str) -> list[str]:
    """Return how the tables of slips are kept out of statistics, compression and vacuuming."""
    found = cluster.as_superuser(
        "SELECT concat_ws(' ', relname, attstattarget, attstorage, reloptions) "
        "FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid "
        "WHERE relname IN ('slip', 'slip_call') AND attname = 'digest' ORDER BY relname",
        cluster.name_of(url),
    )
    return [str(told) for (told,) in found]


def test_workers_that_start_at_once_make_the_tables_once(url: str, tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: Store.open(tmp_path, database=url), range(4)))
    assert stores[0].keep(WEEK, *a_testimony())
    assert len(list(stores[3].envelopes())) == 2
    for one in stores:
        one.close()


def test_a_migration_that_fails_leaves_everything_as_it_was(
    cluster: Cluster, url: str, tmp_path: Path
) -> None:
    bodies = filled(url, tmp_path)
    made = tables(cluster, url)
    later = later_release(tmp_path, NEXT.replace('"card"', '"no_such_table"'))
    with pytest.raises(subprocess.CalledProcessError):
        run(later, tmp_path, OPENING, url)
    assert tables(cluster, url) == made
    assert kept(url, tmp_path) == bodies


def later_release(folder: Path, migration: str = NEXT) -> Path:
    """Copy the store and give it one more migration."""
    package = folder / "later/grievance"
    shutil.copytree(ROOT / "grievance/store", package / "store")
    for name in ("__init__.py", "errors.py"):
        shutil.copy(ROOT / "grievance" / name, package)
    more = package / "store/migrations/postgresql/postgresql_0003.py"
    more.write_text(migration, "utf-8")
    schema = package / "store/postgresql/schema.py"
    text = schema.read_text("utf-8").replace("postgresql_0002", "postgresql_0003")
    schema.write_text(text, "utf-8")
    return package.parent


def run(package: Path, folder: Path, code: str, url: str) -> None:
    subprocess.run(
        [sys.executable, "-c", code, url],
        cwd=folder,
        env={"PYTHONPATH": str(package)},
        stderr=subprocess.DEVNULL,
        check=True,
    )
