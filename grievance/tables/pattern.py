"""The one spelling in which our forms seal an account for counting, as a pattern.

    found = pattern_of(plan).fullmatch(payload)
    *bins, country, employer, mark, revision = found.groups()

Bins stand in the order of their histograms' ids, which is how canonical JSON sorts them. What the
pattern matches is one JSON object of plain ASCII with every name once and no escape in it, so
strict reading finds the same in it; the reverse does not hold, and need not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grievance.envelope.keys import Purpose
from grievance.envelope.kind import Kind
from grievance.envelope.plain import canonical

if TYPE_CHECKING:
    from grievance.release.plan import PublishedPlan

_HOLE = "\0"  # no name of a plan holds it; in JSON it is an escape, which no group lets through
_HOLE_IN_JSON = rb'"\u0000"'
_BIN = rb'"([a-z0-9_.]+)"'
_COUNTRY = rb'"([A-Z]{2}|)"'
_EMPLOYER = rb'"([a-z][a-z0-9_]{0,39})"'
_MARK = rb'"([0-9a-f]{32})"'
_REVISION = rb"([1-9][0-9]{0,9})"
_WAGES = rb'"[ !#-\[\]-~]*"'


def pattern_of(plan: PublishedPlan) -> re.Pattern[bytes]:
    """Return the pattern of accounts that are counted by `plan`."""
    account = {
        "edition": plan.edition,
        "purpose": Purpose.STATISTICS.word,
        "kind": Kind.ACCOUNT,
        "plan": plan.id,
        "bins": {histogram.id: _HOLE for histogram in plan.histograms},
        **dict.fromkeys(("country", "employer", "mark", "revision", "wages"), _HOLE),
    }
    groups = (*[_BIN] * len(plan.histograms), _COUNTRY, _EMPLOYER, _MARK, _REVISION, _WAGES)
    first, *others = map(re.escape, canonical(account).split(_HOLE_IN_JSON))
    return re.compile(
        first + b"".join(group + piece for group, piece in zip(groups, others, strict=True))
    )
