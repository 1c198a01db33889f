"""Workers who plant a canary in every place of a request that can hold a text."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from grievance.questionnaire.edition_2026_1 import EDITION
from tests.attacks.canary import Canaries
from tests.attacks.coming_back import (
    answer,
    bring_slips,
    call_in_vain,
    correct,
    take_back,
    write_back,
)
from tests.attacks.visitor import Visitor
from tests.telling import LANGUAGES, Move, everything

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.envelope.slip import SlipCode
    from tests.machine import Intake

ADDRESS, FORWARDED = "127.0.0.77", "203.0.113.77"
CHOSEN = ("content_moderation", "harm.exposure", "Annotation House Nairobi", "platform_account")
LARGEST_BODY = 256 * 1024  # bytes
PATIENCE = 20.0  # seconds


def plant(served: Intake) -> Canaries:
    """Tell, save, go astray and run into mistakes; return everything that was planted."""
    canaries = Canaries(address=ADDRESS, forwarded=FORWARDED)
    canaries |= {f"question {one}": one for one in EDITION.questions}
    canaries |= {f"answer {one}": one for one in CHOSEN}
    headers = {
        "User-Agent": f"Mozilla/5.0 {canaries.plain('user agent')}",
        "Referer": f"https://forum.example/{canaries.plain('referrer')}",
        "X-Forwarded-For": FORWARDED,
        "Forwarded": f"for={FORWARDED};host={canaries.plain('host')}",
        "Cookie": f"tracker={canaries.plain('another cookie')}",
    }

    def somebody() -> Visitor:
        return Visitor(served.base, ADDRESS, headers)

    slip = bring_slips(served, canaries)
    for language in LANGUAGES:
        _tell(somebody(), language, served, slip, canaries)
    answer(served, canaries)
    write_back(somebody(), served, canaries)
    correct(somebody(), served, canaries)
    take_back(somebody(), canaries)
    call_in_vain(somebody(), served, canaries)
    _save(somebody(), canaries)
    _stop_halfway(somebody(), canaries)
    _go_astray(somebody(), canaries)
    for name, request in _unreadable(canaries).items():
        _send_raw(served, request, name)
    return canaries


def _tell(
    visitor: Visitor, language: str, served: Intake, slip: SlipCode, canaries: Canaries
) -> None:
    """Tell everything; the first redeems the slip, who comes later types it in vain."""
    chosen = tuple(one.card.organisation for one in served.organisations)
    story = canaries.fresh(f"story {language}")
    told = everything(f"{story}. Call me on 0712 000 123, Jane Wanjiru.", chosen)
    *told, check = (_planted(move, language, canaries) for move in told)
    typed = {"slip": (slip.grouped,)}
    if language == LANGUAGES[0]:
        told.append(Move(check.at, typed))
    else:
        told += [Move(check.at, typed, mistake=True), Move(check.at, {"slip": ("",)})]
    visitor.tell(language, told)
    canaries.keep(visitor, language)
    visitor.press({"number": (canaries.plain(f"wrong number {language}"),)}, "check")
    visitor.press({"number": (canaries[f"number {language}"],)}, "check")
    assert visitor.status == 200


def _planted(move: Move, language: str, canaries: Canaries) -> Move:
    """Put canaries where the worker's own words, or wrong ones, can stand."""
    fill = dict(move.fill)
    for name, (value, *_) in move.fill.items():
        planted = f"{name} {value} {language}"
        if value == "Annotation House Nairobi":
            fill[name] = (f"{value} {canaries.fresh(planted)}",)
        elif value in {"many", "?"}:
            fill[name] = (canaries.fresh(planted),)
    return Move(move.at, fill, move.mistake)


def _save(visitor: Visitor, canaries: Canaries) -> None:
    """Save halfway, and try to come back with something that is no number."""
    visitor.tell("fr", everything("", ())[:4])
    visitor.press({"work.employer_other": (canaries.fresh("employer saved"),)}, "save")
    canaries.keep(visitor, "saved")
    visitor.get("/fr/return")
    visitor.press({"number": (canaries.plain("wrong number"),)})
    assert visitor.status == 422


def _stop_halfway(visitor: Visitor, canaries: Canaries) -> None:
    """Leave a draft behind."""
    visitor.tell("sw", everything("", ())[:4])
    visitor.press({"work.employer_other": (canaries.fresh("employer left"),)})
    visitor.press({"pay.amount": (canaries.fresh("amount left"),)}, "back")
    canaries.keep(visitor, "left")


def _go_astray(visitor: Visitor, canaries: Canaries) -> None:
    """Ask for what is not there, send too much or something else, and meet our own mistakes."""
    lost = canaries.plain("address")
    query = canaries.plain("query")
    for path, status in ((f"/en/{lost}", 404), (f"/en/?{query}", 200), (f"/en/tell/{lost}", 404)):
        visitor.get(path)
        assert visitor.status == status
    typed = [("start.adult", canaries.fresh("forged choice")), (canaries.plain("field"), "1")]
    for path, more, status in (
        ("/en/tell/start", "csrf_token", 400),
        ("/en/safety", "posted nowhere", 405),
        ("/en/broken", "mistake inside", 500),
        (f"/broken-outside?{canaries.plain('query outside')}", "mistake outside", 500),
    ):
        visitor.send(path, [*typed, (more, canaries.fresh(more))])
        assert visitor.status == status, (path, visitor.status)
    visitor.send("/en/tell/story", [("story.text", canaries.fresh("too much") * 20_000)])
    assert visitor.status == 413


def _unreadable(canaries: Canaries) -> Mapping[str, bytes]:
    """Return requests that gunicorn itself refuses, or that end before they are whole."""

    def word(name: str) -> bytes:
        return canaries.plain(name).encode()

    return {
        "no request": b"%s\r\n\r\n" % word("no request"),
        "bad header": b"GET / HTTP/1.1\r\nHost: x\r\n%s\r\n\r\n" % word("bad header"),
        "bad version": b"GET /%s HTTP/9.9\r\n\r\n" % word("bad version"),
        "long line": b"GET /%s HTTP/1.1\r\n\r\n" % (word("long line") * 400),
        "large header": b"GET / HTTP/1.1\r\nX-A: %s\r\n\r\n" % (word("large header") * 400),
        "bad length": b"POST /en/tell/start HTTP/1.1\r\nContent-Length: %s\r\n\r\n"
        % word("bad length"),
        "bad coding": b"POST / HTTP/1.1\r\nTransfer-Encoding: %s\r\n\r\n" % word("bad coding"),
        "half a body": b"POST /en/tell/start HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\na=%s" % word("half a body"),
        "odd path": b"GET /\xff%%ff%s HTTP/1.1\r\nHost: x\r\n\r\n" % word("odd path"),
        "half a header": b"GET / HTTP/1.1\r\nUser-Agent: %s" % word("half a header"),
    }


def _send_raw(served: Intake, request: bytes, name: str) -> None:
    host = urlsplit(served.base)
    to = (host.hostname or "", host.port or 0)
    with socket.create_connection(to, PATIENCE, source_address=(ADDRESS, 0)) as line:
        line.sendall(request)
        line.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: line.recv(65_536), b""))
    assert b"Canary" not in answer, name
