"""After the telling: a courier that calls, and workers who come back with their secret number.

    slip = bring_slips(served, canaries)        # before anybody tells
    answer(served, canaries)                    # collects, and replies to who told in English
    write_back(visitor, served, canaries)       # reads the reply first

What the courier brings and takes is real and signed; calls that are refused carry canaries in every
place that a log could keep.
"""

from __future__ import annotations

import time
from base64 import b64decode
from datetime import UTC, datetime
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from grievance.courier.signing import Call, key_name, sign
from grievance.envelope.inbox import reply, seal_to_inbox
from grievance.envelope.keys import PublicKey
from grievance.envelope.slip import SlipCode
from tests.attacks.carrying import SmallDesk, courier_of
from tests.attacks.visitor import PATIENCE
from tests.telling import straight

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.attacks.canary import Canaries
    from tests.attacks.visitor import Visitor
    from tests.machine import Intake

_OCTETS = {"Content-Type": "application/octet-stream"}


def bring_slips(served: Intake, canaries: Canaries) -> SlipCode:
    """Let two slips wait; return the one that is to be redeemed."""
    redeemed = canaries.slip("slip redeemed", SlipCode.new())
    waiting = canaries.slip("slip waiting", SlipCode.new())
    union = served.organisations[0]
    assert courier_of(union, served.base).put_slips([redeemed.hash, waiting.hash]) == 2
    return redeemed


def answer(served: Intake, canaries: Canaries) -> None:
    """Take home what the first union may read, and reply to who told in English."""
    union = served.organisations[0]
    courier = courier_of(union, served.base)
    own = {one.id for one in served.stored() if one.key_id in union.keys}
    told = [payload for id_, payload in served.opened().items() if id_ in own]
    (account,) = (one for one in told if canaries["story en"] in str(one))
    desk = SmallDesk(courier)
    desk.collect()
    assert len(desk.spool) == 3
    public = PublicKey.from_bytes(b64decode(str(account["inbox"])))
    today = datetime.now(UTC).date()
    said = reply(union.card.organisation, canaries.fresh("reply"), "en", today)
    assert courier.reply(bytes.fromhex(str(account["mailbox"])), seal_to_inbox(said, public))


def write_back(visitor: Visitor, served: Intake, canaries: Canaries) -> None:
    """Read the reply, send a message, and leave another behind with a name in it."""
    to = (served.organisations[0].card.organisation,)
    _come_back(visitor, "en", canaries)
    assert canaries["reply"] in visitor.text
    visitor.press({"text": (canaries.fresh("message sent"),), "to": to})
    assert visitor.status == 200, visitor.said
    unsent = f"{canaries.fresh('message left')}. Call Jane Wanjiru on 0712 000 123."
    visitor.press({"text": (unsent,), "to": to})
    assert visitor.path == "/en/return/names", visitor.said
    canaries.keep(visitor, "came back")
    visitor.get("/en/tell/short")
    visitor.press({"slip": (canaries.plain("slip of a wrong form"),)})
    assert visitor.status == 422


def correct(visitor: Visitor, served: Intake, canaries: Canaries) -> None:
    """Tell in Swahili again, in other words, under the same number."""
    _come_back(visitor, "sw", canaries)
    visitor.get("/sw/return/correct")
    visitor.press({})
    chosen = tuple(one.card.organisation for one in served.organisations)
    moves = straight(canaries.fresh("story corrected"), chosen)
    visitor.tell("sw", [move for move in moves if move.at != "names"])
    assert visitor.path == "/sw/tell/done", visitor.said
    assert visitor.number == canaries["number sw"]


def take_back(visitor: Visitor, canaries: Canaries) -> None:
    """Take back what was told in French."""
    _come_back(visitor, "fr", canaries)
    visitor.get("/fr/return/withdraw")
    visitor.press({})
    assert visitor.path == "/fr/return/withdrawn", visitor.said


def call_in_vain(visitor: Visitor, served: Intake, canaries: Canaries) -> None:
    """Call as a courier does, with what must be refused, and once rightly from this address."""
    for path, status in (("slips", 401), (f"slips?{canaries.plain('call query')}", 401),
                         (canaries.plain("call path"), 404)):  # fmt: skip
        visitor.send(f"/courier/v1/{path}", [("call", canaries.plain(f"body of a {status}"))])
        assert visitor.status == status, visitor.said
    for name, body, status in (("card", b"{}", 422), ("slips", b"", 422), ("replies", b"?", 422)):
        said = canaries.plain(f"call to {name}").encode()
        assert _signed_call(visitor, served, canaries, name, body + said) == status, name


def _signed_call(
    visitor: Visitor, served: Intake, canaries: Canaries, name: str, body: bytes
) -> int:
    """Call with a signature that holds, keep what only this call had, return the status."""
    union = served.organisations[0]
    kind = {"Content-Type": "application/json"} if name == "card" else _OCTETS
    call = Call("POST", f"{served.base}/courier/v1/{name}", {**visitor.headers, **kind})
    key = key_name(union.card.organisation, union.courier.public)
    sign(call, body, key, union.courier.sign, time.time())
    canaries[f"nonce of a call to {name}"] = _nonce(call.headers)
    canaries[f"signature of a call to {name}"] = call.headers["Signature"].split(":")[1]
    line = HTTPConnection(
        urlsplit(served.base).netloc, timeout=PATIENCE, source_address=(visitor.address, 0)
    )
    line.request("POST", urlsplit(call.url).path, body, call.headers)
    answered = line.getresponse()
    answered.read()
    line.close()
    return answered.status


def _nonce(headers: Mapping[str, str]) -> str:
    return headers["Signature-Input"].partition('nonce="')[2].partition('"')[0]


def _come_back(visitor: Visitor, language: str, canaries: Canaries) -> None:
    visitor.get(f"/{language}/return")
    visitor.press({"number": (canaries[f"number {language}"],)})
    assert visitor.path == f"/{language}/return/messages", visitor.said
