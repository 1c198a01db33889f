"""The file of a secret: drawn once, the same for all, and refused where it is not whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.web.common.kept_secret import SIZE, BadSecret, kept_secret

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_drawn_once_and_lies_alone(tmp_path: Path) -> None:
    drawn = kept_secret(tmp_path / "folder" / "secret")
    assert len(drawn) == SIZE
    assert kept_secret(tmp_path / "folder" / "secret") == drawn
    assert [one.name for one in (tmp_path / "folder").iterdir()] == ["secret"]
    assert (tmp_path / "folder" / "secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("size", [0, 31, 33])
def test_what_is_not_whole_is_no_secret(size: int, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(bytes(size))
    with pytest.raises(BadSecret, match="32 bytes"):
        kept_secret(tmp_path / "secret")
