"""Closing a period at the intake: its key is frozen, its envelopes go home, its release comes.

1. `freeze`: from 48 hours after the period's end, by the intake's own clock, nothing more is stored
   for its key. What is there by then is what will be counted.
2. The desk collects and acknowledges (`actions`).
3. `publish`: what the desk made of it, verified here as anybody can verify it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.courier.errors import (
    NotFrozen,
    NotOver,
    NotYours,
    NotYoursToCount,
    ReleaseTurnedDown,
    Unreadable,
)
from grievance.envelope.period import Period, closes_from
from grievance.envelope.plain import load
from grievance.envelope.refusals import NotJSON
from grievance.release.archive import packed, unpacked
from grievance.release.refusals import ReleaseRefused
from grievance.release.verify import verify_files
from grievance.store.rows import FrozenKey, NewRelease, StoredRelease

if TYPE_CHECKING:
    from grievance.courier.work import Work
    from grievance.release.document import Release


def freeze(work: Work) -> dict[str, object]:
    """Let the key of a period that is over take nothing more; say which, and its plan's hash.

    Not how many envelopes wait for it: that would be a true count.
    """
    key = _frozen(work, _asked_period(work.body))
    return {"key": key.key_id.hex(), "plan": key.plan}


def releases(work: Work) -> dict[str, object]:
    """Say what the organisation has published here, by period and revision."""
    if work.query:
        raise Unreadable("This address takes no question.")
    ours = (one for one in work.store.releases() if one.organisation == work.card.organisation)
    return {
        "releases": [
            {
                "period": one.period,
                "revision": one.revision,
                "sha256": one.sha256,
                "view": one.view,
            }
            for one in ours
        ]
    }


def publish(work: Work) -> dict[str, object]:
    """Publish a release of the organisation, if everything about it holds."""
    # 1. It is a release, and nothing in the archive is anything else.
    release, files = _verified(work)
    # 2. It is the caller's, of a period that was closed here, by the plan fixed before it began.
    if release.organisation != work.card.organisation:
        raise NotYours("release")
    frozen = _frozen_before(work, release.period)
    if frozen is None:
        raise NotFrozen(release.period)
    if release.plan_sha256 != frozen.plan:
        raise ReleaseTurnedDown(
            f"This release of {release.period} measures by another plan than the card named.",
            "Build it by the plan that was fixed before the period began.",
        )
    # 3. It follows what is published here. Packed anew: what the archive held beside its files,
    #    nobody signed, and nobody gets.
    kept_as = StoredRelease(
        release.organisation,
        release.period,
        release.revision,
        release.view.value,
        release.sha256,
        release.previous,
    )
    new = NewRelease(kept_as, release.replaces, files, packed(files))
    return {"published": work.store.put_release(new)}


def _asked_period(body: bytes) -> str:
    try:
        asked = load(body)
    except NotJSON as problem:
        raise Unreadable("Which period to freeze cannot be read.") from problem
    match asked:
        case {"period": str(period)} if len(asked) == 1:
            return period
    raise Unreadable('Name the period to freeze, like {"period":"2026Q4"}.')


def _frozen_before(work: Work, period: str) -> FrozenKey | None:
    ours = work.store.frozen(work.card.organisation)
    return next((key for key in ours if key.period == period), None)


def _frozen(work: Work, period: str) -> FrozenKey:
    # Once frozen it stays so, wherever the clock was set meanwhile and whatever a newer card says.
    before = _frozen_before(work, period)
    if before is not None:
        return before
    on_card = next((key for key in work.card.statistics if key.period == period), None)
    if on_card is None or on_card.plan is None:
        raise NotYoursToCount
    closes = closes_from(Period.parse(period))
    if work.moment < closes:
        raise NotOver(period, closes)
    key = FrozenKey(on_card.public.id, work.card.organisation, period, on_card.plan)
    return work.store.freeze(key)


def _verified(work: Work) -> tuple[Release, dict[str, bytes]]:
    # Without a key to hold it against, whoever signed anything would do.
    if work.card.release is None:
        raise ReleaseTurnedDown(
            "The enrolled card of this organisation names no key that signs releases.",
            "Have its newest card enrolled: grievance intake enrol CARD.",
        )
    try:
        files = unpacked(work.body)
        return verify_files(files, public=work.card.release), files
    except ReleaseRefused as problem:
        raise ReleaseTurnedDown(problem.defect, problem.advice) from problem
