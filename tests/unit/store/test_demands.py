"""A server that would keep what the store promises to forget is refused, every setting by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.store.main import Store
from tests.unit.store.invented import WEEK, a_testimony

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.kit.postgres import Cluster
    from tests.kit.stores import Place

pytestmark = pytest.mark.postgresql

CARELESS = """
wal_level = replica
archive_mode = on
archive_command = '/bin/true'
wal_recycle = on
wal_keep_size = 64
track_commit_timestamp = on
full_page_writes = off
fsync = off
log_min_messages = warning
log_min_error_statement = error
log_parameter_max_length_on_error = -1
track_counts = on
log_statement = mod
log_min_duration_statement = 100
log_checkpoints = on
log_connections = on
log_disconnections = on
shared_preload_libraries = 'auto_explain'
session_preload_libraries = 'auto_explain'
"""
RIGHTS = (
    "REVOKE pg_checkpoint FROM grievance",
    "REVOKE EXECUTE ON FUNCTION pg_switch_wal() FROM grievance",
)


@pytest.fixture
def kind() -> str:
    return "postgresql"


@pytest.fixture(scope="module")
def careless() -> Iterator[Cluster]:
    from tests.kit.postgres import Cluster  # noqa: PLC0415 - needs psycopg

    with Cluster.started(CARELESS) as started:
        yield started


@pytest.fixture
def url(place: Place) -> str:
    assert place.database is not None
    return place.database


def refused(folder: Path, url: str) -> str:
    from grievance.store.postgresql.demands import UnsafeServer  # noqa: PLC0415 - needs psycopg

    with pytest.raises(UnsafeServer, match="not set up for an intake") as told:
        Store.open(folder, database=url)
    assert "docs/operator/postgresql.md" in str(told.value)
    assert told.value.exit_code == 2
    return str(told.value)


def test_every_setting_that_is_wrong_is_named_with_what_it_would_do(
    careless: Cluster, tmp_path: Path
) -> None:
    said = refused(tmp_path, careless.database())
    for line in CARELESS.split("\n"):
        name, _, value = line.partition(" = ")
        if name and name != "archive_command":
            value = value.strip("'")
            assert f"{name} is '{value}' (" in said, name


def test_nothing_is_made_on_a_server_that_is_refused(careless: Cluster, tmp_path: Path) -> None:
    url = careless.database()
    refused(tmp_path, url)
    found = careless.as_superuser(
        "SELECT FROM pg_tables WHERE schemaname = 'public'", careless.name_of(url)
    )
    assert found == []


@pytest.mark.parametrize(
    "setting",
    [
        "log_statement = 'all'",
        "log_min_messages = 'fatal'",
        "log_min_error_statement = 'fatal'",
        "log_parameter_max_length_on_error = 8",
        "log_min_duration_statement = 0",
        "track_counts = on",
    ],
)
def test_what_the_role_alone_is_set_to_counts(
    cluster: Cluster, place: Place, url: str, setting: str
) -> None:
    cluster.as_superuser(f"ALTER ROLE grievance SET {setting}")
    try:
        assert setting.partition(" ")[0] in refused(place.folder, url)
    finally:
        cluster.as_superuser("ALTER ROLE grievance RESET ALL")
    place.open().close()


def test_a_server_that_was_changed_while_the_intake_served_is_noticed_by_the_sweep(
    cluster: Cluster, place: Place
) -> None:
    from grievance.store.postgresql.demands import UnsafeServer  # noqa: PLC0415 - needs psycopg

    store = place.open()
    store.keep(WEEK, *a_testimony())
    cluster.as_superuser("ALTER ROLE grievance SET log_statement = 'all'")
    try:
        with pytest.raises(UnsafeServer, match="log_statement"):
            store.sweep()
    finally:
        cluster.as_superuser("ALTER ROLE grievance RESET ALL")
    assert store.sweep().names("rewritten") == (WEEK,)
    store.close()


@pytest.mark.parametrize("right", RIGHTS)
def test_a_role_that_could_not_sweep_is_refused_at_the_start(
    cluster: Cluster, place: Place, url: str, right: str
) -> None:
    cluster.as_superuser(right, cluster.name_of(url))
    try:
        assert "a checkpoint" in refused(place.folder, url)
    finally:
        given = right.replace("REVOKE", "GRANT").replace(" FROM ", " TO ")
        cluster.as_superuser(given, cluster.name_of(url))
    place.open().close()


def test_what_the_role_may_not_see_is_not_taken_for_good(
    cluster: Cluster, place: Place, url: str
) -> None:
    cluster.as_superuser("REVOKE pg_read_all_settings FROM grievance")
    try:
        said = refused(place.folder, url)
    finally:
        cluster.as_superuser("GRANT pg_read_all_settings TO grievance")
    assert "shared_preload_libraries is 'hidden from this role'" in said


def test_a_database_that_sorts_by_a_language_is_refused(cluster: Cluster, tmp_path: Path) -> None:
    cluster.as_superuser(
        "CREATE DATABASE by_language OWNER grievance TEMPLATE template0"
        " LOCALE_PROVIDER icu ICU_LOCALE 'fr' LOCALE 'C'"
    )
    said = refused(tmp_path, cluster.url("by_language"))
    cluster.drop(cluster.url("by_language"))
    assert "lc_collate is 'ICU'" in said
