"""Visitors of the demo: they take no page that does not say that all of it is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.cli.walker import Walker
from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grievance.cli.walker import Answered


class DemoFailed(GrievanceError):
    """Something on the road was not as it should be."""

    def __init__(self, defect: str) -> None:
        """Say what; the advice is the same for all."""
        super().__init__(defect, "Run scripts/test: it says more closely what is broken.")


class Visitor(Walker):
    """Somebody invented at one of the two apps; every page raises `DemoFailed` without banner."""

    def get(self, path: str) -> Answered:
        """Ask for a page, and for where it leads."""
        return _invented(super().get(path))

    def post_form(
        self, answers: Mapping[str, Sequence[str]], go: str = "on", to: str = ""
    ) -> Answered:
        """Fill in a form of the last page and press its button `go`."""
        return _invented(super().post_form(answers, go, to))


def require(answer: Answered, status: int = 200) -> Answered:
    """Return `answer` when it came with `status`; raises `DemoFailed`."""
    if answer.status != status:
        problems = "; ".join(answer.page.texts("error"))
        raise DemoFailed(f"{answer} was to answer {status}. {problems}".rstrip())
    return answer


def _invented(answer: Answered) -> Answered:
    if not answer.page.texts("demo"):
        raise DemoFailed(f"{answer} does not say that everything is invented.")
    return answer
