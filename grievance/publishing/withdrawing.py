"""A period that proved fraudulent: a revision that says so, and tells no figure.

    built = withdrawn(release, reason, key)

What was published is out and stays out; the document says that it no longer stands, and why.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from grievance.publishing.build import Built, signed
from grievance.publishing.errors import NotThisPeriod
from grievance.publishing.readme import withdrawn_md
from grievance.release import names
from grievance.release.document import Contents, Status
from grievance.release.reading import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.opening.keys import SigningKey
    from grievance.release.document import Release


def withdrawn(release: Release, reason: Mapping[str, str], key: SigningKey) -> Built:
    """Return the revision after `release` that withdraws it; raises `NotThisPeriod`."""
    if release.status is Status.WITHDRAWN:
        raise NotThisPeriod("it was withdrawn already")
    before = Contents(**{one.name: getattr(release, one.name) for one in fields(Contents)})
    contents = replace(
        before,
        revision=release.revision + 1,
        replaces=release.sha256,
        reason=reason,
        status=Status.WITHDRAWN,
        rows=(),
        notes={},
        ceilings=(),
        sigmas={},
        files={},
    )
    files = {names.readme(one): withdrawn_md(contents, one) for one in LANGUAGES}
    return signed(contents, files, key)
