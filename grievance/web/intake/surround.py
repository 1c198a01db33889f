"""What stands around every page of the intake: operator, languages, the way home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request, url_for

from grievance.web.common.pages import Page
from grievance.web.intake.going import address
from grievance.web.intake.intake import intake
from grievance.wording.languages import REVIEWED, languages, negotiate, own_name

if TYPE_CHECKING:
    from collections.abc import Mapping


def page(
    template: str,
    language: str,
    *,
    status: int = 200,
    country: str | None = None,
    **values: object,
) -> Page:
    """Return a page of the intake with its surroundings."""
    around = {**surroundings(language), **values}
    return Page(f"intake/{template}.html", language, around, country, status)


def surroundings(language: str) -> Mapping[str, object]:
    """Return what every page shows; `here` links this page in the other languages."""
    settings = intake().settings
    return {
        "operator": settings.operator,
        "contact": settings.contact,
        "demo": settings.demo,
        "unreviewed": language not in REVIEWED,
        "home": address("landing", language=language),
        "languages": [(code, own_name(code)) for code in languages()],
        "here": _here(),
        "layout": "intake/page.html",
    }


def spoken_language() -> str:
    """Return the language of the address, else the one the browser asks for."""
    in_address = (request.view_args or {}).get("language")
    first = in_address or request.path.strip("/").partition("/")[0]
    return first if first in languages() else negotiate(request.headers.get("Accept-Language", ""))


def _here() -> dict[str, str] | None:
    """Return this page's address in each language; None where it has none."""
    if request.endpoint is None or request.method not in {"GET", "HEAD"}:
        return None
    arguments = dict(request.view_args or {})
    if "language" not in arguments and request.endpoint != "root":
        return None
    endpoint = "landing" if request.endpoint == "root" else request.endpoint
    return {code: url_for(endpoint, **{**arguments, "language": code}) for code in languages()}
