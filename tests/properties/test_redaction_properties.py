"""What holds for any text a stranger may send."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from grievance.redaction.find import KINDS, find
from grievance.redaction.mask import mask
from grievance.redaction.plain import plain

PIECES = (
    "0712 000 123", "+254712000123", "254 712 000 123", "77 000 00 12", "amina", "Amina", "a@b.co",
    "@amina_ex", "wa.me/1234567", "example.com", "https://x.y", "badge", "id", "AB-4471", "12345",
    "12 March 2026", "12/03/2026", "2026-03-12", "tarehe 5 Machi", "May", "my name is", "naitwa",
    "je m'appelle", "Mr", "M.", "Mama", "my boss", "at gmail dot com", " dot ", " at ", "arobase",
    "telegram:", "my x is", "username:", "account number", "compte n°", "simu ni", "21,000 KES",
    "21 000", "2019", "0", "1", "7", "+", "-", "/", ".", ",", ":", "#", "(", ")", "[", "]", "_",
    "hi this is", "Regards", "thanks,", "merci", "c est", "moi c’est", "i am", "and", "Peter",
    "my supervisor", "ma cheffe", "bosi wangu", "de plateau", "is", "n’guessan", "ask", "name",
    "zero", "seven", "double", "gmail.com", "gmail", "kwa", "(at)", "[dot]", "SGH7K2L9XM", "no",
    "number", "paybill", "twelfth of", "kumi na mbili", "discord", "a_b", "x.yz/a", "M", "MR",
    "@", " ", "  ", "\n", "\u00a0", "é", "[phone]", "[id]", "[name]", "<b>", "<", ">", "&lt;",
    "\u200d", "\u202e", "\ud800", "👩", "\r\n", "<script>", "</script>",
)  # fmt: skip
# Any characters at all, or the pieces that expressions look for in any order.
texts = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join),
)
countries = st.sampled_from([None, "KE", "FR", "SN", "ZZ", ""])


@given(texts, countries)
def test_findings_lie_inside_the_text_in_order_and_apart(text: str, country: str | None) -> None:
    found = find(text, country=country)
    assert all(0 <= one.start < one.end <= len(text) and one.kind in KINDS for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(texts, countries)
def test_once_masked_nothing_more_is_found(text: str, country: str | None) -> None:
    masked = mask(text, find(text, country=country))
    assert find(masked, country=country) == ()


@given(texts)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(texts)
def test_clean_text_is_composed_and_shows_all_it_holds(text: str) -> None:
    clean = plain(text)
    assert unicodedata.is_normalized("NFC", clean)
    unseen = {c for c in clean if unicodedata.category(c) in {"Cc", "Cf", "Cs"}}
    assert unseen <= {"\n", "\t", "\u200d"}
    assert "\n\n\n\n" not in clean
    clean.encode("utf-8")
