"""A file in a form lies in memory, however large it is."""

from __future__ import annotations

from io import BytesIO

from werkzeug.test import EnvironBuilder

from grievance.web.common.in_memory import RequestInMemory

LARGE = 2_000_000
"""More than werkzeug keeps in memory by itself."""


def test_a_large_file_in_a_form_is_no_temporary_file() -> None:
    builder = EnvironBuilder(method="POST", data={"file": (BytesIO(bytes(LARGE)), "a.bin")})
    with RequestInMemory(builder.get_environ()) as request:
        sent = request.files["file"]
        assert isinstance(sent.stream, BytesIO)
        assert len(sent.read()) == LARGE
    builder.close()
