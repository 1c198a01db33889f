"""Answers that anybody may keep, and pages that must never be among them."""

from __future__ import annotations

import gzip

import pytest
from flask import Flask
from jinja2 import DictLoader

from grievance.web.common import pages
from grievance.web.common.compression import compress
from grievance.web.common.conditional import shared, shared_packed

BODY = b'{"rows":[]}\n'
APP = Flask(__name__)
APP.jinja_loader = DictLoader({"plain.html": "words", "form.html": "{{ csrf_token() }}"})


def test_other_bytes_have_another_tag() -> None:
    with APP.test_request_context("/"):
        one, other = (shared(body, "application/json") for body in (BODY, BODY + b" "))
    assert one.headers["ETag"] != other.headers["ETag"]


def test_what_was_packed_before_reaches_those_who_cannot_unpack_it() -> None:
    with APP.test_request_context("/"):
        response = shared_packed(compress(BODY), "application/json")
    assert response.data == BODY
    assert "Content-Encoding" not in response.headers


def test_what_is_packed_already_is_not_packed_again() -> None:
    with APP.test_request_context("/", headers={"Accept-Encoding": "gzip"}):
        archive = shared(b"PK", "application/zip")
        table = shared(BODY, "text/csv; charset=utf-8")
    assert archive.data == b"PK"
    assert gzip.decompress(table.data) == BODY


@pytest.mark.parametrize("tags", ['"{tag}"', '"another", "{tag}"', 'W/"{tag}"', "*"])
def test_whoever_has_it_gets_no_body(tags: str) -> None:
    with APP.test_request_context("/"):
        tag = shared(BODY, "application/json").headers["ETag"].strip('"')
    headers = {"If-None-Match": tags.replace("{tag}", tag)}
    with APP.test_request_context("/", headers=headers):
        response = shared(BODY, "application/json")
    assert response.status_code == 304


def test_a_page_with_a_token_is_never_one_for_all() -> None:
    with APP.app_context():
        assert pages.rendered(pages.Page("plain.html", "en")) == b"words"
        with pytest.raises(ValueError, match="no form that changes something"):
            pages.rendered(pages.Page("form.html", "en"))
