from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.kit.desk import DeskKit


@pytest.mark.parametrize(
    "asked",
    [
        "endpoint=sign_in",
        "language=fr",
        "_external=1",
        "_scheme=javascript",
        "_anchor=x",
        "self=1",
        "page=1&page=2",
        "sort=%00",
        "country=%F0%9F%98%80",
        "a" * 500 + "=1",
    ],
)
def test_parameters_that_nobody_asked_for_change_nothing(desk: DeskKit, asked: str) -> None:
    page = desk.browser("caseworker").open(f"~/reports?{asked}")
    assert page.status == 200
    assert "javascript:" not in page.html
