"""How a call is signed: HTTP message signatures (RFC 9421), set as strictly as they go.

    sign(call, body, name, private.sign, now)      # at the desk: adds three headers
    signed = verify(call, authority, keys, now)    # at the intake: raises, or who and what

The library's defaults would take a signature for another host, of five hours ago, without a nonce,
over no body: everything that counts is demanded here. Time and keys are passed in.
"""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
)
from http_message_signatures.algorithms import ED25519
from http_message_signatures.digests import ContentDigest

from grievance.courier.errors import BodyChanged, ClockOff, NotSigned, UnknownCourier

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from http_message_signatures import VerifyResult

COMPONENTS = ("@method", "@authority", "@path", "@query", "content-digest")
TAG = "grievance-courier"
LABEL = "courier"
EITHER_WAY = 300  # seconds
SHORTEST_NONCE, LONGEST_NONCE = 16, 64  # bytes
_PARAMETERS = frozenset({"alg", "created", "keyid", "nonce", "tag"})
_COVERED = frozenset(f'"{name}"' for name in COMPONENTS)
_DIGEST = '"content-digest"'


@dataclass
class Call:
    """A call: its method, its address and its headers by name.

    At the desk `url` is absolute; at the intake it begins with the path, because by which name the
    intake was called is not for the caller to say.
    """

    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Signed:
    """What a signature that holds says: who called, once, with which body."""

    key_name: str
    nonce: bytes
    content_digest: str

    def require(self, body: bytes) -> None:
        """Return when `body` is the one that was signed; raises `BodyChanged`."""
        try:
            ContentDigest.verify(self.content_digest, body)
        except HTTPMessageSignaturesException as problem:
            raise BodyChanged from problem


def key_name(organisation: str, public: bytes) -> str:
    """Return the `keyid` of the courier key `public` (32 bytes) of `organisation`."""
    return f"{organisation}.{sha256(public).hexdigest()[:16]}"


def sign(call: Call, body: bytes, name: str, signer: Callable[[bytes], bytes], now: float) -> None:
    """Add `Content-Digest`, `Signature-Input` and `Signature` to the headers of `call`.

    `name` is the courier's `key_name`, `signer` gives the Ed25519 signature over bytes, `now` is in
    seconds since 1970.
    """
    library = HTTPMessageSigner(signature_algorithm=ED25519)
    prepared = library.prepare(
        call,
        key_id=name,
        created=datetime.fromtimestamp(now, UTC),
        nonce=b64encode(secrets.token_bytes(SHORTEST_NONCE)).decode(),
        tag=TAG,
        label=LABEL,
        covered_component_ids=COMPONENTS,
        body=body,
    )
    library.apply(call, prepared, signer(prepared.signature_base))


def verify(
    call: Call, authorities: Collection[str], key_of: Callable[[str], bytes | None], now: float
) -> Signed:
    """Return what the signature of `call` says, if it holds under one of `authorities`.

    Those are the names by which the intake may be called: its own setting, never what a caller
    says in `Host`. `key_of` gives the public key for a `keyid`, or None; `now` is in seconds since
    1970. Raises `ClockOff`, `UnknownCourier` and `NotSigned`.
    """
    keys = _Keys(key_of)
    verifier = _Verifier(signature_algorithm=ED25519, key_resolver=keys)
    verifier.now = now
    named = (Call(call.method, f"https://{one}{call.url}", call.headers) for one in authorities)
    found = next(filter(None, (_held(verifier, keys, one) for one in named)), None)
    if found is None:
        raise NotSigned
    return _strict(found)


def _held(verifier: HTTPMessageVerifier, keys: _Keys, call: Call) -> VerifyResult | None:
    """Return the one signature of ours on `call`, or None where it does not hold."""
    try:
        results = verifier.verify(call, expect_tag=TAG, require_components=COMPONENTS)
    except HTTPMessageSignaturesException as problem:
        # The library calls whatever happens a bad signature, even that a store is locked.
        if keys.unanswered and problem.__cause__ is not None:
            raise problem.__cause__ from None
        return None
    return results[0] if len(results) == 1 else None


class _Keys(HTTPSignatureKeyResolver):
    """Answers the library's question for a key; `unanswered` while it cannot."""

    def __init__(self, key_of: Callable[[str], bytes | None]) -> None:
        self._key_of = key_of
        self.unanswered = False

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey:
        self.unanswered = True
        public = self._key_of(key_id)
        if public is None:
            raise UnknownCourier
        self.unanswered = False
        return Ed25519PublicKey.from_public_bytes(public)


class _Verifier(HTTPMessageVerifier):
    """The library's verifier with a clock that is passed in, and `created` demanded both ways."""

    now: float

    def validate_created_and_expires(self, sig_input: Any, max_age: object = None) -> None:  # noqa: ANN401, ARG002 - the library's signature
        created = sig_input.params.get("created")
        if created is None:
            raise NotSigned("does not say when it was made")
        ahead = created - int(self.now)
        if abs(ahead) > EITHER_WAY:
            raise ClockOff(ahead)


def _strict(result: VerifyResult) -> Signed:
    """Take exactly what `sign` makes: a parameter or component more has no meaning here."""
    covered, parameters = result.covered_components, result.parameters
    if covered.keys() - {'"@signature-params"'} != _COVERED:
        raise NotSigned("covers something else than it must")
    if parameters.keys() != _PARAMETERS:
        raise NotSigned("must have exactly: " + ", ".join(sorted(_PARAMETERS)))
    nonce = _nonce(str(parameters["nonce"]))
    return Signed(str(parameters["keyid"]), nonce, covered[_DIGEST])


def _nonce(text: str) -> bytes:
    try:
        nonce = b64decode(text, validate=True)
    except ValueError as problem:
        raise NotSigned("has a nonce that is not base64") from problem
    if not SHORTEST_NONCE <= len(nonce) <= LONGEST_NONCE:
        raise NotSigned(f"has a nonce of {len(nonce)} bytes, not of at least {SHORTEST_NONCE}")
    return nonce
