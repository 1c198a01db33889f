"""Starting the desk under gunicorn: the key of its database goes along in memory, nowhere else."""

from __future__ import annotations

import os
import resource
from typing import TYPE_CHECKING

from grievance.casebook.database import unlock
from grievance.clock import now
from grievance.settings import DeskSettings
from grievance.web.desk.app import create_app
from grievance.web.desk.key_descriptor import VARIABLE

if TYPE_CHECKING:
    from pathlib import Path


def environ_for(folder: Path, intake: str | None) -> dict[str, str]:
    """Return the environment that the desk starts with: this one and what was given."""
    given = {"GRIEVANCE_ROLE": "desk", "GRIEVANCE_DESK": str(folder)}
    return {**os.environ, **given, **({"GRIEVANCE_INTAKE": intake} if intake else {})}


def leave_no_memory() -> None:
    """Let a crash write no core dump: it would hold the passphrase and what people read.

    gunicorn and its workers inherit this.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def check_start(environ: dict[str, str], passphrase: str) -> bytes:
    """Return the key that opens the desk; raise the `GrievanceError` that would stop it."""
    settings = DeskSettings.from_env(environ)
    key = unlock(settings.desk, passphrase)
    create_app(settings, key, now)
    return key


def hand_over(environ: dict[str, str], key: bytes) -> None:
    """Put `key` into a file that exists in memory only, and name its descriptor in `environ`.

    gunicorn inherits it, reads it before it makes its workers, and closes it.
    """
    descriptor = os.memfd_create("desk-key")
    os.write(descriptor, key)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.set_inheritable(descriptor, True)  # noqa: FBT003 - its one argument
    environ[VARIABLE] = str(descriptor)
