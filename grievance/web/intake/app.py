"""The intake's Flask app: routes and nothing else; each view lives with what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.owners import require_user
from grievance.web.common import app as common
from grievance.web.intake import (
    checking,
    come_back,
    correcting,
    courier,
    done,
    ending,
    leaving,
    message_names,
    messages,
    names,
    narrowing,
    plain_pages,
    problems,
    short,
    telling,
    withdrawing,
)
from grievance.web.intake.floods import gate
from grievance.web.intake.floods.onion import OnionListener
from grievance.web.intake.going import address
from grievance.web.intake.intake import Intake
from grievance.web.intake.private_keys import refuse_private_keys
from grievance.web.intake.statistics import routes as statistics
from grievance.wording.languages import languages

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from flask import Flask

    from grievance.settings import IntakeSettings

LARGEST_BODY = 256 * 1024  # bytes
ASSETS = ("grievance.css", "statistics.css", "leave.js")


def create_app(settings: IntakeSettings, clock: Callable[[], datetime]) -> Flask:
    """Return the intake for `settings`; `clock` gives the moment in UTC.

    Raises `GrievanceError` for anything that would make it unsafe to start: a private key within
    reach, folders of another user, drafts on a disk, a bad row in the operator's data.
    """
    for folder in (settings.data, settings.drafts):
        require_user(folder)
    refuse_private_keys(settings)
    # First, because it refuses drafts on a disk, where the key of the cookies must not be either.
    intake = Intake.open(settings, clock)
    cookie_key = settings.drafts / "cookie-key"
    app = common.create("intake", ASSETS, cookie_key, now=lambda: clock().timestamp())
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_BODY
    app.extensions["grievance"] = intake
    app.add_template_global(address, "url_for")
    app.extensions["tidy"] = intake.tidy  # the worker calls it while nobody comes
    if settings.behind_proxy:
        common.trust_one_proxy(app, addresses=True)
    if settings.onion_bind:  # outermost: it takes away what the proxy would be believed
        app.wsgi_app = OnionListener(app.wsgi_app, settings.onion_bind)  # type: ignore[method-assign]
    problems.install(app)
    gate.install(app)
    _add_routes(app)
    if settings.authority:
        courier.add_routes(app)
    return app


def _add_routes(app: Flask) -> None:
    prefix = f"/<any({', '.join(languages())}):language>"
    app.add_url_rule("/", "root", plain_pages.show_root)
    app.add_url_rule("/leave", "leave", leaving.leave)
    app.add_url_rule(f"{prefix}/", "landing", plain_pages.show_landing)
    statistics.add_routes(app, prefix)
    for path, name, show, post in (
        ("/tell/short", "short", short.show_short, short.post_short),
        ("/tell/names", "names", names.show_names, names.post_names),
        ("/tell/check", "check", checking.show_check, checking.post_check),
        ("/tell/done", "done", done.show_done, done.post_done),
        ("/tell/<step>", "step", telling.show_step, telling.post_step),
        ("/return", "come_back", come_back.show_come_back, come_back.post_come_back),
        ("/return/messages", "messages", messages.show_messages, messages.post_messages),
        (
            "/return/names",
            "message_names",
            message_names.show_message_names,
            message_names.post_message_names,
        ),
        ("/return/correct", "correct", correcting.show_correct, correcting.post_correct),
        ("/return/readers", "readers", narrowing.show_readers, narrowing.post_readers),
        ("/return/withdraw", "withdraw", withdrawing.show_withdraw, withdrawing.post_withdraw),
    ):
        app.add_url_rule(prefix + path, name, show, methods=["GET"])
        app.add_url_rule(prefix + path, f"{name}.post", post, methods=["POST"])
    app.add_url_rule(f"{prefix}/return/end", "end", ending.post_end, methods=["POST"])
    for path, name, view in (
        ("/tell/saved", "saved", done.show_saved),
        ("/tell/finished", "finished", plain_pages.show_finished),
        ("/tell/stop", "stop", plain_pages.show_stop),
        ("/return/withdrawn", "withdrawn", withdrawing.show_withdrawn),
        ("/about/<name>", "about", plain_pages.show_about),
        ("/<name>", "page", plain_pages.show_page),
    ):
        app.add_url_rule(prefix + path, name, view, methods=["GET"])
