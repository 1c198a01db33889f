"""`README.<language>.md`: what this is, what it says, how to check it and how to cite it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grievance.publishing.readme_words import (
    BRIEF,
    CHARTS,
    CITE,
    DATA,
    EXACT,
    FILES,
    HASHES,
    NO_BRIEF,
    OPEN_ROWS,
    RANGES,
    REASON,
    RESEARCHERS,
    SAYS,
    SIGMA,
    TITLE,
    VERIFY,
    VOUCHED,
    WITHDRAWN,
)
from grievance.release import names
from grievance.release.described import citation, period_words
from grievance.release.plan import View
from grievance.release.rows import Kind
from grievance.release.sentences import (
    BLURRED,
    NOT_ENOUGH,
    VOLUNTEERED,
    lead,
    stands_alone,
    testimonies,
)
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.questionnaire.text import Text
    from grievance.release.document import Contents
    from grievance.wording.speaker import Speaker

# What means something anywhere (CommonMark 0.31, section 2.4), and what begins a list.
_ACTIVE = re.compile(r"[\\`*_\[\]<>#|~&!]")
_LIST = re.compile(r"^([0-9]*)([-+=.)])")


def readme_md(contents: Contents, language: str, *, has_brief: bool) -> bytes:
    """Return the file (CommonMark, UTF-8); `has_brief` is whether the PDFs are there."""
    tongue = speaker(language)
    paragraphs = [
        *_head(contents, tongue),
        f"## {tongue.text(SAYS)}",
        *summary(contents, tongue),
        *map(tongue.text, (VOLUNTEERED, BLURRED, RANGES)),
        f"## {tongue.text(FILES)}",
        _files(tongue, has_brief=has_brief),
        tongue.text(VERIFY),
        "    grievance release verify release.zip",
        f"## {tongue.text(CITE)}",
        f"> {_plain(citation(contents, tongue))}",
        f"## {tongue.text(RESEARCHERS)}",
        *map(tongue.text, (EXACT, SIGMA)),
        _noise(contents),
        tongue.text(HASHES),
        _hashes(contents),
    ]
    return "".join(f"{one}\n\n" for one in paragraphs).rstrip("\n").encode() + b"\n"


def withdrawn_md(contents: Contents, language: str) -> bytes:
    """Return the file of a release that was withdrawn."""
    tongue = speaker(language)
    paragraphs = [*_head(contents, tongue), tongue.text(WITHDRAWN)]
    return "".join(f"{one}\n\n" for one in paragraphs).rstrip("\n").encode() + b"\n"


def summary(contents: Contents, tongue: Speaker) -> Iterator[str]:
    """Yield what all testimonies together say, a sentence for each question."""
    everyone = next(row for row in contents.rows if row.kind is Kind.EVERYONE)
    if not everyone.open:
        yield tongue.text(NOT_ENOUGH)
        return
    yield testimonies(everyone, tongue)
    figures = (everyone.figure(one.id) for one in contents.plan.histograms)
    said = (lead(figure, tongue) for figure in figures if stands_alone(figure))
    yield "\n".join(f"- {one}" for one in said if one)
    open_rows = sum(row.open for row in contents.rows)
    yield tongue.text(
        OPEN_ROWS, open=tongue.number(open_rows), all=tongue.number(len(contents.rows))
    )


def title(contents: Contents, tongue: Speaker) -> str:
    """Return the heading of a release."""
    return tongue.text(TITLE, period=period_words(contents, tongue))


def _head(contents: Contents, tongue: Speaker) -> Iterator[str]:
    yield f"# {title(contents, tongue)}"
    yield _plain(contents.names[tongue.language])
    if contents.view is View.VOUCHED:
        yield tongue.text(VOUCHED)
    if contents.reason:
        yield tongue.text(REASON, reason=_plain(contents.reason[tongue.language]))


def _files(tongue: Speaker, *, has_brief: bool) -> str:
    lines: list[tuple[str, Text]] = [*DATA.items(), ("charts/", CHARTS)]
    if has_brief:
        lines.append((names.brief(tongue.language), BRIEF))
    listed = "\n".join(f"- `{name}`: {tongue.text(words)}" for name, words in lines)
    return listed if has_brief else f"{listed}\n\n{tongue.text(NO_BRIEF)}"


def _noise(contents: Contents) -> str:
    lines = [
        f"| `{one.id}` | {contents.plan.rho(one, contents.view)} | {contents.sigmas[one.id]} |"
        for one in contents.plan.histograms
    ]
    return "\n".join(("| | rho | sigma |", "|---|---|---|", *lines))


def _hashes(contents: Contents) -> str:
    lines = {
        "plan": contents.plan.sha256,
        "ledger": contents.ledger_head,
        "journal": contents.journal_head,
        **({"previous": contents.previous} if contents.previous else {}),
        **({"replaces": contents.replaces} if contents.replaces else {}),
    }
    return "\n".join(f"- {name}: `{value}`" for name, value in lines.items())


def _plain(text: str) -> str:
    """Return a text of the organisation's that Markdown takes for nothing but text."""
    escaped = _ACTIVE.sub(r"\\\g<0>", text)
    return _LIST.sub(r"\g<1>\\\g<2>", escaped)
