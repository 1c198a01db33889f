"""A period that proved fraudulent is withdrawn in the open, by a revision that tells no figure."""

from __future__ import annotations

import pytest

from grievance.publishing.errors import NotThisPeriod
from grievance.publishing.withdrawing import withdrawn
from grievance.release.document import Status
from grievance.release.reading import LANGUAGES
from grievance.release.verify import verify_zip
from tests.kit.released import KEY, REASON, published


def test_a_withdrawn_release_says_why_and_nothing_else() -> None:
    built = withdrawn(published().release, REASON, KEY)
    assert set(built.files) == {
        "release.json",
        *(f"README.{language}.md" for language in LANGUAGES),
    }
    release = verify_zip(built.archive, KEY.public)
    assert (release.status, release.rows, release.sigmas) == (Status.WITHDRAWN, (), {})
    assert (release.revision, release.replaces) == (2, published().release.sha256)
    assert release.plan == published().release.plan
    words = built.files["README.en.md"].decode()
    assert "Planted" in words
    assert "Do not use them any more." in words


def test_it_follows_the_same_release_of_the_period_before() -> None:
    built = withdrawn(published().release, REASON, KEY)
    assert built.release.previous == published().release.previous


def test_what_is_withdrawn_is_not_withdrawn_again() -> None:
    built = withdrawn(published().release, REASON, KEY)
    with pytest.raises(NotThisPeriod):
        withdrawn(built.release, REASON, KEY)
