"""How one short form is sent to an intake of Grievance: a driver for `scripts/bench --peer`.

    scripts/bench --peer http://127.0.0.1:8080 --driver scripts/drivers/grievance.py

To measure another platform, copy this file and write what its visitors do. `scripts/load/visit.py`
says what a visit offers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scripts.load.visit import Visit

FIRST_VIEW = "/en/"
"""The page whose weight is measured, with the stylesheets, scripts and images it names."""

ANSWERS = {
    "start.adult": "yes",
    "start.agree": "yes",
    "work.country": "KE",
    "work.employer": "sama",
    "work.role": "content_moderation",
    "work.hired": "agency",
    "pay.month": ["1", "2025"],
    "pay.per": "month",
    "pay.amount": "30500",
    "pay.currency": "KES",
    "pay.deductions_month": "1200",
    "pay.costs_month": "2500",
    "hours.paid": "45",
    "hours.unpaid": "6",
    "health.agree": "answer",
    "health.content": "daily",
    "health.effects": ["sleep", "anger"],
    "health.daily_life": "a_lot",
    "wrong.codes": ["harm.exposure", "harm.no_support"],
    "wrong.main": "harm.no_support",
    "union.read": "no",
}


def submit(visit: Visit) -> None:
    """Ask for the form, send it, and make sure that a secret number came back."""
    visit.get("/en/tell/short")
    visit.post(ANSWERS, button=("go", "on"))
    visit.confirm('class="secret"')
