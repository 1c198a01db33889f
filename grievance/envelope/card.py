"""An organisation's card: who it is and to which keys accounts can be sealed, signed by itself.

    card = Card.parse(path.read_bytes())
    fingerprint(card)          # twelve words, compared with the organisation before enrolling
    succeeds(enrolled, card)   # or raises: a card takes the place of the one before

Specification: `docs/envelope-format.md`, section "An organisation's card".
"""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from mnemonic import Mnemonic

from grievance.envelope import card_fields as fields
from grievance.envelope.card_fields import BadCard, CardRefused
from grievance.envelope.keys import BadPublicKey, PublicKey, Purpose
from grievance.envelope.marker import looks_like_private_key
from grievance.envelope.period import BadPeriod, Period
from grievance.envelope.plain import canonical
from grievance.envelope.seal import seal
from grievance.envelope.xwing import PUBLIC_SIZE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

__all__ = [
    "BadCard",
    "Card",
    "CardKey",
    "CardNotAuthentic",
    "CardRefused",
    "IsAPrivateKey",
    "NotASuccessor",
    "fingerprint",
    "organisation_id",
    "signed_part",
    "succeeds",
    "test_seal",
]

FORMAT = "grievance card 1"
CONTEXT = b"grievance/v1/card"
FINGERPRINT_CONTEXT = b"grievance/v1/card fingerprint"
FINGERPRINT_SIZE = 16
SIGNER_SIZE = 32
SIGNATURE_SIZE = 64
LONGEST_NAME = 120
LONGEST_DESCRIPTION = 1000
LONGEST_PERIOD = 6
_ASK = "Ask the organisation for its card again."
_KEY = frozenset({"from", "key", "until"})
_ALL = frozenset(
    {"casework", "courier", "descriptions", "format", "names", "organisation", "previous"}
    | {"release", "serial", "signature", "signer", "statistics"}
)


class CardNotAuthentic(CardRefused):
    """The card was changed after it was signed."""


class IsAPrivateKey(CardRefused):
    """Someone gave a private key where a card belongs."""


class NotASuccessor(CardRefused):
    """The card does not take the place of the one that is enrolled."""


@dataclass(frozen=True, slots=True)
class CardKey:
    """A public key and the days on which forms may seal to it, both included.

    A statistics key has its `period`, and as `plan` the SHA-256 (hex) of what that period measures.
    """

    public: PublicKey
    valid_from: date
    valid_until: date
    period: str | None = None
    plan: str | None = None

    def valid_on(self, day: date) -> bool:
        """Tell whether forms may seal to this key on `day`."""
        return self.valid_from <= day <= self.valid_until


@dataclass(frozen=True, slots=True)
class Card:
    """A card that is written as it should be and signed by `signer`.

    `organisation` is eight lower hexadecimal digits, `names` and `descriptions` go by language
    (en, fr, sw), `previous` and `sha256` are hashes of card files in hex, `raw` is the file.
    `courier` is the Ed25519 key (32 bytes) that may collect and post for it; None: nobody may.
    `release` is the one (32 bytes) that signs what it publishes; None where it does not count.
    Descriptions are as the organisation wrote them: clean them before showing them.
    """

    organisation: str
    names: Mapping[str, str]
    descriptions: Mapping[str, str]
    serial: int
    previous: str | None
    signer: bytes
    casework: tuple[CardKey, ...]
    statistics: tuple[CardKey, ...]
    courier: bytes | None
    release: bytes | None
    raw: bytes = field(repr=False)
    sha256: str

    @classmethod
    def parse(cls, raw: bytes) -> Self:
        """Read and verify a card file; raises `IsAPrivateKey`, `BadCard`, `CardNotAuthentic`."""
        if looks_like_private_key(raw):
            raise IsAPrivateKey(
                "This file is a private key, not a card.",
                "Remove it from this machine at once and make new keys: it may have been copied.",
            )
        value = fields.canonical_object(raw)
        fields.only(value, _ALL)
        signer = fields.octets(value["signer"], SIGNER_SIZE)
        _verify(value, signer)
        card = cls(
            organisation=organisation_id(signer),
            names=fields.texts(value["names"], LONGEST_NAME),
            descriptions=fields.texts(value["descriptions"], LONGEST_DESCRIPTION),
            serial=fields.whole(value["serial"]),
            previous=fields.digest(value["previous"]),
            signer=signer,
            casework=tuple(_casework(item) for item in fields.items(value["casework"])),
            statistics=tuple(_statistics(item) for item in fields.items(value["statistics"])),
            courier=fields.octets_or_none(value["courier"], SIGNER_SIZE),
            release=fields.octets_or_none(value["release"], SIGNER_SIZE),
            raw=raw,
            sha256=hashlib.sha256(raw).hexdigest(),
        )
        _agrees_with_itself(card, value)
        return card

    def casework_key(self, day: date) -> CardKey | None:
        """Give the newest casework key valid on `day`, or None."""
        valid = [key for key in self.casework if key.valid_on(day)]
        return max(valid, key=lambda key: key.valid_from, default=None)

    def statistics_key(self, period: Period) -> CardKey | None:
        """Give the statistics key of `period`, or None."""
        return next((key for key in self.statistics if key.period == str(period)), None)

    def counting_key(self, day: date) -> CardKey | None:
        """Give the statistics key that forms seal to on `day`, or None."""
        return next((key for key in self.statistics if key.valid_on(day)), None)


