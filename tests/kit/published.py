"""Releases of made-up measurements, published at the intake of a test.

    built = first_release()
    publish(site.store, built)

Three cells hold many testimonies, some few, most none: as it is in the first period. The sheet and
the printed pages are not made, since nobody reads them here: their files hold a line each.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from grievance.publishing.build import Terms, contents_of, signed
from grievance.publishing.pictures import pictures
from grievance.publishing.withdrawing import withdrawn
from grievance.reference.facts import Facts
from grievance.release import names
from grievance.release.measurements import measurements_csv
from grievance.release.plan import View, fixed_plan
from grievance.release.table import table_csv
from grievance.store.rows import NewRelease, StoredRelease
from tests.kit.checked import elements
from tests.kit.released import KEY, NAMES, PLAN, counts_by, measured

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from grievance.publishing.build import Built
    from grievance.release.plan import PublishedPlan
    from grievance.store.main import Store
    from tests.kit.browser import Page

HELD = {
    "sama.KE": 420,
    "majorel.KE": 70,
    "teleperformance.PH": 230,
    "appen.*": 45,
    "taskus.PH": 18,
}
"""How many testimonies a cell holds; every other holds none."""
NOTES = {
    "employer.toloka": {
        "en": "We know of <b>one</b> firm & its contracts.",
        "fr": "Nous connaissons une entreprise.",
        "sw": "Tunajua kampuni moja.",
    }
}
REASON = {
    "en": "Somebody sent hundreds of false testimonies.",
    "fr": "Quelqu’un a envoyé des centaines de faux témoignages.",
    "sw": "Mtu alituma mamia ya shuhuda za uongo.",
}


@cache
def first_release() -> Built:
    """Return the release of the third quarter, with nothing before it."""
    return _built("2026Q3", 0, previous=None)


@cache
def second_release() -> Built:
    """Return the release of the quarter after: every cell that holds some holds more."""
    return _built("2026Q4", 40, previous=first_release().release.sha256)


@cache
def withdrawal() -> Built:
    """Return the revision that withdraws the second release."""
    return withdrawn(second_release().release, REASON, KEY)


@cache
def vouched_release() -> Built:
    """Return the revision that takes the place of the second, over vouched testimonies."""
    second = second_release().release
    return _built("2026Q4", 10, previous=second.previous, replaces=second.sha256)


def publish(store: Store, *releases: Built) -> None:
    """Publish releases in this order."""
    for built in releases:
        release = built.release
        kept = StoredRelease(
            release.organisation,
            release.period,
            release.revision,
            release.view,
            release.sha256,
            release.previous,
        )
        store.put_release(NewRelease(kept, release.replaces, built.files, built.archive))


def _built(period: str, more: int, *, previous: str | None, replaces: str | None = None) -> Built:
    plan = PLAN if period == PLAN.period else fixed_plan(period, PLAN.edition, Facts.load(None))
    view = View.VOUCHED if replaces else View.ALL
    counts = _counts(plan, more)
    terms = Terms(
        NAMES,
        previous,
        revision=2 if replaces else 1,
        replaces=replaces,
        reason=REASON if replaces else None,
        notes=NOTES,
    )
    contents = contents_of(measured(counts, plan, view), terms)
    files: Mapping[str, bytes] = {
        names.MEASUREMENTS: measurements_csv(plan, view, counts),
        names.TABLE: table_csv(plan, contents.rows, counts),
        names.CODEBOOK: b"id,meaning\r\n",
        names.PACKAGE: b"{}\n",
        names.WORKBOOK: b"PK, a sheet",
        names.brief("en"): b"%PDF, two pages",
        names.readme("en"): b"# Read this first\n",
        **pictures(contents),
    }
    return signed(contents, files, KEY)


def _counts(plan: PublishedPlan, more: int) -> tuple[tuple[tuple[int, ...], ...], ...]:
    cells = [f"{cell.employer}.{cell.country}" for cell in plan.cells.all]
    return counts_by(lambda at: HELD[cells[at]] + more if cells[at] in HELD else 0, plan)


def drawings(page: Page) -> list[Element]:
    """Return the drawings on a page; the parser names them with their namespace."""
    return [one for one in elements(page.tree) if one.tag.endswith("}svg")]
