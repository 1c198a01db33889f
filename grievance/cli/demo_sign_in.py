"""Who signs in at the demo's desk, as a person does: name, password, a code of an app."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from grievance.casebook.people import totp
from grievance.cli.demo_visiting import DemoFailed, Visitor, require
from grievance.clock import now

if TYPE_CHECKING:
    from grievance.casebook.office.setup import Member

LANGUAGE = "en"


@dataclass
class SignIn:
    """Somebody who may sign in: `member` as the set-up gave it, and the chosen password."""

    member: Member
    password: str = field(repr=False)
    _used: int = -1

    def code(self, moment: datetime) -> tuple[str, int]:
        """Return a code that the desk takes at `moment`, and for how many seconds it stands.

        One that was used is taken no more: the next one, which the desk takes early, is given.
        """
        step = self._step(moment)
        begins = step * totp.STEP_SECONDS
        code = totp.code_at(self.member.secret, datetime.fromtimestamp(begins, UTC))
        return code, begins + totp.STEP_SECONDS - int(moment.timestamp())

    def enter(self, desk: str) -> Visitor:
        """Sign in at the desk; return the visitor, who is on the first page.

        Raises `DemoFailed`.
        """
        visitor, moment = Visitor(desk), now()
        visitor.get(f"/{LANGUAGE}/sign-in")
        code, _ = self.code(moment)
        self._used = self._step(moment)
        answers = {"name": [self.member.name], "password": [self.password], "code": [code]}
        if not require(visitor.post_form(answers)).path.endswith("/start"):
            raise DemoFailed(f"Signing in led to {visitor.here}.")
        return visitor

    def _step(self, moment: datetime) -> int:
        return max(int(moment.timestamp()) // totp.STEP_SECONDS, self._used + 1)
