"""A user's key: wrapped for one person and one use, and silent about why it does not open."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable

import pytest

from grievance.opening.recovery import RecoveryKey
from grievance.opening.user_keys import Use, UserKey, WrongSecret, session_kek, wrap_context

USER, KEK = UserKey.new(), secrets.token_bytes(32)
CONTEXT = wrap_context("17", Use.PASSWORD)
WRAPPED = USER.wrap(KEK, CONTEXT)

Attempt = Callable[[], object]
ATTEMPTS: dict[str, Attempt] = {
    "another password": lambda: UserKey.unwrap(WRAPPED, secrets.token_bytes(32), CONTEXT),
    "another user": lambda: UserKey.unwrap(WRAPPED, KEK, wrap_context("18", Use.PASSWORD)),
    "another use": lambda: UserKey.unwrap(WRAPPED, KEK, wrap_context("17", Use.SESSION)),
    "a short key": lambda: UserKey.unwrap(WRAPPED, KEK[:16], CONTEXT),
    "nothing": lambda: UserKey.unwrap(b"", KEK, CONTEXT),
    "one byte less": lambda: UserKey.unwrap(WRAPPED[:-1], KEK, CONTEXT),
    "one byte more": lambda: UserKey.unwrap(WRAPPED + b"\0", KEK, CONTEXT),
    "wrapping with a short key": lambda: USER.wrap(KEK[:16], CONTEXT),
    "a short cookie": lambda: session_kek(b"short"),
}


def test_it_comes_back_with_the_same_password() -> None:
    again = UserKey.unwrap(WRAPPED, KEK, CONTEXT)
    assert (again, again.seed) == (USER, USER.seed)
    assert len(WRAPPED) == 64


def test_it_is_never_wrapped_to_the_same_bytes_twice() -> None:
    assert USER.wrap(KEK, CONTEXT) != WRAPPED


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_whatever_is_wrong_it_says_the_same(attempt: Attempt) -> None:
    with pytest.raises(WrongSecret) as refused:
        attempt()
    assert str(refused.value) == str(WrongSecret())


@pytest.mark.parametrize("at", range(len(WRAPPED)))
def test_a_change_to_any_byte_is_noticed(at: int) -> None:
    changed = bytearray(WRAPPED)
    changed[at] ^= 1
    with pytest.raises(WrongSecret):
        UserKey.unwrap(bytes(changed), KEK, CONTEXT)


def test_a_session_opens_with_its_own_cookie_only() -> None:
    secret, context = secrets.token_bytes(32), wrap_context("17", Use.SESSION)
    sealed = USER.wrap(session_kek(secret), context)
    assert UserKey.unwrap(sealed, session_kek(secret), context) == USER
    with pytest.raises(WrongSecret):
        UserKey.unwrap(sealed, session_kek(secrets.token_bytes(32)), context)
    with pytest.raises(WrongSecret):
        UserKey.unwrap(sealed, secret, context)


def test_the_key_of_a_session_follows_from_the_cookie_as_the_page_on_keys_says() -> None:
    # HKDF-SHA256 written out after RFC 5869 with the standard library alone.
    secret = bytes(range(32))
    extracted = hmac.digest(b"grievance/v1/session", secret, "sha256")
    expected = hmac.digest(extracted, b"session key\x01", "sha256")
    assert session_kek(secret) == expected


def test_a_users_key_is_not_one_of_recovery() -> None:
    assert len({USER.public, RecoveryKey.from_seed(USER.seed).public}) == 1
    assert len({USER, RecoveryKey.from_seed(USER.seed)}) == 2
