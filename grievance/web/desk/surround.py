"""What stands around every page of the desk: the menu, who is signed in, the languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request, url_for

from grievance.web.common.pages import Page
from grievance.web.desk import menu
from grievance.web.desk.desk import desk
from grievance.wording.languages import REVIEWED, languages, negotiate, own_name
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.casebook.permissions import Actor


def page(
    template: str,
    language: str,
    actor: Actor | None,
    *,
    status: int = 200,
    **values: object,
) -> Page:
    """Return a page of the desk with its surroundings; `actor` None before signing in.

    A template that draws a form gets `form_fields`, `page_problems` and `has_problems` where its
    view passes none.
    """
    usual = {"form_fields": (), "page_problems": (), "has_problems": False, "section": ""}
    around = {**surroundings(language, actor), **usual, **values}
    return Page(f"desk/{template}.html", language, around, None, status)


def surroundings(language: str, actor: Actor | None) -> Mapping[str, object]:
    """Return what every page shows; `here` links this page in the other languages."""
    tongue = speaker(language)
    return {
        "demo": desk().settings.demo,
        "unreviewed": language not in REVIEWED,
        "home": url_for("start" if actor else "sign_in", language=language),
        "languages": [(code, own_name(code)) for code in languages()],
        "here": _here(),
        "layout": "desk/page.html",
        "actor": actor,
        "menu": [
            (url_for(one.endpoint, language=language), tongue.text(one.words), one.endpoint)
            for one in (menu.entries(actor) if actor else ())
        ],
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
    if "language" not in arguments:
        return None
    asked = request.args.to_dict()
    # Parameters are those of our own lists; a name that `url_for` reads for itself is none.
    kept = {
        name: value
        for name, value in asked.items()
        if not name.startswith("_") and name != "endpoint"
    }
    return {
        code: url_for(request.endpoint, **{**kept, **arguments, "language": code})
        for code in languages()
    }
