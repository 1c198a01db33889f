"""The templates of a release, for those who build one: no page of a web app is seen from here."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined

_TEMPLATES = Path(__file__).parents[1] / "templates" / "release"


@cache
def _environment() -> Environment:
    # Everything is escaped, also in SVG: names of employers come from an operator's file.
    return Environment(
        loader=PrefixLoader({"release": FileSystemLoader(_TEMPLATES)}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def drawn(template: str, **values: object) -> str:
    """Return a template of the zone `release`, filled."""
    return _environment().get_template(f"release/{template}").render(values)