def organisation_id(signer: bytes) -> str:
    """Give the id that follows from the key that signs the cards: 8 hexadecimal digits."""
    return hashlib.sha256(signer).digest()[:4].hex()


def signed_part(value: Mapping[str, object]) -> bytes:
    """Give the bytes that a card's signature covers: everything but the signature."""
    return CONTEXT + canonical({name: value[name] for name in value if name != "signature"})


def succeeds(old: Card, new: Card) -> None:
    """Return when `new` takes the place of `old`; raises `NotASuccessor` otherwise."""
    if new.signer != old.signer:
        raise NotASuccessor(
            "This card is signed by another key than the card that is enrolled.",
            "Do not enrol it. Speak to the organisation, in person if you can.",
        )
    if new.serial <= old.serial:
        raise NotASuccessor(
            f"This card (number {new.serial}) is not newer than the one enrolled ({old.serial}).",
            "Ask the organisation for its newest card.",
        )
    if new.previous != old.sha256:
        raise NotASuccessor(
            "This card does not follow the card that is enrolled.",
            "Enrol the cards in between first; if there are none, speak to the organisation.",
        )


def fingerprint(card: Card) -> str:
    """Give twelve English words (BIP-39) that stand for the key that signs the cards."""
    hashed = hashlib.sha256(FINGERPRINT_CONTEXT + card.signer).digest()
    return _english().to_mnemonic(hashed[:FINGERPRINT_SIZE])


def test_seal(key: PublicKey) -> None:
    """Seal a payload to `key` and throw it away; raises `BadPublicKey` when it cannot be done."""
    try:
        seal({"edition": "test"}, Purpose.CASEWORK, key)
    except ValueError as error:
        raise BadPublicKey(f"Nothing can be sealed to the key {key.id.hex()}.", _ASK) from error


def _verify(value: Mapping[str, object], signer: bytes) -> None:
    signature = fields.octets(value["signature"], SIGNATURE_SIZE)
    try:
        Ed25519PublicKey.from_public_bytes(signer).verify(signature, signed_part(value))
    except (InvalidSignature, ValueError) as error:
        raise CardNotAuthentic("This card was changed after it was signed.", _ASK) from error


def _casework(item: object) -> CardKey:
    return _card_key(fields.only(item, _KEY))


def _statistics(item: object) -> CardKey:
    value = fields.only(item, _KEY | {"period", "plan"})
    try:
        period = Period.parse(fields.text(value["period"], LONGEST_PERIOD))
    except BadPeriod as error:
        raise BadCard("A period on the card is neither a quarter nor a year.", _ASK) from error
    key = replace(_card_key(value), period=str(period), plan=fields.hashed(value["plan"]))
    if (key.valid_from, key.valid_until) != (period.first, period.last):
        raise BadCard(f"The dates of the key for {period} are not the period's.", _ASK)
    return key


def _card_key(value: Mapping[str, object]) -> CardKey:
    try:
        public = PublicKey.from_bytes(fields.octets(value["key"], PUBLIC_SIZE))
    except BadPublicKey as error:
        raise BadCard("A key on the card is not a public key.", _ASK) from error
    key = CardKey(public, fields.day(value["from"]), fields.day(value["until"]))
    if key.valid_until < key.valid_from:
        raise BadCard("A key on the card ends before it begins.", _ASK)
    return key


def _agrees_with_itself(card: Card, value: Mapping[str, object]) -> None:
    if value["format"] != FORMAT:
        raise BadCard("This card has a format that this version does not know.", _ASK)
    if value["organisation"] != card.organisation:
        raise BadCard("The organisation's number does not follow from its key.", _ASK)
    if (card.previous is None) != (card.serial == 1):
        raise BadCard("Only the first card names no card before it.", _ASK)
    signers = [key for key in (card.signer, card.courier, card.release) if key]
    if len(set(signers)) != len(signers):
        raise BadCard("Card, courier and releases of a card share a key.", _ASK)
    if card.statistics and card.release is None:
        raise BadCard("A card that counts names no key that signs releases.", _ASK)
    keys = [key.public.id for key in card.casework + card.statistics]
    if len(set(keys)) != len(keys):
        raise BadCard("A key stands on the card twice.", _ASK)
    _no_day_counts_twice(card)


def _no_day_counts_twice(card: Card) -> None:
    in_order = sorted(card.statistics, key=lambda key: key.valid_from)
    for one, following in pairwise(in_order):
        if following.valid_from <= one.valid_until:
            raise BadCard("Two statistics keys on the card count the same day.", _ASK)


@functools.cache
def _english() -> Mnemonic:
    return Mnemonic("english")
