"""A restore that was cut off opens with no passphrase, and says what its folder is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.casebook.database import Database, unlock
from grievance.casebook.errors import WrongPassphrase
from grievance.casebook.office import restoring
from grievance.casebook.office.restoring import RestoreCutOff
from tests.kit.backups import NEW_PASSPHRASE, backed_up, restored

if TYPE_CHECKING:
    from tests.kit.desk import CasebookKit


class Cut(BaseException):
    """Stands for a machine that stops here."""


def cut(*_: object) -> None:
    raise Cut


@pytest.mark.parametrize("at", ["delete", "write_new"])
def test_it_is_not_taken_for_a_desk(
    desk: CasebookKit, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    file = backed_up(desk)
    with monkeypatch.context() as patched:
        patched.setattr(restoring, at, cut)
        with pytest.raises(Cut):
            restored(desk, file)
    folder = desk.folder.parent / "again"
    assert not (folder / "card.json").exists()
    if at == "delete":  # links of before are still there: so nobody gets in
        with pytest.raises(WrongPassphrase):
            Database.open(folder, unlock(folder, NEW_PASSPHRASE))
    with pytest.raises(RestoreCutOff, match="whole database"):
        restored(desk, file)
