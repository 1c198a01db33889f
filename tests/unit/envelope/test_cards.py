"""An organisation's card: believed only when it is whole, signed, and follows the one before."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from mnemonic import Mnemonic

from grievance.envelope import card as cards
from grievance.envelope.card import (
    BadCard,
    Card,
    CardNotAuthentic,
    CardRefused,
    IsAPrivateKey,
    NotASuccessor,
    fingerprint,
    succeeds,
)
from grievance.envelope.keys import BadPublicKey, PublicKey, public_from_seed
from grievance.envelope.marker import looks_like_private_key
from grievance.envelope.period import Period
from grievance.envelope.plain import canonical
from grievance.opening.keys import SigningKey
from grievance.opening.new import sign_card

if TYPE_CHECKING:
    from collections.abc import Callable

SIGNING, OTHER = SigningKey.from_seed(b"\x05" * 32), SigningKey.from_seed(b"\x06" * 32)
CASEWORK, NEWER, STATISTICS = (public_from_seed(bytes([n]) * 32) for n in (1, 2, 3))
NAMES = {"en": "Data Workers", "fr": "Travailleuses des données", "sw": "Wafanyakazi wa data"}
COURIER, RELEASE = (base64.b64encode(bytes([n]) * 32).decode() for n in (7, 8))
PLAN = "ab" * 32


def _key(key: PublicKey, first: str, last: str, **more: str) -> dict[str, str]:
    return {"from": first, "key": base64.b64encode(key.raw).decode(), "until": last, **more}


def _counting(
    key: PublicKey = STATISTICS, first: str = "2026-10-01", last: str = "2026-12-31", **more: str
) -> dict[str, str]:
    return _key(key, first, last, **{"period": "2026Q4", "plan": PLAN, **more})


def _fields(**changed: object) -> dict[str, object]:
    return {
        "names": NAMES,
        "descriptions": {language: f"{name}." for language, name in NAMES.items()},
        "serial": 1,
        "previous": None,
        "casework": [
            _key(CASEWORK, "2026-10-05", "2027-10-04"),
            _key(NEWER, "2027-09-01", "2028-08-31"),
        ],
        "statistics": [_counting()],
        "courier": COURIER,
        "release": RELEASE,
        **changed,
    }


CARD = sign_card(SIGNING, _fields())


def _resigned(change: Callable[[dict[str, object]], object]) -> bytes:
    """Give a card whose owner changed it before signing: the signature is never what is wrong."""
    value = json.loads(CARD.raw)
    change(value)
    value.pop("signature", None)
    signature = SIGNING.sign(cards.signed_part(value))
    return canonical({**value, "signature": base64.b64encode(signature).decode()}) + b"\n"


def test_a_card_says_who_it_is_and_which_keys_it_offers() -> None:
    card = Card.parse(CARD.raw)
    assert card.names == NAMES
    assert card.organisation == hashlib.sha256(SIGNING.public).hexdigest()[:8]
    assert [key.public for key in card.casework] == [CASEWORK, NEWER]
    assert [(key.period, key.plan) for key in card.statistics] == [("2026Q4", PLAN)]
    assert card.release == b"\x08" * 32
    assert card.sha256 == hashlib.sha256(CARD.raw).hexdigest()
    assert (card.raw.count(b"\n"), card.raw[-1:]) == (1, b"\n")


def test_a_card_names_the_key_of_the_courier_or_none() -> None:
    assert Card.parse(CARD.raw).courier == b"\x07" * 32
    assert sign_card(SIGNING, _fields(courier=None)).courier is None


def test_the_newest_key_of_the_day_is_the_one_to_seal_to() -> None:
    found = {day: CARD.casework_key(day) for day in (date(2026, 10, 5), date(2027, 9, 1))}
    assert [key.public for key in found.values() if key] == [CASEWORK, NEWER]
    assert CARD.casework_key(date(2026, 10, 4)) is None
    assert CARD.casework_key(date(2028, 9, 1)) is None
    for key in (CARD.statistics_key(Period(2026, 4)), CARD.counting_key(date(2026, 12, 31))):
        assert key is not None
        assert key.public == STATISTICS
    assert CARD.statistics_key(Period(2027, 1)) is None
    assert CARD.counting_key(date(2027, 1, 1)) is None


def test_a_card_can_count_by_the_year() -> None:
    year = _counting(first="2027-01-01", last="2027-12-31", period="2027")
    card = sign_card(SIGNING, _fields(statistics=[year]))
    found = card.counting_key(date(2027, 6, 30))
    assert found == card.statistics_key(Period(2027))
    assert found is not None


def test_who_counts_nothing_may_name_no_key_for_releases() -> None:
    assert sign_card(SIGNING, _fields(statistics=[], release=None)).release is None


def test_a_changed_card_is_not_believed() -> None:
    forged = CARD.raw.replace(b"Data Workers", b"Data Bosses!")
    with pytest.raises(CardNotAuthentic):
        Card.parse(forged)


def test_a_card_signed_by_another_key_is_not_believed() -> None:
    value = json.loads(CARD.raw)
    value["signature"] = base64.b64encode(OTHER.sign(cards.signed_part(value))).decode()
    with pytest.raises(CardNotAuthentic):
        Card.parse(canonical(value) + b"\n")


CHANGES: dict[str, Callable[[dict[str, object]], object]] = {
    "another format": lambda card: card.update(format="grievance card 2"),
    "one name more": lambda card: card.update(phone="1"),
    "one name less": lambda card: card.pop("names"),
    "a language missing": lambda card: card.update(names={"en": "a", "fr": "b"}),
    "an empty name": lambda card: card.update(names={**NAMES, "fr": "  "}),
    "a long name": lambda card: card.update(names={**NAMES, "fr": "x" * 121}),
    "a name read backwards": lambda card: card.update(names={**NAMES, "fr": "a\u202eb"}),
    "a name on two lines": lambda card: card.update(names={**NAMES, "fr": "a\nb"}),
    "another organisation": lambda card: card.update(organisation="00000000"),
    "serial zero": lambda card: card.update(serial=0),
    "serial true": lambda card: card.update(serial=True),
    "serial in text": lambda card: card.update(serial="1"),
    "a second card without a first": lambda card: card.update(serial=2),
    "a first card with one before": lambda card: card.update(previous="0" * 64),
    "a short hash": lambda card: card.update(serial=2, previous="0" * 63),
    "keys that are no list": lambda card: card.update(casework={}),
    "a key that is text": lambda card: card.update(casework=["key"]),
    "a key twice": lambda card: card.update(
        casework=[_key(CASEWORK, "2026-10-05", "2027-10-04")] * 2
    ),
    "a short key": lambda card: card.update(
        casework=[{"from": "2026-10-05", "key": "AAAA", "until": "2027-10-04"}]
    ),
    "a key that is no key": lambda card: card.update(
        casework=[
            {
                "from": "2026-10-05",
                "key": base64.b64encode(b"\xff" * 1216).decode(),
                "until": "2027-10-04",
            }
        ]
    ),
    "a key that ends first": lambda card: card.update(
        casework=[_key(CASEWORK, "2027-10-05", "2026-10-04")]
    ),
    "a date in short": lambda card: card.update(
        casework=[_key(CASEWORK, "20261005", "2027-10-04")]
    ),
    "a date that is none": lambda card: card.update(
        casework=[_key(CASEWORK, "2026-02-30", "2027-10-04")]
    ),
    "a short key of the courier": lambda card: card.update(courier="AAAA"),
    "no word of the courier": lambda card: card.pop("courier"),
    "a courier who could sign cards": lambda card: card.update(courier=card["signer"]),
    "a fifth quarter": lambda card: card.update(statistics=[_counting(period="2026Q5")]),
    "dates of another quarter": lambda card: card.update(statistics=[_counting(period="2027Q1")]),
    "dates of a quarter for a year": lambda card: card.update(
        statistics=[_counting(period="2026")]
    ),
    "a key that measures nothing": lambda card: card.update(
        statistics=[_key(STATISTICS, "2026-10-01", "2026-12-31", period="2026Q4")]
    ),
    "a plan without its hash": lambda card: card.update(statistics=[{**_counting(), "plan": None}]),
    "a plan with half a hash": lambda card: card.update(statistics=[_counting(plan="ab" * 16)]),
    "a casework key with a plan": lambda card: card.update(
        casework=[_key(CASEWORK, "2026-10-05", "2027-10-04", plan=PLAN)]
    ),
    "a quarter within a year": lambda card: card.update(
        statistics=[
            _counting(),
            _counting(NEWER, "2026-01-01", "2026-12-31", period="2026"),
        ],
        casework=[],
    ),
    "no word of releases": lambda card: card.pop("release"),
    "a short key of releases": lambda card: card.update(release="AAAA"),
    "statistics that nobody signs": lambda card: card.update(release=None),
    "releases that could sign cards": lambda card: card.update(release=card["signer"]),
    "releases that the courier could sign": lambda card: card.update(release=COURIER),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_card_that_breaks_a_rule_is_refused_however_well_signed(
    change: Callable[[dict[str, object]], object],
) -> None:
    with pytest.raises(BadCard):
        Card.parse(_resigned(change))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        b"[]\n",
        b"{}\n",
        b"[" * 100_000,
        CARD.raw.rstrip(),
        CARD.raw + b"\n",
        b" " + CARD.raw,
        json.dumps(json.loads(CARD.raw), indent=1).encode(),
        CARD.raw.replace(b'"serial":1', b'"serial":1,"serial":1'),
        b"x" * 70_000,
    ],
)
def test_a_file_that_is_no_card_is_refused(raw: bytes) -> None:
    with pytest.raises(CardRefused):
        Card.parse(raw)


def test_a_private_key_where_a_card_belongs_is_called_by_its_name() -> None:
    text = SIGNING.held().text().encode()
    for data in (text, b"\n\n" + text, text.replace(b"\n", b"\r\n"), text.lower()):
        assert looks_like_private_key(data)
        with pytest.raises(IsAPrivateKey, match="Remove it"):
            Card.parse(data)
    assert not looks_like_private_key(CARD.raw)


def test_a_newer_card_takes_the_place_of_the_one_it_names() -> None:
    succeeds(CARD, sign_card(SIGNING, _fields(serial=2, previous=CARD.sha256)))


def test_an_older_an_unrelated_and_a_strangers_card_do_not() -> None:
    second = sign_card(SIGNING, _fields(serial=2, previous=CARD.sha256))
    fork = sign_card(SIGNING, _fields(serial=3, previous="0" * 64))
    stranger = sign_card(OTHER, _fields(serial=3, previous=second.sha256))
    for card, words in (
        (CARD, "not newer"),
        (second, "not newer"),
        (fork, "does not follow"),
        (stranger, "another key"),
    ):
        with pytest.raises(NotASuccessor, match=words):
            succeeds(second, card)


def test_the_fingerprint_is_twelve_words_for_the_key_that_signs() -> None:
    words = fingerprint(CARD)
    digest = hashlib.sha256(b"grievance/v1/card fingerprint" + SIGNING.public).digest()
    assert bytes(Mnemonic("english").to_entropy(words)) == digest[:16]
    assert len(words.split(" ")) == 12
    assert fingerprint(sign_card(SIGNING, _fields(names=dict.fromkeys(NAMES, "x")))) == words
    assert fingerprint(sign_card(OTHER, _fields())) != words


def test_a_key_that_loads_but_cannot_be_sealed_to_is_found_at_enrolment() -> None:
    cards.test_seal(CASEWORK)
    low_order_point = PublicKey.from_bytes(CASEWORK.raw[:1184] + bytes(32))
    with pytest.raises(BadPublicKey):
        cards.test_seal(low_order_point)
