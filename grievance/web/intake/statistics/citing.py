"""How to cite what a page shows: in words and for a bibliography, with what proves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.questionnaire.text import say
from grievance.release.described import citation as cited
from grievance.web.intake.statistics.period_words import period_name
from grievance.wording.fallback import name_in

if TYPE_CHECKING:
    from grievance.web.intake.statistics.published import Published
    from grievance.wording.speaker import Speaker

_WORDS = say("citation", "%(cited)s %(name)s. SHA-256 %(hash)s. %(address)s")
_TITLE = say("citation", "Statistics from testimonies: %(name)s, %(period)s")
_NOTE = say("citation", "Revision %(revision)s. Blurred figures. SHA-256 %(hash)s")
_SPECIAL = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


@dataclass(frozen=True)
class Citation:
    """A citation of one page."""

    words: str
    bibtex: str


def citation(one: Published, key: str, name: str, address: str, tongue: Speaker) -> Citation:
    """Return how to cite the row or question `key`, which the page calls `name`."""
    release = one.release
    said = {
        "cited": cited(release, tongue),
        "name": name,
        "period": period_name(one.period, tongue).replace("\N{NO-BREAK SPACE}", " "),
        "revision": tongue.number(release.revision),
        "hash": release.sha256,
        "address": address,
    }
    fields = {
        "author": f"{{{_escaped(name_in(release.names, tongue.language))}}}",
        "title": f"{{{_escaped(tongue.text(_TITLE, **said))}}}",
        "year": str(release.drawn.year),
        "note": _escaped(tongue.text(_NOTE, **said)),
        "url": address,
    }
    id_ = f"{one.organisation}-{one.period}-{key}"
    lines = [f"  {field} = {{{value}}}" for field, value in fields.items()]
    bibtex = ",\n".join([f"@misc{{{id_}", *lines]) + "\n}"
    return Citation(tongue.text(_WORDS, **said), bibtex)


def _escaped(text: str) -> str:
    """Return a text in which BibTeX finds no sign of its own."""
    return text.translate(_SPECIAL)
