from __future__ import annotations

import socket

import pytest


def test_a_test_that_calls_a_stranger_is_refused() -> None:
    with socket.socket() as line, pytest.raises(AssertionError, match="loopback only"):
        line.connect(("192.0.2.1", 80))


def test_a_test_that_looks_up_a_name_is_refused() -> None:
    with pytest.raises(AssertionError, match=r"not to 'example\.org'"):
        socket.getaddrinfo("example.org", 80)


def test_a_test_may_speak_to_itself() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
