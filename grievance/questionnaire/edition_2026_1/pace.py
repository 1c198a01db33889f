"""Section 8, on time: hours without pay, overtime, nights, and how fast the work has to go."""

from __future__ import annotations

from decimal import Decimal

from grievance.questionnaire.edition import MORE, Section
from grievance.questionnaire.edition_2026_1.conditions import wants_to_be_read
from grievance.questionnaire.edition_2026_1.options import I_DONT_KNOW, PREFER_NOT_TO_SAY
from grievance.questionnaire.question import (
    Answers,
    Choice,
    Number,
    Option,
    Question,
    Several,
    Use,
    one,
    used_by,
)
from grievance.questionnaire.text import say


def _works_without_pay(answers: Answers) -> bool:
    hours = one(answers, "hours.unpaid")
    return wants_to_be_read(answers) and hours is not None and Decimal(hours) > 0


UNPAID_KINDS = Question(
    id="time.unpaid_kinds",
    prompt=say("time.unpaid_kinds", "What were the hours without pay for?"),
    hint=say("time.unpaid_kinds/hint", "Choose all that fit."),
    kind=Several(
        options=(
            Option(
                "searching_waiting",
                say("time.unpaid_kinds=searching_waiting", "Waiting or looking for tasks"),
            ),
            Option("training_tests", say("time.unpaid_kinds=training_tests", "Training and tests")),
            Option(
                "rejected_work", say("time.unpaid_kinds=rejected_work", "Work that was rejected")
            ),
            Option(
                "meetings_admin",
                say("time.unpaid_kinds=meetings_admin", "Meetings and paperwork"),
            ),
            Option(
                "technical",
                say("time.unpaid_kinds=technical", "Trouble with internet, power or the website"),
            ),
            Option(
                "breaks_on_call",
                say("time.unpaid_kinds=breaks_on_call", "Breaks, or being on call"),
            ),
            Option("payout", say("time.unpaid_kinds=payout", "Getting the money paid out")),
        ),
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=_works_without_pay,
    asked_if=say("time.unpaid_kinds/if", "Only if you had hours without pay."),
)

OVERTIME = Question(
    id="time.overtime",
    prompt=say("time.overtime", "Do you work longer than agreed?"),
    kind=Choice(
        options=(
            Option("no", say("time.overtime=no", "No")),
            Option("paid", say("time.overtime=paid", "Yes, and all of it is paid")),
            Option("part_paid", say("time.overtime=part_paid", "Yes, and a part of it is paid")),
            Option("unpaid", say("time.overtime=unpaid", "Yes, and none of it is paid")),
            Option("none_agreed", say("time.overtime=none_agreed", "No hours were agreed")),
            PREFER_NOT_TO_SAY,
        )
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=wants_to_be_read,
)

NIGHT = Question(
    id="time.night",
    prompt=say("time.night", "Do you work at night?"),
    kind=Choice(
        options=(
            Option("never", say("time.night=never", "Never")),
            Option("sometimes", say("time.night=sometimes", "Sometimes")),
            Option("weekly", say("time.night=weekly", "Every week")),
            Option("always", say("time.night=always", "Always or nearly always")),
            PREFER_NOT_TO_SAY,
        )
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=wants_to_be_read,
)

QUOTA = Question(
    id="time.quota_seconds",
    prompt=say("time.quota_seconds", "About how many seconds do you get for one task?"),
    hint=say("time.quota_seconds/hint", "Leave it empty if nobody measures the time."),
    kind=Number(
        minimum=Decimal("0.5"),
        maximum=Decimal(36_000),
        step=Decimal("0.5"),
        unit=say("unit", "seconds a task"),
        counted=say("unit", "%(n)s seconds a task"),
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=wants_to_be_read,
)

REJECTED = Question(
    id="time.rejected",
    prompt=say(
        "time.rejected", "Of 100 tasks that you finish, about how many are rejected and not paid?"
    ),
    kind=Choice(
        options=(
            Option("none", say("time.rejected=none", "None")),
            Option("up_to_5", say("time.rejected=up_to_5", "1 to 5")),
            Option("up_to_20", say("time.rejected=up_to_20", "6 to 20")),
            Option("up_to_50", say("time.rejected=up_to_50", "21 to 50")),
            Option("over_50", say("time.rejected=over_50", "More than 50")),
            Option("not_by_task", say("time.rejected=not_by_task", "I am not paid by the task")),
            I_DONT_KNOW,
            PREFER_NOT_TO_SAY,
        )
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=wants_to_be_read,
)

SECTION = Section(
    "time",
    say("section.time", "Your time at work"),
    (UNPAID_KINDS, OVERTIME, NIGHT, QUOTA, REJECTED),
    part=MORE,
    can_be_passed_over=True,
)
