"""Who came back: the number typed at /return, sealed under the browser's secret as a draft is.

In a row of its own, so that answers begun in the same browser stay what they are. The number is
nowhere else: in no address, in no page, and in no cookie.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Self

from flask import session

from grievance.envelope.drafts import open_return, seal_return
from grievance.envelope.receipt import ReceiptCode
from grievance.envelope.refusals import EnvelopeRefused
from grievance.web.intake.draft import COOKIE, secret, small
from grievance.web.intake.intake import intake

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass
class Returned:
    """The number, and what is being done under it.

    `text` is a message not sent yet, `to` the organisation it is for, `ticked` what was ticked on
    a page that is not sent yet. Without a number (""), only the text is kept until one is typed.
    `tried` is the number under which the text was perhaps stored already, 0 for none.
    """

    code: str
    text: str = ""
    to: str = ""
    ticked: list[str] = field(default_factory=list)
    notice: str | None = None
    tried: int = 0

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Rebuild what we sealed ourselves."""
        return cls(**value)

    def receipt_code(self) -> ReceiptCode:
        """Return the number, checked when it was typed."""
        return ReceiptCode.parse(self.code)


def load() -> Returned | None:
    """Return who came back in this browser; None when nobody did, or too long ago."""
    kept = waiting()
    return kept if kept and kept.code else None


def waiting() -> Returned | None:
    """Return what is kept for this browser, with a number or without."""
    if COOKIE not in session:
        return None
    here, own = intake(), secret()
    sealed = here.drafts.get(own.return_id, here.clock().timestamp())
    if sealed is None:
        return None
    try:
        return Returned.from_json(open_return(own, sealed))
    except EnvelopeRefused:
        return None


def keep(returned: Returned) -> None:
    """Seal it under this browser's secret, for an hour from now; raises `TooLarge`."""
    here, own = intake(), secret()
    sealed = small(seal_return(own, asdict(returned)))
    here.drafts.put(own.return_id, sealed, here.clock().timestamp())


def forget() -> None:
    """Delete the number; answers begun in this browser stay."""
    if COOKIE in session:
        intake().drafts.delete(secret().return_id)
