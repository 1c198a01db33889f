"""Nothing but `disclosure` makes a table that can be published."""

from __future__ import annotations

import copy
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import pytest

from grievance.disclosure.protected import ProtectedTable
from tests.kit.measuring import measured, plan_of, row, table_of

if TYPE_CHECKING:
    from pathlib import Path


def test_it_cannot_be_made_by_its_name(tmp_path: Path) -> None:
    true = measured(table_of(plan_of(1), row(plan_of(1), 40)), tmp_path)
    values = {one.name: getattr(true, one.name) for one in fields(true)}
    with pytest.raises(TypeError, match="only disclosure"):
        ProtectedTable(**values, maker=None)
    with pytest.raises(TypeError):
        ProtectedTable(**values)


def test_it_cannot_be_made_of_another(tmp_path: Path) -> None:
    true = measured(table_of(plan_of(1), row(plan_of(1), 40)), tmp_path)
    with pytest.raises(ValueError, match="maker"):
        replace(true, counts=())  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="only disclosure"):
        replace(true, counts=(), maker=object())
    with pytest.raises(AttributeError):
        true.counts = ()  # type: ignore[misc]
    assert copy.copy(true) == true
