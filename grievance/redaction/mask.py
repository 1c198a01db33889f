"""Found words replaced by neutral placeholders.

    >>> mask("Call 0712 000 123", (Finding(5, 17, "phone"),))
    'Call [phone]'

The placeholders have one canonical ASCII form in the sealed text, whatever language it is in, so
that statistics, exports and caseworkers in any language read the same word. Pages translate them
for showing, and only for showing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.redaction.find import Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

PLACEHOLDERS = {
    "phone": "[phone]",
    "email": "[email]",
    "url": "[link]",
    "handle": "[handle]",
    "id": "[id]",
    "date": "[date]",
    "name": "[name]",
}


def mask(text: str, findings: Sequence[Finding], keep: Collection[int] = ()) -> str:
    """Return `text` with each finding replaced, except those whose index is in `keep`.

    `findings` are those of `find(text)`: sorted, inside the text, not overlapping. An index in
    `keep` that is no finding changes nothing: a forged form can only hide more, never less.
    """
    parts = []
    place = 0
    for index, finding in enumerate(findings):
        if index not in keep:
            parts += [text[place : finding.start], PLACEHOLDERS[finding.kind]]
            place = finding.end
    return "".join([*parts, text[place:]])


__all__ = ["PLACEHOLDERS", "Finding", "mask"]
