"""A desk, what makes cases in it, and a caseworker who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kit.cases import Files

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.desk import DeskKit


@pytest.fixture
def files(desk: DeskKit) -> Files:
    return Files(desk)


@pytest.fixture
def browser(desk: DeskKit) -> Browser:
    return desk.browser("caseworker")
