"""How a module of pages says what it offers, and who may have it.

    ROUTES = (Route("/reports", "reports", Right.READ_REPORTS, get=show_reports),)

`right` None is for pages before signing in; every other view gets whoever is signed in. That a
route has a right is not the only fence: the functions it calls ask for it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Response

    from grievance.casebook.permissions import Right

    View = Callable[..., Response]


@dataclass(frozen=True)
class Route:
    """One address below `/<language>`; `get` and `post` are `view(actor, language, **arguments)`.

    Without `right` they are `view(language, **arguments)`.
    """

    path: str
    endpoint: str
    right: Right | None
    get: View | None = None
    post: View | None = None
