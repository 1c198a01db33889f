"""The sheet of slips: to be printed, cut and shuffled by hand; as PDF, or as plain text.

    pdf_sheet(codes, "https://tell.example.org", "fr")     # raises PdfNotHere without pango
    text_sheet(codes, "https://tell.example.org", "fr")

The picture (QR) holds the address alone: a code in an address would be kept by browsers and told to
whoever watches the line.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import segno

from grievance.casebook.errors import CasebookError
from grievance.questionnaire.text import say
from grievance.wording.languages import languages
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grievance.envelope.slip import SlipCode

_HIGH, _MOST_ROWS = 262.5, 5
"""Millimetres of a page that slips fill, two in a row; of them a slip needs so many:"""
_HEAD, _A_LANGUAGE = 20.5, 10.6
_TITLE = say("printed slip", "Invitation slips")
_USE = say(
    "printed slip",
    "On this site you can tell about your work without giving your name. Where it asks for the "
    "code of a slip, type this one: it says that you were invited, not who you are.",
)
_CUT = say(
    "printed slip",
    "Cut along the lines and shuffle the slips before you hand them out. Write on no slip, and "
    "do not note who got which.",
)
_LINE = f"\n{'- ' * 36}\n\n"
_CSS = """
@page { size: A4; margin: 14mm 12mm 12mm; @top-left { content: "%(cut)s"; font: 8pt sans-serif; } }
body { margin: 0; font: 7pt/1.25 "DejaVu Sans", sans-serif; }
section { break-after: page; }
section:last-child { break-after: auto; }
article { float: left; width: 50%%; height: %(height)smm; overflow: hidden; }
article { border: .2mm dashed #777; padding: 2.5mm; box-sizing: border-box; }
article { position: relative; }
svg { position: absolute; left: 2.5mm; top: 2.5mm; width: 17mm; height: 17mm; }
.head { min-height: 18mm; padding-left: 19.5mm; }
.address { font-size: 8pt; font-weight: bold; overflow-wrap: anywhere; margin: 0; }
.code { font: bold 13pt "DejaVu Sans Mono", monospace; margin: 1.5mm 0 0; white-space: nowrap; }
.use { margin: 1mm 0 0; }
"""


class PdfNotHere(CasebookError):
    """The libraries that make a PDF are not on this machine."""

    status = 501

    def __init__(self) -> None:
        """Say which, and what to do without them."""
        super().__init__(
            "This machine cannot make a PDF: it lacks the library pango.",
            "Choose the sheet as plain text, or install it (Debian: libpango-1.0-0 "
            "libpangoft2-1.0-0 libharfbuzz-subset0).",
        )


def pdf_sheet(codes: Sequence[SlipCode], address: str, language: str) -> bytes:
    """Return the sheet as PDF, A4, ten slips a page in three languages; raises `PdfNotHere`.

    Each slip is in all languages; `language` is that of whoever prints it.
    """
    try:
        from weasyprint import HTML  # noqa: PLC0415 - as above
        from weasyprint.urls import URLFetcher  # noqa: PLC0415 - as above
    except OSError as problem:
        raise PdfNotHere from problem
    # It may ask for nothing: no style, picture or font comes from anywhere but this text.
    nothing = URLFetcher(allowed_protocols=())
    pdf = HTML(string=_html(codes, address, language), url_fetcher=nothing).write_pdf()
    return bytes(pdf)


def text_sheet(codes: Sequence[SlipCode], address: str, language: str) -> str:
    """Return the sheet as plain text (UTF-8), a line of dashes between two slips."""
    slips = ("\n\n".join((address, code.grouped, *_sentences())) for code in codes)
    parts = (speaker(language).text(_CUT), *slips)
    return _LINE.join(f"{part}\n" for part in parts)


def _sentences() -> list[str]:
    return [speaker(code).text(_USE) for code in languages()]


def _html(codes: Sequence[SlipCode], address: str, language: str) -> str:
    # In a style sheet's string neither of these two may stand as it is.
    cut = speaker(language).text(_CUT).replace("\\", "").replace('"', "”")
    picture = segno.make_qr(address, error="m").svg_inline(border=0, omitsize=True)
    uses = "".join(
        f'<p class="use" lang="{code}">{escape(speaker(code).text(_USE))}</p>'
        for code in languages()
    )
    slips = [_slip(one, address, picture, uses) for one in codes]
    rows = max(1, min(_MOST_ROWS, int(_HIGH // (_HEAD + _A_LANGUAGE * len(languages())))))
    pages = (slips[at : at + 2 * rows] for at in range(0, len(slips), 2 * rows))
    css = _CSS % {"cut": cut, "height": _HIGH / rows}
    body = "".join(f"<section>{''.join(page)}</section>" for page in pages)
    title = escape(speaker(language).text(_TITLE))
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{css}</style></head><body>{body}</body></html>"
    )


def _slip(code: SlipCode, address: str, picture: str, uses: str) -> str:
    return (
        f'<article>{picture}<div class="head"><p class="address">{escape(address)}</p>'
        f'<p class="code">{code.grouped}</p></div>{uses}</article>'
    )
