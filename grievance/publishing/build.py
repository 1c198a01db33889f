"""A release out of one measurement: the same measurement always gives the same files.

    built = build(measured, Terms(names, previous=None), key)
    built.files                     # {name: bytes}, release.json among them
    built.archive                   # what the courier carries to the intake
    built.left_out                  # the names of the PDFs, where this machine cannot make them

It takes a `ProtectedTable` and nothing else that holds a number.
Specification: `docs/release-format.md`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from grievance.disclosure.figures import rows
from grievance.envelope.period import Period
from grievance.publishing.brief import brief_pdf
from grievance.publishing.codebook import codebook_csv
from grievance.publishing.errors import PdfNotHere
from grievance.publishing.package import package_json
from grievance.publishing.pictures import pictures
from grievance.publishing.readme import readme_md
from grievance.publishing.workbook import workbook_xlsx
from grievance.release import names
from grievance.release.archive import packed
from grievance.release.ceilings import PERIODS, ceilings
from grievance.release.document import Contents, Release, Status, signed_release
from grievance.release.measurements import measurements_csv
from grievance.release.noise import sigmas
from grievance.release.reading import LANGUAGES
from grievance.release.rows import Ceiling
from grievance.release.table import table_csv
from grievance.release.verify import verify_files

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from grievance.disclosure.protected import ProtectedTable
    from grievance.opening.keys import SigningKey

    Brief = Callable[[Contents, str], bytes]


@dataclass(frozen=True)
class Terms:
    """What a release says that the measurement does not know.

    `names` are the organisation's, `reason` why there is a new revision, by language; `notes` are
    what it writes to a row itself, by the row's key and then by language. `previous`
    and `replaces` are hashes (hex) of the `release.json` of the period and the revision before.
    """

    names: Mapping[str, str]
    previous: str | None
    revision: int = 1
    replaces: str | None = None
    reason: Mapping[str, str] | None = None
    notes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Built:
    """The files of a release by name, and what was signed; `left_out` names the missing PDFs."""

    files: Mapping[str, bytes]
    release: Release
    left_out: tuple[str, ...] = ()

    @cached_property
    def archive(self) -> bytes:
        """All files in one archive; the same bytes each time."""
        return packed(self.files)


def build(table: ProtectedTable, terms: Terms, key: SigningKey, brief: Brief = brief_pdf) -> Built:
    """Return the release of a measurement, signed and verified; `brief` prints it in a language."""
    contents = contents_of(table, terms)
    # 1. What others count with.
    files = {
        names.MEASUREMENTS: measurements_csv(table.plan, table.view, table.counts),
        names.TABLE: table_csv(table.plan, contents.rows, table.counts),
        names.CODEBOOK: codebook_csv(contents),
        names.WORKBOOK: workbook_xlsx(contents, table.counts),
        **pictures(contents),
    }
    files[names.PACKAGE] = package_json(contents, files)
    # 2. What people read.
    printed = _briefs(contents, brief)
    files |= printed
    files |= {
        names.readme(language): readme_md(contents, language, has_brief=bool(printed))
        for language in LANGUAGES
    }
    left_out = () if printed else tuple(map(names.brief, LANGUAGES))
    # 3. The signature over the hash of each.
    return signed(contents, files, key, left_out)


def signed(
    contents: Contents, files: Mapping[str, bytes], key: SigningKey, left_out: tuple[str, ...] = ()
) -> Built:
    """Return `files` with the signed document that lists them; verified as a reader would."""
    hashes = {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
    raw = signed_release(replace(contents, files=hashes), key.public, key.sign)
    all_files = {**files, names.RELEASE: raw}
    return Built(all_files, verify_files(all_files, key.public), left_out)


def contents_of(table: ProtectedTable, terms: Terms) -> Contents:
    """Return what a release of `table` says, before its files are listed."""
    plan, period = table.plan, Period.parse(table.plan.period)
    return Contents(
        organisation=table.organisation,
        names=terms.names,
        period=plan.period,
        first=period.first,
        last=period.last,
        view=table.view,
        revision=terms.revision,
        replaces=terms.replaces,
        reason=terms.reason,
        status=Status.PUBLISHED,
        edition=plan.edition,
        plan=plan,
        drawn=table.drawn,
        journal_head=table.journal_head,
        ledger_head=table.ledger_head,
        previous=terms.previous,
        rows=rows(table),
        notes=terms.notes,
        ceilings=tuple(
            Ceiling(one.about, one.periods, one.guess, one.guess_vouched)
            for periods in PERIODS
            for one in ceilings(plan, periods)
        ),
        sigmas=sigmas(plan, table.view),
        files={},
    )


def _briefs(contents: Contents, brief: Brief) -> dict[str, bytes]:
    """Return the PDFs, or none where this machine cannot make them."""
    try:
        return {names.brief(language): brief(contents, language) for language in LANGUAGES}
    except PdfNotHere:
        return {}
