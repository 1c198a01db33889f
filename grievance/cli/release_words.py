"""A verified release as a terminal shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.release.document import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.release.document import Release

_ANYBODY = (
    "Whose key that is, only the organisation's card says: verify again with --card, or compare the"
    " key with the one the organisation names."
)


def release_lines(release: Release, *, is_carded: bool) -> Iterator[str]:
    """Yield what was verified; `is_carded` is whether the signer is the one of a card."""
    yield f"{release.names['en']} ({release.organisation})"
    yield f"Period:    {release.period} ({release.first} to {release.last}), {release.view}"
    yield f"Revision:  {release.revision}, {release.status}"
    if release.reason:
        yield f"Reason:    {release.reason['en']}"
    if release.status is Status.PUBLISHED:
        shown = sum(row.open for row in release.rows)
        yield f"Rows:      {len(release.rows)}, with figures: {shown}"
    yield f"Plan:      {release.plan.sha256}"
    yield f"Release:   {release.sha256}"
    yield f"Key:       {release.signer.hex()}"
    yield "Signature, files, plan and sums are right."
    if not is_carded:
        yield _ANYBODY
