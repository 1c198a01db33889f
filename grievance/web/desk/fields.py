"""Form fields of the desk, short to write: the same macros as the worker's pages draw them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.forms.choices import Group
from grievance.forms.fields import Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Typed = Mapping[str, Sequence[str]]


def text(  # noqa: PLR0913 - a field has that many parts
    id_: str,
    label: str,
    typed: Typed,
    *,
    error: str | None = None,
    hint: str | None = None,
    most: int = 200,
    control: str = "text",
) -> Field:
    """Return a field of one line; `control` may be password, date or search, too."""
    return _field(id_, control, label, typed, error=error, hint=hint, most=most)


def textarea(  # noqa: PLR0913 - a field has that many parts
    id_: str,
    label: str,
    typed: Typed,
    *,
    error: str | None = None,
    hint: str | None = None,
    most: int = 2000,
    lines: int = 6,
) -> Field:
    """Return a field of several lines."""
    return _field(id_, "textarea", label, typed, error=error, hint=hint, most=most, lines=lines)


def choice(  # noqa: PLR0913 - a field has that many parts
    id_: str,
    label: str,
    options: Iterable[tuple[str, str]],
    typed: Typed,
    *,
    error: str | None = None,
    hint: str | None = None,
    control: str = "select",
) -> Field:
    """Return a field of (code, words) to choose from: select, radios or checkboxes."""
    group = Group(None, tuple(options))
    return _field(id_, control, label, typed, error=error, hint=hint, groups=(group,))


def _field(  # noqa: PLR0913 - as above, in one place
    id_: str,
    control: str,
    label: str,
    typed: Typed,
    *,
    error: str | None,
    hint: str | None,
    most: int | None = None,
    lines: int = 1,
    groups: tuple[Group, ...] = (),
) -> Field:
    # A password is never put back into a page.
    kept = () if control == "password" else tuple(typed.get(id_, ()))
    return Field(
        id=id_,
        control=control,
        label=label,
        hint=hint,
        asked_if=None,
        typed=kept,
        error=error,
        most=most,
        lines=lines,
        groups=groups,
    )
