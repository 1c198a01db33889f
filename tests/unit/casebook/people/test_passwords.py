"""Passwords: what is refused, and why; and what the shipped list holds."""

from __future__ import annotations

import pytest

from grievance.casebook.people import passwords
from grievance.casebook.people.passwords import Weakness, WeakPassword, require_strong, weakness

NAMES = ("Asha Mwangi", "Data Workers Union")


@pytest.mark.parametrize(
    "password",
    [
        "the ferry leaves before sunrise",
        "vier grüne Stühle im Regen",
        "chui anaruka juu ya paa 7",
        "🦒 juu ya mlima mrefu",
        "x" * 3 + "qzpwvk" * 20,
        "Zq8!rT2#mW9$",
        "mwangi is the name of a river",
        "some workers sing at dawn",
    ],
)
def test_a_long_password_that_is_not_common_will_do(password: str) -> None:
    assert weakness(password, NAMES) is None


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", Weakness.TOO_SHORT),
        ("elevensigns", Weakness.TOO_SHORT),
        ("a b" * 67, Weakness.TOO_LONG),
        ("password2026", Weakness.COMMON),
        ("PassWord 1234!!", Weakness.COMMON),
        ("passwordpassword", Weakness.COMMON),
        ("motdepasse123", Weakness.COMMON),
        ("NenoLaSiri2026", Weakness.COMMON),
        ("umojaninguvu!", Weakness.COMMON),
        ("qwertyuiopas", Weakness.COMMON),
        ("123456789012", Weakness.COMMON),
        ("2026-11-24 09:05", Weakness.COMMON),
        ("aaaaaaaaaaaaaaa", Weakness.COMMON),
        ("abababababababab", Weakness.COMMON),
        ("ashaashaashaasha", Weakness.COMMON),
        ("mwangi-2026-ab", Weakness.HOLDS_A_NAME),
        ("my asha mwangi and I", Weakness.HOLDS_A_NAME),
        ("ASHA.MWANGI.1984", Weakness.HOLDS_A_NAME),
        ("data-workers-union", Weakness.HOLDS_A_NAME),
    ],
)
def test_what_would_be_tried_first_is_refused(password: str, why: Weakness) -> None:
    assert weakness(password, NAMES) is why


def test_a_short_part_of_a_name_is_no_reason() -> None:
    assert weakness("seven ants on a blue tin", ("An Li", "Union of Us")) is None


def test_accents_typed_in_two_ways_are_one_password() -> None:
    composed, decomposed = "l’été à Bukavu dure", "l’e\u0301te\u0301 a\u0300 Bukavu dure"
    salt = bytes(16)
    assert composed != decomposed
    assert passwords.key_of(composed, salt) == passwords.key_of(decomposed, salt)


def test_another_salt_gives_another_key() -> None:
    typed = "the ferry leaves before sunrise"
    assert passwords.key_of(typed, bytes(16)) != passwords.key_of(typed, b"1" * 16)


def test_the_refusal_does_not_repeat_the_password() -> None:
    with pytest.raises(WeakPassword) as refused:
        require_strong("passwordpassword", NAMES)
    assert "passwordpassword" not in str(refused.value)
    assert refused.value.weakness is Weakness.COMMON


def test_the_shipped_list_speaks_three_languages() -> None:
    words = passwords.SHIPPED.read_text("utf-8").splitlines()[1:]
    assert len(words) >= 1000
    assert len(set(words)) == len(words)
    assert {"password", "motdepasse", "nenosiri", "solidarité", "mshikamano"} <= set(words)
    assert all(word == word.casefold().strip() for word in words)
