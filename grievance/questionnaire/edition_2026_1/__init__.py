"""Edition 2026-1, in the order in which it is asked."""

from __future__ import annotations

from grievance.questionnaire.edition import Edition
from grievance.questionnaire.edition_2026_1 import (
    content,
    health,
    hours,
    job,
    money,
    pace,
    pay,
    start,
    story,
    told,
    union,
    work,
    wrong,
)

EDITION = Edition(
    id="2026-1",
    sections=(
        start.SECTION,
        work.SECTION,
        pay.SECTION,
        hours.SECTION,
        health.SECTION,
        wrong.SECTION,
        union.SECTION,
        job.SECTION,
        content.SECTION,
        pace.SECTION,
        money.SECTION,
        told.SECTION,
        story.SECTION,
    ),
)
