"""The template: every sentence a reader can meet, out of Python, Jinja and the grievance codes."""

from __future__ import annotations

import csv
from codecs import getreader
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

Extracted = tuple[int, str, tuple[str, str], list[str]]

KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    # The questionnaire's marker: say("pay.amount", "How much were you paid?")
    "say": ((1, "c"), 2),
    # The headings over grievance codes: Group("pay", "Pay")
    "Group": ((1, "c"), 2),
}


def grievance_codes(
    file: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[Extracted]:
    """Yield the label of each grievance code, in the context `grievance.<code>` .

    Babel's signature for an extraction method; the table has no keywords, comments or options.
    """
    del keywords, comment_tags, options
    rows = csv.DictReader(getreader("utf-8")(file))
    for row in rows:
        yield rows.line_num, "pgettext", (f"grievance.{row['code']}", row["label"]), []


def deadline_templates(
    file: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[Extracted]:
    """Yield the title of each template of a deadline, in the context `deadline.<id>`."""
    del keywords, comment_tags, options
    rows = csv.DictReader(getreader("utf-8")(file))
    for row in rows:
        yield rows.line_num, "pgettext", (f"deadline.{row['id']}", row["title"]), []


def template(root: Path) -> Catalog:
    """Return all messages of the source tree under `root`, located by file."""
    catalogue = Catalog(
        header_comment="# The messages of Grievance, in English.\n# AGPL-3.0-or-later.",
        fuzzy=False,
    )
    found = extract_from_dir(
        root / "grievance",
        method_map=[
            ("**.py", "python"),
            ("templates/**", "jinja2"),
            ("reference/grievance_codes.csv", f"{__name__}:grievance_codes"),
            ("casebook/cases/deadline_templates.csv", f"{__name__}:deadline_templates"),
        ],
        # Jinja's extractor passes over a template it cannot read, unless told not to.
        options_map={"templates/**": {"silent": "false", "encoding": "utf-8"}},
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for name, line, message, comments, context in found:
        place = (f"grievance/{Path(name).as_posix()}", line)
        catalogue.add(message, None, [place], auto_comments=comments, context=context)
    return catalogue
