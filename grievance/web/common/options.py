"""Long lists of a form (249 countries, 154 currencies): drawn once, then only marked.

A page that shows what somebody typed is drawn anew, but its lists are the same for everyone.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Collection

    from flask import Flask

    from grievance.forms.choices import Group

LISTS = 1024
"""How many lists a process keeps: three languages, and currencies for each country."""


def install(app: Flask) -> None:
    """Give templates `options(groups, typed)`: the options of a list, those typed selected."""

    @lru_cache(maxsize=LISTS)
    def drawn(groups: tuple[Group, ...]) -> str:
        return app.jinja_env.get_template("shared/options.html").render(groups=groups)

    def options(groups: tuple[Group, ...], typed: Collection[str]) -> Markup:
        html = drawn(groups)
        for code in typed:
            value = f'value="{escape(code)}"'
            html = html.replace(f"{value}>", f"{value} selected>", 1)
        return Markup(html)  # noqa: S704 - drawn by an escaping template, marked by an escaped code

    app.add_template_global(options, "options")
