"""A release beside the card of the organisation that is said to have published it.

release = verify_against(files, card)      # or raises a `ReleaseRefused`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.release.refusals import AnotherSigner, PlanDiffers
from grievance.release.verify import verify_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.envelope.card import Card
    from grievance.release.document import Release


def verify_against(files: Mapping[str, bytes], card: Card) -> Release:
    """Verify the files of a release: signed with the card's key, measured by the card's plan.

    The plan is compared where the card still lists the period; a renewed card may no longer.
    """
    if card.release is None:
        raise AnotherSigner
    release = verify_files(files, card.release)
    if release.organisation != card.organisation:
        raise AnotherSigner
    fixed = {key.period: key.plan for key in card.statistics}
    if fixed.get(release.period, release.plan.sha256) != release.plan.sha256:
        raise PlanDiffers
    return release
