"""Where the time of one short form goes, in one process: each part called as the views call it."""

from __future__ import annotations

import time
from contextlib import contextmanager
from statistics import median
from typing import TYPE_CHECKING, cast

from grievance.cli.demo_intake import folders
from grievance.clock import now
from grievance.coding.coded import code as coded_from
from grievance.envelope.testimony import Recipients, seal_testimony
from grievance.opening.new import new_keys
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.testimony import Testimony
from grievance.reference.facts import Facts
from grievance.settings import IntakeSettings
from grievance.store.rows import NewEnvelope, NewReceipt
from grievance.store.week import week_of
from grievance.web.intake import draft as drafts
from grievance.web.intake.app import create_app
from grievance.web.intake.done import respond_done
from grievance.web.intake.draft import Draft
from grievance.web.intake.reading import Told
from scripts.load.intake import NAMES
from scripts.load.short_forms import GIVEN, PATH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from grievance.envelope.card import Card
    from grievance.envelope.receipt import ReceiptCode
    from grievance.envelope.testimony import SealedTestimony
    from grievance.web.intake.intake import Intake

CALLS = 200


class Stopwatch:
    """Times parts by name; every part of every call."""

    def __init__(self) -> None:
        """Begin with none."""
        self.spent: dict[str, list[float]] = {}

    @contextmanager
    def timing(self, part: str) -> Iterator[None]:
        """Time the block as `part`."""
        began = time.perf_counter()
        yield
        self.spent.setdefault(part, []).append(time.perf_counter() - began)


def parts() -> list[tuple[str, float]]:
    """Return the median milliseconds of each part."""
    watch = Stopwatch()
    with folders() as places:
        settings = IntakeSettings(
            operator="Measured", contact="a@example.org", data=places.data, drafts=places.drafts
        )
        app = create_app(settings, now)
        here = cast("Intake", app.extensions["grievance"])
        card = new_keys(places.keys, NAMES, NAMES, now().date(), Facts.load(None))
        here.store.put_card(card.organisation, card.serial, card.raw)
        for _ in range(CALLS):
            _one(app, here, card, watch)
    return [(part, median(spent) * 1000) for part, spent in watch.spent.items()]


def _one(app: Flask, here: Intake, card: Card, watch: Stopwatch) -> None:
    gzip = {"Accept-Encoding": "gzip"}
    with app.test_request_context(PATH, base_url="https://localhost", headers=gzip):
        with watch.timing("reading"):
            told = Told(GIVEN, here)
            answers = told.masked()
        with watch.timing("draft"):
            fresh = Draft(typed=GIVEN)
            fresh.receipt_code()
            draft = drafts.claim(fresh)
        with watch.timing("sealing"):
            sealed = _sealed(here, card, draft.receipt_code(), answers)
        with watch.timing("store"):
            here.store.keep(week_of(here.today), *_rows(sealed))
        with watch.timing("draft.emptied"):
            draft.typed, draft.sent = {}, True
            drafts.keep(draft)
        with watch.timing("rendering"):
            respond_done("en", draft)


def _sealed(
    here: Intake, card: Card, code: ReceiptCode, answers: dict[str, str | tuple[str, ...]]
) -> SealedTestimony:
    coded = coded_from(
        answers, wages=here.facts.wages, employers=here.facts.employers, today=here.today
    )
    counting = card.counting_key(here.today)
    reading = card.casework_key(here.today)
    if counting is None or reading is None:
        raise AssertionError("the card was made today")
    to = Recipients(counting.public, {card.organisation: reading.public})
    return seal_testimony(code, Testimony(EDITION.id, "en", answers), EDITION, coded, to)


def _rows(sealed: SealedTestimony) -> tuple[list[NewEnvelope], NewReceipt]:
    envelopes = [
        NewEnvelope(one.key_id, one.purpose, one.erase_tag_hash, one.body)
        for one in sealed.envelopes
    ]
    return envelopes, NewReceipt(sealed.record_id, sealed.record)
