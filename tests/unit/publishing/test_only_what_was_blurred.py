"""Nothing that an intake has after a close depends on a true count but through the ledger."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.people.grants_held import release_key
from grievance.publishing.build import Terms, build
from tests.kit.closing import ANALYST, PERIOD, an_office, without_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grievance.publishing.build import Built
    from tests.kit.closing import Office

TOLD = 1237
COUNT = re.compile(rf"(?<![0-9a-f]){TOLD}(?![0-9a-f])".encode())
"""The number by itself: within a hash it would stand by chance."""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with an_office(tmp_path, small=True) as opened:
        opened.told(TOLD, employer="sama", country="KE")
        opened.after_the_end()
        opened.close()
        yield opened


def _from_the_ledger(office: Office) -> Built:
    """Build the release from the blurred integers alone."""
    with office.casebook.database.reading() as connection:
        key = release_key(connection, office.casebook.actor(ANALYST))
    terms = Terms(office.casebook.card.names, previous=None)
    return build(office.ledger.read(PERIOD), terms, key, without_pages)


def test_every_published_file_follows_from_the_blurred_integers_alone(office: Office) -> None:
    store = office.site.store
    (kept,) = store.releases()
    built = _from_the_ledger(office)
    assert built.archive == store.release_archive(kept).read_bytes()
    for name, content in built.files.items():
        assert store.release_file(kept, name).read_bytes() == content


def test_beside_the_release_the_intake_keeps_no_trace_of_how_many_told(office: Office) -> None:
    assert office.waiting() == 0
    office.site.store.close()
    data = office.site.settings.data
    others = [path for path in _files(data) if not path.is_relative_to(data / "releases")]
    assert others
    assert not any(COUNT.search(path.read_bytes()) for path in others)


def test_the_true_count_itself_would_be_found(office: Office) -> None:
    (office.site.settings.data / "left").write_text(f"waiting: {TOLD}", "ascii")
    assert any(COUNT.search(path.read_bytes()) for path in _files(office.site.settings.data))


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
