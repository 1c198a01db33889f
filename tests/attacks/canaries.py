"""Workers who plant a canary in every place of a request that can hold a text."""

from __future__ import annotations

import json
import secrets
import socket
import zlib
from base64 import urlsafe_b64decode
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from grievance.questionnaire.edition_2026_1 import EDITION
from tests.attacks.visitor import Visitor
from tests.telling import LANGUAGES, Move, everything

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.machine import Intake

ADDRESS, FORWARDED = "127.0.0.77", "203.0.113.77"
CHOSEN = ("content_moderation", "harm.exposure", "Annotation House Nairobi", "platform_account")
LARGEST_BODY = 256 * 1024  # bytes
PATIENCE = 20.0  # seconds


class Canaries(dict[str, str]):
    """What is looked for, by what it is; `fresh` makes one that occurs nowhere else."""

    def fresh(self, name: str) -> str:
        """Return a new canary, in letters of three languages."""
        self[name] = f"Ségou ng’ombe {secrets.token_hex(12)}"
        return self[name]

    def plain(self, name: str) -> str:
        """Return a new canary of letters and digits, for where nothing else may stand."""
        self[name] = f"Canary{secrets.token_hex(12)}"
        return self[name]


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
    for language in LANGUAGES:
        visitor = Visitor(served.base, ADDRESS, headers)
        _tell(visitor, language, served, canaries)
    _save(Visitor(served.base, ADDRESS, headers), canaries)
    _stop_halfway(Visitor(served.base, ADDRESS, headers), canaries)
    _go_astray(Visitor(served.base, ADDRESS, headers), canaries)
    for name, request in _unreadable(canaries).items():
        _send_raw(served, request, name)
    return canaries


def _tell(visitor: Visitor, language: str, served: Intake, canaries: Canaries) -> None:
    chosen = tuple(one.card.organisation for one in served.organisations)
    story = canaries.fresh(f"story {language}")
    told = everything(f"{story}. Call me on 0712 000 123, Jane Wanjiru.", chosen)
    visitor.tell(language, [_planted(move, language, canaries) for move in told])
    _keep(visitor, language, canaries)
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
    _keep(visitor, "saved", canaries)
    visitor.get("/fr/return")
    visitor.press({"number": (canaries.plain("wrong number"),)})
    assert visitor.status == 422


def _stop_halfway(visitor: Visitor, canaries: Canaries) -> None:
    """Leave a draft behind."""
    visitor.tell("sw", everything("", ())[:4])
    visitor.press({"work.employer_other": (canaries.fresh("employer left"),)})
    visitor.press({"pay.amount": (canaries.fresh("amount left"),)}, "back")
    _keep(visitor, "left", canaries)


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


def _keep(visitor: Visitor, name: str, canaries: Canaries) -> None:
    """Note the secrets that only this visitor may have: its cookie and the secret number."""
    number = visitor.number
    if number:
        canaries[f"number {name}"] = number
        canaries[f"number {name}, joined"] = number.replace(" ", "")
    cookie = visitor.cookies["__Host-grievance"]
    canaries[f"cookie {name}"] = cookie
    for key, value in _inside(cookie).items():
        canaries[f"{key} in cookie {name}"] = value


def _inside(cookie: str) -> dict[str, str]:
    """Return what a signed cookie of Flask holds."""
    coded = cookie.removeprefix(".").partition(".")[0]
    body = urlsafe_b64decode(coded + "=" * (-len(coded) % 4))
    text = zlib.decompress(body) if cookie.startswith(".") else body
    return {key: str(value) for key, value in json.loads(text).items() if len(str(value)) > 12}
