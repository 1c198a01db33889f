"""What every app of ours has: its own templates, one cookie, static files that never change."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from grievance.web.common.app import create
from tests.kit.browser import SITE
from tests.kit.checked import HEADERS, POLICY
from tests.kit.stories import tell_short

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

    from tests.kit.browser import Browser
    from tests.kit.site import Site


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return create("intake", ("grievance.css",), tmp_path / "run" / "cookie-key")


def _assets(browser: Browser) -> list[str]:
    return re.findall(r'"(/static/[^"]+)"', browser.open("~/tell/start").html)


def test_an_app_sees_no_templates_of_another_zone(app: Flask) -> None:
    for name in ("intake/landing.html", "shared/layout.html"):
        assert app.jinja_env.get_template(name).name == name
    for name in ("desk/landing.html", "../settings.py", "intake/../../settings.py"):
        with pytest.raises(TemplateNotFound):
            app.jinja_env.get_template(name)


def test_a_word_that_a_template_misses_is_an_error_not_a_gap(app: Flask) -> None:
    with pytest.raises(UndefinedError):
        app.jinja_env.from_string("{{ missing }}").render()


def test_what_was_typed_is_never_markup_of_ours(app: Flask) -> None:
    assert app.jinja_env.from_string("{{ x }}").render(x="<b>") in {"<b>", "&lt;b&gt;"}
    assert app.select_jinja_autoescape("shared/fields.html")


def test_workers_that_start_at_once_share_one_cookie_key(tmp_path: Path) -> None:
    keys = {create("intake", (), tmp_path / "cookie-key").secret_key for _ in range(3)}
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["cookie-key"]
    assert (tmp_path / "cookie-key").stat().st_mode & 0o077 == 0


def test_static_files_are_kept_for_ever_under_a_name_with_their_hash(browser: Browser) -> None:
    found = _assets(browser)
    assert found
    for path in found:
        response = browser.client.get(path, base_url=SITE)
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response.content_type.startswith(("text/css", "text/javascript"))
        assert {name: response.headers[name] for name in HEADERS} == HEADERS
        assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    "path", ["/static/grievance.css", "/static/grievance.000000000000.css", "/static/../app.py"]
)
def test_no_other_file_is_served(path: str, browser: Browser) -> None:
    assert browser.client.get(path, base_url=SITE).status_code == 404


@pytest.mark.parametrize("path", ["/en/", "/en/tell/start", "/en/tell/short", "/en/nothing"])
def test_a_compressed_page_is_the_same_page(path: str, browser: Browser) -> None:
    browser.open("~/tell/start")
    plain = browser.client.get(path, base_url=SITE)
    packed = browser.client.get(path, base_url=SITE, headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    unpacked = gzip.decompress(packed.data)
    token = re.compile(rb'name="csrf_token" value="[^"]+"')
    assert token.sub(b"", unpacked) == token.sub(b"", plain.data)
    assert bool(token.search(unpacked)) == bool(token.search(plain.data))


def test_a_secret_number_is_in_its_own_page_only_compressed_or_not(site: Site) -> None:
    numbers, pages = [], []
    for _ in range(2):
        browser = site.browser()
        numbers.append(tell_short(browser).number)
        for accepted in ("", "gzip"):
            response = browser.client.get(
                "/en/tell/done", base_url=SITE, headers={"Accept-Encoding": accepted}
            )
            body = gzip.decompress(response.data) if accepted else response.data
            pages.append((body.decode(), len(numbers) - 1))
    for page, whose in pages:
        for n, number in enumerate(numbers):
            groups = number.split()
            assert all((f"<span>{group}</span>" in page) == (n == whose) for group in groups)


def test_a_compressed_static_file_is_the_same_file(browser: Browser) -> None:
    for path in _assets(browser):
        plain = browser.client.get(path, base_url=SITE)
        packed = browser.client.get(path, base_url=SITE, headers={"Accept-Encoding": "gzip"})
        assert gzip.decompress(packed.data) == plain.data


def test_a_page_for_everyone_carries_each_visitor_s_own_token(site: Site) -> None:
    tokens = [site.browser().open("~/tell/start").values["csrf_token"][0] for _ in range(2)]
    assert tokens[0] != tokens[1]


def test_one_visitor_carries_one_token_from_form_to_form(browser: Browser) -> None:
    tokens = {
        token
        for path in ("~/tell/start", "~/tell/short", "~/return", "~/tell/start")
        for token in browser.open(path).values["csrf_token"]
    }
    assert len(tokens) == 1


def test_transport_security_is_only_promised_over_tls(browser: Browser) -> None:
    response = browser.client.get("/en/", base_url="http://example.onion")
    assert "Strict-Transport-Security" not in response.headers
    assert set(response.headers["Content-Security-Policy"].split("; ")) == POLICY


def test_a_header_of_a_proxy_is_not_believed_unless_there_is_one(browser: Browser) -> None:
    response = browser.client.get(
        "/en/", base_url="http://localhost", headers={"X-Forwarded-Proto": "https"}
    )
    assert "Strict-Transport-Security" not in response.headers
