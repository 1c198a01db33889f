"""A file in a form lies in memory, however large it is."""

from __future__ import annotations

from io import BytesIO

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
