"""Releases for tests of how they are carried, kept and refused: few files, quick to make.

release = a_release("0123abcd", key)
later = a_release("0123abcd", key, testimonies=50, after=release)
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from grievance.disclosure.figures import rows
from grievance.envelope.period import Period
from grievance.publishing.build import Built, signed
from grievance.release.document import Contents, Status
from grievance.release.measurements import measurements_csv
from grievance.release.names import CODEBOOK, MEASUREMENTS, PACKAGE, TABLE
from grievance.release.noise import sigmas
from grievance.release.plan import PublishedPlan, View
from grievance.release.table import table_csv
from tests.kit.released import NAMES, PLAN, REASON, counts_of, measured

if TYPE_CHECKING:
    from grievance.opening.keys import SigningKey
    from grievance.release.rows import Row
    from grievance.release.sums import Counts


def a_release(  # noqa: PLR0913 - what a test may be about
    organisation: str,
    key: SigningKey,
    *,
    plan: PublishedPlan = PLAN,
    testimonies: int = 200,
    view: View | None = None,
    previous: str | None = None,
    after: Built | None = None,
    reason: str = "Planted.",
) -> Built:
    """Return a release of made-up numbers; the revision that follows `after`, else the first.

    `view` None: all testimonies at first, those that were vouched for after that.
    """
    view = view or (View.VOUCHED if after else View.ALL)
    counts, figures = _figures(plan.raw, view, testimonies)
    before = after.release if after else None
    period = Period.parse(plan.period)
    contents = Contents(
        organisation=organisation,
        names=NAMES,
        period=plan.period,
        first=period.first,
        last=period.last,
        view=view,
        revision=before.revision + 1 if before else 1,
        replaces=before.sha256 if before else None,
        reason={**REASON, "en": reason} if before or view is View.VOUCHED else None,
        status=Status.PUBLISHED,
        edition=plan.edition,
        plan=plan,
        drawn=period.next().first,
        journal_head="2" * 64,
        ledger_head="1" * 64,
        previous=before.previous if before else previous,
        rows=figures,
        notes={},
        ceilings=(),
        sigmas=sigmas(plan, view),
        files={},
    )
    files = {
        MEASUREMENTS: measurements_csv(plan, view, counts),
        TABLE: table_csv(plan, figures, counts),
        CODEBOOK: b"codebook",
        PACKAGE: b"{}",
        "charts/pay.en.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    }
    return signed(contents, files, key)


@cache
def _figures(plan: bytes, view: View, testimonies: int) -> tuple[Counts, tuple[Row, ...]]:
    read = PublishedPlan.parse(plan)
    table = measured(counts_of(testimonies, read), read, view)
    return table.counts, rows(table)
