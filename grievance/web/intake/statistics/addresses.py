"""Where the pages, tables and files of a release are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from grievance.release.rows import Kind
from grievance.web.intake.intake import intake

if TYPE_CHECKING:
    from grievance.store.rows import StoredRelease
    from grievance.web.intake.statistics.published import Published

EVERYONE = Kind.EVERYONE.value
TOPIC = "topic."
"""What the address of a question begins with, where that of a row has its kind."""


def page_address(one: Published, key: str, language: str) -> str:
    """Return the address of a row or a question, by key."""
    return url_for(
        "figures", language=language, organisation=one.organisation, period=one.period, key=key
    )


def table_address(one: Published, key: str) -> str:
    """Return the address of the same as JSON, which is of no language."""
    return url_for("figures.json", organisation=one.organisation, period=one.period, key=key)


def file_address(kept: StoredRelease, name: str) -> str:
    """Return the address of a file of a revision."""
    return url_for(
        "release_file",
        organisation=kept.organisation,
        period=kept.period,
        revision=kept.revision,
        name=name,
    )


def absolute(path: str) -> str:
    """Return the whole address of a path here, as it is cited; the path where no host is set.

    The host comes from the settings: what a request names as its host is not to be believed.
    """
    named = intake().settings.authority
    if not named:
        return path
    host = named[0].rpartition(":")[0] or named[0]
    plain = host.endswith((".onion", "localhost")) or host.startswith(("127.", "[::1]"))
    return f"{'http' if plain else 'https'}://{named[0]}{path}"
