"""The addresses of the statistics: pages in each language; tables and files in none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.web.intake.statistics import (
    compare_pages,
    data,
    downloads,
    figure_pages,
    published,
    responses,
    start,
)

if TYPE_CHECKING:
    from flask import Flask

_PERIOD = "/statistics/<organisation>/<period>"


def add_routes(app: Flask, prefix: str) -> None:
    """Add them to `app`; `prefix` is that of a page in a language."""
    published.install(app)
    responses.install(app)
    for path, name, view in (
        (f"{prefix}/statistics", "statistics", start.show_statistics),
        (f"{prefix}/statistics/compare", "compare", compare_pages.show_compare),
        (f"{prefix}{_PERIOD}", "period", figure_pages.show_period),
        (f"{prefix}{_PERIOD}/<key>", "figures", figure_pages.show_figures),
        ("/statistics.json", "statistics.json", data.send_list),
        ("/statistics/compare.json", "compare.json", compare_pages.send_compared),
        (f"{_PERIOD}/<key>.json", "figures.json", data.send_figures),
        (f"{_PERIOD}/<int:revision>/<path:name>", "release_file", downloads.send_file),
    ):
        app.add_url_rule(path, name, view, methods=["GET"])
