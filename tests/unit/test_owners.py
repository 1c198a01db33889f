"""Root leaves nothing in the folders of a service: its user could not use it, and it would stop."""

from __future__ import annotations

import os
import pwd
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from grievance.cli import grievance
from grievance.cli.folders import ServiceFolder
from grievance.clock import now
from grievance.owners import NotItsUser, require_user
from grievance.settings import DeskSettings, IntakeSettings
from grievance.web.desk.app import create_app as create_desk
from grievance.web.intake.app import create_app as create_intake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SERVICE = pwd.getpwall()[-1]
"""Some other user of this machine."""
COMMANDS = [
    ("intake", "sweep", "--data"),
    ("intake", "status", "--data"),
    ("desk", "setup", "--desk"),
    ("desk", "serve", "--desk"),
    ("desk", "restore", __file__),
    ("keys", "recover", "--name", "A", "--desk"),
    ("keys", "new", "--name", "A"),
]


@pytest.fixture(params=["itself", "missing/in it"])
def service(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return a folder of the service's, or one that would have to be made in it."""
    folder = tmp_path / "service"
    folder.mkdir()
    os.chown(folder, SERVICE.pw_uid, SERVICE.pw_gid)
    return folder if request.param == "itself" else folder / request.param


@pytest.mark.root
@pytest.mark.parametrize("line", COMMANDS, ids=" ".join)
def test_commands_refuse_root(service: Path, line: tuple[str, ...]) -> None:
    done = CliRunner().invoke(grievance, (*line, str(service)))
    assert done.exit_code == 1
    assert done.output.startswith(f"Error: {service} is for the user {SERVICE.pw_name}, who could")
    assert "docs/operator/serving.md" in done.output
    assert not service.exists() or not list(service.iterdir())


@pytest.mark.root
@pytest.mark.parametrize("whose", ["data", "drafts"])
def test_an_intake_does_not_start(service: Path, tmp_path: Path, whose: str) -> None:
    places = {"data": tmp_path / "data", "drafts": tmp_path / "drafts", whose: service}
    settings = IntakeSettings.from_env(
        {"GRIEVANCE_OPERATOR": "A", "GRIEVANCE_CONTACT": "B", **_environ(places)}
    )
    with pytest.raises(NotItsUser):
        create_intake(settings, now)
    assert {path.name for path in tmp_path.iterdir()} == {"service"}


@pytest.mark.root
@pytest.mark.parametrize("whose", ["desk", "runtime"])
def test_a_desk_does_not_start(service: Path, tmp_path: Path, whose: str) -> None:
    places = {"desk": tmp_path / "desk", "runtime": tmp_path / "runtime", whose: service}
    with pytest.raises(NotItsUser):
        create_desk(DeskSettings.from_env(_environ(places)), bytes(48), now)
    assert {path.name for path in tmp_path.iterdir()} == {"service"}


@pytest.mark.root
def test_who_has_no_name_is_called_by_the_number(tmp_path: Path) -> None:
    known = {one.pw_uid for one in pwd.getpwall()}
    nameless = next(user for user in range(60_000, 1, -1) if user not in known)
    os.chown(tmp_path, nameless, nameless)
    with pytest.raises(NotItsUser, match=f"is for the user {nameless}, who"):
        require_user(tmp_path)


def test_ones_own_folder_is_used(tmp_path: Path) -> None:
    require_user(tmp_path)
    require_user(tmp_path / "missing" / "in it")


def test_every_folder_that_a_command_writes_to_is_looked_at() -> None:
    """What is only read may be anybody's: private keys on their way, the operator's own data."""
    plain = {
        parameter.opts[0]
        for command in _commands(grievance)
        for parameter in command.params
        if isinstance(parameter.type, click.Path)
        and not parameter.type.file_okay
        and not isinstance(parameter.type, ServiceFolder)
    }
    assert plain == {"--keys", "--reference"}


def _environ(places: dict[str, Path]) -> dict[str, str]:
    return {f"GRIEVANCE_{name.upper()}": str(place) for name, place in places.items()}


def _commands(group: click.Group) -> Iterator[click.Command]:
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        if isinstance(command, click.Group):
            yield from _commands(command)
        elif command is not None:
            yield command
