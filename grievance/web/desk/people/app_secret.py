"""The secret that an app takes over to make codes of.

Kept in the browser's cookie until its first code has come, so that a form that is shown again
shows the same picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import session
from markupsafe import Markup

from grievance.casebook.people import totp

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = "app"


def app_secret() -> str:
    """Return the secret that this browser is being shown; drawn where there is none yet."""
    kept = session.get(_NAME)
    if not isinstance(kept, str):
        kept = session[_NAME] = totp.new_secret()
    return kept


def forget_app_secret() -> None:
    """Show another one next time."""
    session.pop(_NAME, None)


def shown(secret: str, name: str) -> Mapping[str, object]:
    """Return what desk/_app.html draws: groups to type, the address, the picture."""
    return {
        "app_groups": totp.grouped(secret),
        "app_address": totp.address(secret, name),
        "app_picture": Markup(totp.picture(secret, name)),  # noqa: S704 - drawn by us, numbers only
    }
