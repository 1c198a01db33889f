"""What views ask before they do something, for the request that is being answered."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from flask import g, request

from grievance.web.common import csrf
from grievance.web.intake.floods.networks import network_of
from grievance.web.intake.floods.refusals import Refused, TooQuick, TrapFilled
from grievance.web.intake.intake import intake
from grievance.web.intake.slips import slip_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from flask import Flask, Response

    from grievance.web.intake.floods.limits import Action
    from grievance.web.intake.floods.networks import Network

TRAP = "website"
"""A field that nobody sees: programs that fill in every field fill it in."""


def install(app: Flask) -> None:
    """Say with every refusal of `app` when to try again, where that is known (RFC 9110, 10.2.3)."""
    app.after_request(_say_when)


def admit(action: Action) -> None:
    """Count `action`; raises `TooMany`. Ask before anything is looked up."""
    with _noted():
        intake().floods.admit(action, _network())


def admit_erasing() -> Callable[[], None]:
    """Count a step that erases something or nothing; raises `TooMany` and `AtOnce`.

    Returns what is to be called when it is done, as `admit_sending` does.
    """
    with _noted():
        intake().floods.admit_erasing(_network())
    return _count_nothing


def admit_sending(typed: Mapping[str, Sequence[str]]) -> Callable[[], None]:
    """Let a testimony be sent, always with a slip that waits; return what counts it when it is.

    `typed` has a slip of the right form, or none. What could not be stored counts for nobody.
    Raises `WeekFull`, `TooMany` and `StoreError`.
    """
    if vouches(typed):
        return _count_nothing
    with _noted():
        return intake().floods.admit_sending(_network(), intake().store)


def vouches(typed: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether a slip that waits was typed; raises `BadSlipCode`."""
    digest = slip_hash(typed)
    return digest is not None and intake().store.slip_waits(digest)


def check_form(trap: Sequence[str]) -> None:
    """Look how the form was filled in; `trap`: what stood in the field that nobody sees.

    Raises `TrapFilled` and `TooQuick`.
    """
    took = csrf.age()
    least = intake().settings.thinking
    with _noted():
        if any(trap):
            raise TrapFilled
        if took is not None and took < least:
            raise TooQuick(least - took)


def _count_nothing() -> None:
    """Do nothing: it was counted already, or never is."""


def _network() -> Network:
    return network_of(request.environ.get("REMOTE_ADDR", ""))


@contextmanager
def _noted() -> Iterator[None]:
    try:
        yield
    except Refused as problem:
        g.refused = problem
        raise


def _say_when(response: Response) -> Response:
    refused: Refused | None = g.get("refused")
    if refused is not None and refused.wait and response.status_code == refused.status:
        response.headers["Retry-After"] = str(refused.wait)
    return response
