"""A page as a browser understands it: its form, what the form holds already, its secret number."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TICKED = frozenset({"checkbox", "radio"})


@dataclass
class Form:
    """Where a form is sent, the names of its fields, and what it sends when left untouched."""

    action: str
    names: set[str] = field(default_factory=set)
    prefilled: dict[str, list[str]] = field(default_factory=dict)
    buttons: set[str] = field(default_factory=set)

    def filled(self, answers: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
        """Return what a browser sends once `answers` were given; names it lacks are left out."""
        given = {name: values for name, values in answers.items() if name in self.names}
        pairs = {**self.prefilled, **given}
        return [(name, value) for name, values in pairs.items() for value in values]


class PageReader(HTMLParser):
    """Reads one page: `form` (the first, or None), `title`, and the groups of `secret`."""

    def __init__(self, text: str) -> None:
        """Read `text` to its end."""
        super().__init__()
        self.form: Form | None = None
        self.title = ""
        self.secret: list[str] = []
        self._select = ""
        self._inside: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what belongs to the form, and where the secret number and the title begin."""
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = self.form or Form(has.get("action", ""))
        elif tag == "title" or "secret" in has.get("class", "").split():
            self._inside.append(tag)
        if self.form:
            self._note(self.form, tag, has)

    def handle_endtag(self, tag: str) -> None:
        """Note where the title and the secret number end."""
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()
        if tag in {"select", "textarea"}:
            self._select = ""

    def handle_data(self, data: str) -> None:
        """Collect the title, the secret number and what stands in a large field."""
        words = data.strip()
        if self._inside == ["title"]:
            self.title += data
        elif self._inside and words:
            self.secret.append(words)
        elif self._select.startswith("textarea ") and self.form and words:
            self.form.prefilled[self._select.removeprefix("textarea ")] = [words]

    def _note(self, form: Form, tag: str, has: Mapping[str, str]) -> None:
        name = has.get("name", "")
        if tag == "option" and "selected" in has:
            form.prefilled.setdefault(self._select, []).append(has.get("value", ""))
        elif tag == "button":
            form.buttons.add(has.get("value", ""))
        elif tag in {"select", "textarea"}:
            form.names.add(name)
            self._select = name if tag == "select" else f"textarea {name}"
        elif tag == "input":
            form.names.add(name)
            if has.get("type") not in _TICKED or "checked" in has:
                form.prefilled.setdefault(name, []).append(has.get("value", ""))
