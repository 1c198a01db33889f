"""Many workers at once who send the short form, and press the button again until they are answered.

    with crowd(lambda: intake.base, at_once=6) as workers:
        workers.wait_for(100)            # numbers shown since the crowd began
    workers.shown                        # every number that reached anybody, by worker

Whatever happens to the intake meanwhile: a worker keeps cookie and form, as a browser does, and
goes on with them. What the pages said on the way is kept too.
"""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPException
from typing import TYPE_CHECKING

from grievance.cli.pages import PageReader
from tests.attacks.visitor import Visitor
from tests.telling import LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

SHORT: Mapping[str, tuple[str, ...]] = {
    "start.adult": ("yes",),
    "start.agree": ("yes",),
    "work.country": ("KE",),
    "work.employer": ("sama",),
    "pay.month": ("10", LAST_YEAR),
    "pay.per": ("month",),
    "pay.amount": ("21000",),
    "pay.currency": ("KES",),
    "wrong.codes": ("pay.late",),
    "wrong.main": ("pay.late",),
    "union.read": ("yes",),
}
PATH = "/en/tell/short"
RELOADS = 4
"""Every so manieth worker reloads the page of the number."""
ENOUGH = 120.0
"""Seconds after which a crowd that gets nowhere is a failure."""
REFUSED = {"503", "507"}
"""What the pages answer that say there is no room, or no disk."""
SOON = 0.1
"""Seconds until a worker who got no answer presses again."""
_NUMBER = re.compile(r'class="secret"[^>]*>(.*?)</p>', re.DOTALL)
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_TAG = re.compile(r"<[^>]*>")


@dataclass
class Crowd:
    """What all workers were shown: numbers by worker, and how often which status or break."""

    base: Callable[[], str]
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: SHORT)
    shown: dict[str, set[str]] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)
    lost_words: list[str] = field(default_factory=list)
    wrong: list[BaseException] = field(default_factory=list)
    leaving: threading.Event = field(default_factory=threading.Event)
    given_up: bool = False
    _pairs: list[tuple[str, str]] = field(default_factory=list)
    _change: threading.Condition = field(default_factory=threading.Condition)

    def wait_for(self, more: int) -> None:
        """Return once `more` workers more than now have their number."""
        with self._change:
            goal = len(self.shown) + more
            came = self._change.wait_for(lambda: len(self.shown) >= goal or self.wrong, ENOUGH)
        assert came, f"only {len(self.shown)} numbers were shown: {self.answers}"
        assert not self.wrong, self.wrong

    def wait_for_refusals(self, more: int) -> None:
        """Return once so many more pages came that say there is no room, or no disk."""
        with self._change:
            goal = self._refused + more
            came = self._change.wait_for(lambda: self._refused >= goal or self.wrong, ENOUGH)
        assert came, f"not {goal} refusals: {self.answers}"
        assert not self.wrong, self.wrong

    @property
    def _refused(self) -> int:
        return sum(self.answers[kind] for kind in REFUSED)

    def work(self) -> None:
        """Be one worker after the other, until it is enough."""
        try:
            while not self.leaving.is_set():
                self._tell(secrets.token_hex(8))
        except BaseException as problem:
            with self._change:
                self.wrong.append(problem)
                self._change.notify_all()
            raise

    def _tell(self, name: str) -> None:
        visitor = Visitor(self.base())
        while not self._asked(visitor, partial(visitor.get, PATH)) or visitor.status != 200:
            if self.leaving.is_set():
                return
            visitor.base = self.base()
        typed = self._filled_in(visitor)
        words = {value for values in self.fields.values() for value in values}
        end, reloaded = time.monotonic() + ENOUGH, bool(len(self.shown) % RELOADS)
        while time.monotonic() < end and not self.given_up:
            visitor.base = self.base()
            if not self._asked(visitor, partial(visitor.send, PATH, typed)):
                continue
            number = _NUMBER.search(visitor.text)
            if visitor.status == 200 and number:
                self.note(name, " ".join(_TAG.sub(" ", number[1]).split()))
                if reloaded:
                    return
                reloaded = True  # who presses reload on that page sends the form once more
                continue
            assert str(visitor.status) in REFUSED, visitor.said
            # Nothing typed is lost: the next press sends what stands on the page now.
            form = PageReader(visitor.text).form
            again = [] if form is None else form.filled({})
            if not words <= {value for _, value in again}:
                self.lost_words.append(visitor.said)
            else:
                typed = [*again, ("go", "on")]
        assert self.given_up, f"no number in {ENOUGH} seconds: {visitor.said}"

    def _filled_in(self, visitor: Visitor) -> list[tuple[str, str]]:
        """Fill in the form of the open page; it is the same for everyone but for its token."""
        if not self._pairs:
            self._pairs = [*visitor.form.filled(self.fields), ("go", "on")]
        token = _TOKEN.search(visitor.text)
        assert token, visitor.said
        return [(name, token[1] if name == "csrf_token" else value) for name, value in self._pairs]

    def _asked(self, visitor: Visitor, ask: Callable[[], None]) -> bool:
        """Tell whether an answer came."""
        try:
            ask()
        except (OSError, HTTPException):
            self._count("cut off")
            self.leaving.wait(SOON)
            return False
        self._count(str(visitor.status))
        return True

    def _count(self, kind: str) -> None:
        with self._change:
            self.answers[kind] += 1
            self._change.notify_all()

    def note(self, name: str, number: str) -> None:
        """Note that the worker `name` was shown `number`."""
        with self._change:
            self.shown.setdefault(name, set()).add(number)
            self._change.notify_all()


@contextmanager
def crowd(base: Callable[[], str], at_once: int) -> Iterator[Crowd]:
    """Let `at_once` workers at a time tell, until the end of the block; wait for the last ones.

    Each that has sent the form once goes on until the number is there.
    """
    telling = Crowd(base)
    threads = [threading.Thread(target=telling.work) for _ in range(at_once)]
    for thread in threads:
        thread.start()
    try:
        yield telling
    except BaseException:
        telling.given_up = True
        raise
    finally:
        telling.leaving.set()
        for thread in threads:
            thread.join()
    assert not telling.wrong, telling.wrong
