"""A file in a form lies in memory, however large it is; cookies are read as werkzeug reads them."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Request
from werkzeug.test import create_environ

from grievance.web.common.in_memory import RequestInMemory

LARGE = 2_000_000
"""More than werkzeug keeps in memory by itself."""


def test_a_large_file_in_a_form_is_no_temporary_file() -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    body = BytesIO(head + bytes(LARGE) + b"\r\n--x--\r\n")
    kind = "multipart/form-data; boundary=x"
    environ = create_environ(method="POST", input_stream=body, content_type=kind)
    with RequestInMemory(environ | {"CONTENT_LENGTH": str(len(body.getvalue()))}) as request:
        sent = request.files["file"]
        assert isinstance(sent.stream, BytesIO)
        assert len(sent.read()) == LARGE


@pytest.mark.parametrize(
    "header",
    [None, "", "a=1", "a=1; b=2", "a=1; a=2", 'a="1;2"', "a", "=", "a=é", "__Host-grievance=x.y.z"],
)
def test_cookies_are_read_as_werkzeug_reads_them(header: str | None) -> None:
    environ = create_environ()
    if header is not None:
        environ["HTTP_COOKIE"] = header
    ours = RequestInMemory(environ).cookies
    assert ours.to_dict(flat=False) == Request(environ).cookies.to_dict(flat=False)
