"""Invented testimonies, page by page, by names and values: the same in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.kit.browser import Browser, Page

    Answers = Mapping[str, str | Sequence[str]]
    Story = Mapping[str, Answers]

START: Answers = {"start.adult": "yes", "start.agree": "yes"}
STORY = "My supervisor Jane Wanjiru told me to call 0712 000 123."

# A moderator in Nairobi: 21,000 KES a month, 45 paid and 5 unpaid hours, 1,500 KES costs.
MODERATOR: Story = {
    "start": START,
    "work": {
        "work.country": "KE",
        "work.role": "content_moderation",
        "work.hired": "agency",
    },
    "employer": {"work.employer": "sama"},
    "pay": {
        "pay.month": ["10", "2026"],
        "pay.per": "month",
        "pay.amount": "21000",
        "pay.currency": "KES",
    },
    "pay-details": {"pay.costs_month": "1500"},
    "hours": {"hours.paid": "45", "hours.unpaid": "5"},
    "health": {"health.agree": "answer"},
    "health-questions": {
        "health.content": "daily",
        "health.effects": ["sleep", "anger"],
        "health.daily_life": "a_lot",
    },
    "wrong": {"wrong.codes": ["pay.late", "harm.exposure"]},
    "wrong-main": {"wrong.main": "harm.exposure"},
    "union": {"union.read": "yes"},
    "story": {"story.text": STORY, "story.repeat": "other_words"},
}
# What only the union reads, page by page.
MORE: Story = {
    "contract": {
        "job.client": "Uhuru Video",
        "job.tenure": "under_2_years",
        "job.site": "office",
    },
    "silence": {"job.contract_copy": "refused", "job.nda": "yes", "job.nda_fear": "a_lot"},
    "content": {
        "health.kinds": ["violence", "hate"],
        "health.warned": "partly",
        "health.refuse": "at_a_cost",
    },
    "support": {"health.support": ["counsellor_inside"], "health.support_trust": "no"},
    "time": {
        "time.unpaid_kinds": ["searching_waiting", "technical"],
        "time.overtime": "unpaid",
        "time.night": "weekly",
    },
    "pace": {"time.quota_seconds": "55", "time.rejected": "up_to_5"},
    "money": {
        "money.net_or_gross": "net",
        "money.delay": "weeks",
        "money.owed": "4,000",
        "money.deductions": ["tax", "fines"],
    },
    "told": {"told.whom": ["boss", "company"]},
    "outcome": {"told.outcome": "promised"},
}
WITH_MORE: Story = {**MODERATOR, **MORE}
SHORT: Answers = {
    **START,
    **MODERATOR["work"],
    **MODERATOR["employer"],
    **MODERATOR["pay"],
    **MODERATOR["pay-details"],
    **MODERATOR["hours"],
    **MODERATOR["health"],
    **MODERATOR["health-questions"],
    **MODERATOR["wrong"],
    **MODERATOR["wrong-main"],
    **MODERATOR["union"],
}
ONLY_COUNTED: Story = {**MODERATOR, "union": {"union.read": "no"}}
SILENT: Story = {"start": START}


def step_shown(page: Page) -> str:
    """Return the last part of the page's address."""
    return page.path.rsplit("/", 1)[1]


def walk(browser: Browser, story: Story, until: str = "check") -> Page:
    """Answer page after page, steps that `story` leaves out with nothing, until one is reached."""
    page = browser.open("~/tell/start")
    for _ in range(40):
        step = step_shown(page)
        if step == until:
            return page
        page = browser.say(story.get(step, {}))
        assert page.status == 200, page.problems
        assert step_shown(page) != step, f"{step} does not lead on"
    raise AssertionError(f"{until} was never reached")


def tell(browser: Browser, story: Story) -> Page:
    """Tell and send; return the page with the secret number."""
    walk(browser, story)
    return browser.press("on")


def tell_short(browser: Browser, answers: Answers | None = None) -> Page:
    """Fill in the short form and send it."""
    browser.open("~/tell/short")
    return browser.say(SHORT if answers is None else answers)
