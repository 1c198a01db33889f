"""The WSGI entry point: `gunicorn wsgi:app`, the app chosen by GRIEVANCE_ROLE.

Imports lazily, so that the intake's process never holds a line of code that could open anything.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from grievance.errors import GrievanceError
from grievance.settings import BadSetting

if TYPE_CHECKING:
    from flask import Flask


def _intake() -> Flask:
    from grievance.clock import clock_for
    from grievance.settings import IntakeSettings
    from grievance.web.intake.app import create_app

    settings = IntakeSettings.from_env(os.environ)
    return create_app(settings, clock_for(settings.demo_date))


def _desk() -> Flask:
    from grievance.clock import now
    from grievance.settings import DeskSettings
    from grievance.web.desk.app import create_app
    from grievance.web.desk.key_descriptor import read_key

    key = read_key(os.environ)
    return create_app(DeskSettings.from_env(os.environ), key, now)


_ROLES = {"intake": _intake, "desk": _desk}


def _app() -> Flask:
    role = os.environ.get("GRIEVANCE_ROLE", "intake")
    if role not in _ROLES:
        raise BadSetting(f"GRIEVANCE_ROLE is {role!r}.", f"Set it to one of: {', '.join(_ROLES)}.")
    return _ROLES[role]()


try:
    app = _app()
except GrievanceError as problem:
    sys.exit(str(problem))  # what is wrong and what to do, not a traceback
