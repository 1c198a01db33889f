"""A page as a browser understands it: its forms and what they hold, its links, its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TICKED = frozenset({"checkbox", "radio"})
# https://html.spec.whatwg.org/multipage/syntax.html#void-elements
_VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()  # noqa: SIM905 - reads as the specification lists them
)


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


@dataclass
class Element:
    """An element with a class, a link or the title: its address, and its words as they came."""

    tag: str
    classes: frozenset[str]
    to: str
    pieces: list[str] = field(default_factory=list)

    @property
    def is_kept(self) -> bool:
        """Whether anybody may ask for it."""
        return bool(self.classes or self.to) or self.tag == "title"

    @property
    def words(self) -> str:
        """All words in it, without the space around them."""
        return "".join(self.pieces).strip()


class PageReader(HTMLParser):
    """Reads one page: `forms`, and every element that has a class, leads on or is the title."""

    def __init__(self, text: str) -> None:
        """Read `text` to its end."""
        super().__init__()
        self.forms: list[Form] = []
        self.elements: list[Element] = []
        self._form: Form | None = None
        self._select = ""
        self._open: list[Element] = []
        self.feed(text)
        self.close()

    @property
    def form(self) -> Form | None:
        """The first form, if there is one."""
        return self.forms[0] if self.forms else None

    @property
    def title(self) -> str:
        """The words of the title."""
        return next((one.words for one in self.elements if one.tag == "title"), "")

    @property
    def links(self) -> list[str]:
        """The addresses that the page leads to."""
        return [one.to for one in self.elements if one.tag == "a"]

    @property
    def secret(self) -> list[str]:
        """The groups of the secret number."""
        shown = next((one for one in self.elements if "secret" in one.classes), None)
        return [piece.strip() for piece in shown.pieces if piece.strip()] if shown else []

    def texts(self, name: str) -> list[str]:
        """Return the words of each element of the class `name`."""
        return [one.words for one in self.elements if name in one.classes]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what belongs to a form, and where an element begins."""
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(has.get("action", ""))
            self.forms.append(self._form)
        if tag not in _VOID:
            self._begin(tag, has)
        if self._form:
            self._note(self._form, tag, has)

    def handle_endtag(self, tag: str) -> None:
        """Note where a form, a large field or an element ends."""
        if tag == "form":
            self._form = None
        if tag in {"select", "textarea"}:
            self._select = ""
        if any(one.tag == tag for one in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Collect the words of what is open, and what stands in a large field."""
        for one in self._open:
            if one.is_kept:
                one.pieces.append(data)
        words = data.strip()
        if self._select.startswith("textarea ") and self._form and words:
            self._form.prefilled[self._select.removeprefix("textarea ")] = [words]

    def _begin(self, tag: str, has: Mapping[str, str]) -> None:
        element = Element(tag, frozenset(has.get("class", "").split()), has.get("href", ""))
        self._open.append(element)
        if element.is_kept:
            self.elements.append(element)

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
