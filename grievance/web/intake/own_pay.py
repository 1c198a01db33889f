"""What the worker really got for one hour, beside the law's lowest pay. Never says "paid well"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.coding.answers import month
from grievance.coding.pay import compute_pay, minimum_hourly, pay_facts, rounded
from grievance.wording.places import currency_of

if TYPE_CHECKING:
    from fractions import Fraction

    from grievance.reference.wages import MinimumWage
    from grievance.web.intake.intake import Intake
    from grievance.web.intake.reading import Told
    from grievance.wording.speaker import Speaker


@dataclass(frozen=True)
class OwnPay:
    """Words for the card: both figures with their currency, and where the law's figure is from."""

    got: str
    law: str | None = None
    scope: str = ""
    source: str = ""
    status: str = ""
    checked: bool = False


def own_pay(told: Told, here: Intake, tongue: Speaker) -> OwnPay | None:
    """Return the card; None where an answer it needs is missing."""
    country = told.country
    pay = compute_pay(pay_facts(told.answers), currency_of(country) if country else None)
    if pay.effective_hourly is None:
        return None
    got = _money(pay.effective_hourly, pay.currency, tongue)
    worked = month(told.answers, "pay.month")
    wage = here.facts.wages.in_force(country, worked) if country and worked else None
    return _compared(got, wage, pay.currency, tongue)


def _compared(got: str, wage: MinimumWage | None, currency: str, tongue: Speaker) -> OwnPay:
    if wage is None or not wage.benchmark or wage.currency != currency:
        return OwnPay(got)
    law = _money(minimum_hourly(wage), currency, tongue)
    return OwnPay(got, law, wage.scope, wage.source, wage.status, "NOT VERIFIED" not in wage.status)


def _money(value: Fraction, currency: str, tongue: Speaker) -> str:
    return f"{tongue.number(rounded(value, 2), 2)} {currency}"
