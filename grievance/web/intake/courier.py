"""The courier's addresses: machines call here, so answers are small JSON or sealed bytes.

No page, no cookie, nothing written down. Without GRIEVANCE_AUTHORITY there are no such addresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from grievance.clock import now
from grievance.courier.actions import ACTIONS
from grievance.courier.errors import ClockOff
from grievance.courier.server import Here, answer
from grievance.courier.signing import Call
from grievance.envelope.plain import canonical
from grievance.errors import GrievanceError
from grievance.web.common.app import take_in
from grievance.web.intake.intake import intake

if TYPE_CHECKING:
    from flask import Flask

    from grievance.courier.work import Action

PREFIX = "/courier/v1"


def add_routes(app: Flask) -> None:
    """Answer couriers under `PREFIX`; each address has its own limit for what it takes."""
    courier = Blueprint("courier", __name__, url_prefix=PREFIX)
    for name, action in ACTIONS.items():
        view = partial(_answer, action)
        courier.add_url_rule(f"/{name}", name, view, methods=[action.method])
    courier.url_value_preprocessor(_limit_body)
    courier.register_error_handler(HTTPException, _of_http)
    courier.register_error_handler(GrievanceError, _of_ours)
    app.register_blueprint(courier)


def _answer(action: Action) -> Response:
    here = intake()
    names = here.settings.authority or ()
    place = Here(here.store, names, here.clock(), now().timestamp())
    body = _Body(action.largest)
    try:
        answered = answer(_call(), body.read, action, place)
    except GrievanceError:
        # Refused by its headers: nothing else is looked at, but the answer has to arrive.
        if not body.is_over:
            take_in(request.environ["wsgi.input"])
        raise
    if isinstance(answered, bytes):
        return Response(answered, mimetype="application/octet-stream")
    return _json(answered, 200)


def _call() -> Call:
    query = request.query_string.decode("latin-1")
    url = f"{request.path}?{query}" if query else request.path
    return Call(request.method, url, dict(request.headers))


def _limit_body(endpoint: str | None, _values: object) -> None:
    # Before anything looks at its length: in place of the limit for forms.
    request.max_content_length = ACTIONS[(endpoint or "").rpartition(".")[2]].largest


@dataclass
class _Body:
    """What a call carries, read when it is asked for; `is_over` when nothing of it is to come."""

    largest: int
    is_over: bool = False

    def __post_init__(self) -> None:
        # What is too large was taken in before, see `grievance.web.common.app`.
        self.is_over = (request.content_length or 0) > self.largest

    def read(self) -> bytes:
        """Return all of it; raises `RequestEntityTooLarge`."""
        stream, self.is_over = request.stream, True
        # Not `get_data`: it takes a body that is just as large as it may be for one that goes on.
        return stream.read(request.content_length or 0) if self.largest else b""


def _of_ours(problem: GrievanceError) -> Response:
    said: dict[str, object] = {"defect": problem.defect, "advice": problem.advice}
    if isinstance(problem, ClockOff):
        said["seconds"] = problem.seconds
    return _json(said, problem.status)


def _of_http(problem: HTTPException) -> Response:
    defect = f"{problem.name}."
    return _json({"defect": defect, "advice": problem.description or ""}, problem.code or 500)


def _json(value: dict[str, object], status: int) -> Response:
    return Response(canonical(value), status, mimetype="application/json")
