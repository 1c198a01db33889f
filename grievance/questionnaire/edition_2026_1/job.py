"""Section 8, its beginning: for whom, how long, where and on what terms. Casework alone uses it."""

from __future__ import annotations

from grievance.questionnaire.edition import MORE, Section
from grievance.questionnaire.edition_2026_1.conditions import wants_to_be_read
from grievance.questionnaire.edition_2026_1.options import (
    I_DONT_KNOW,
    NO,
    PREFER_NOT_TO_SAY,
    YES,
)
from grievance.questionnaire.question import Choice, Option, Prose, Question, Use, used_by
from grievance.questionnaire.text import say

CLIENT = Question(
    id="job.client",
    prompt=say("job.client", "For which company is this work in the end, if you know?"),
    hint=say(
        "job.client/hint",
        "For example the one whose app you check. Not the name of a person.",
    ),
    kind=Prose(most=100),
    uses=used_by(Use.CASEWORK),
    ask_if=wants_to_be_read,
)

TENURE = Question(
    id="job.tenure",
    prompt=say(
        "job.tenure", "How long have you worked, or did you work, for the company that pays you?"
    ),
    kind=Choice(
        options=(
            Option("under_3_months", say("job.tenure=under_3_months", "Less than 3 months")),
            Option("under_1_year", say("job.tenure=under_1_year", "3 to 12 months")),
            Option("under_2_years", say("job.tenure=under_2_years", "1 to 2 years")),
            Option("under_5_years", say("job.tenure=under_5_years", "2 to 5 years")),
            Option("over_5_years", say("job.tenure=over_5_years", "More than 5 years")),
            PREFER_NOT_TO_SAY,
        )
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=wants_to_be_read,
)

SITE = Question(
    id="job.site",
    prompt=say("job.site", "In what kind of place do you mostly work?"),
    hint=say("job.site/hint", "We do not ask where it is."),
    kind=Choice(
        options=(
            Option("office", say("job.site=office", "In an office of the company")),
            Option("home", say("job.site=home", "At home")),
            Option("internet_cafe", say("job.site=internet_cafe", "In an internet café")),
            Option(
                "shared_room",
                say("job.site=shared_room", "In a room shared with others who do this work"),
            ),
            Option("other", say("job.site=other", "In another kind of place")),
            PREFER_NOT_TO_SAY,
        )
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=wants_to_be_read,
)

CONTRACT_COPY = Question(
    id="job.contract_copy",
    prompt=say("job.contract_copy", "Do you have a copy of your contract?"),
    kind=Choice(
        options=(
            YES,
            Option("not_given", say("job.contract_copy=not_given", "No, they gave me none")),
            Option("refused", say("job.contract_copy=refused", "No, I asked and did not get it")),
            Option(
                "no_contract", say("job.contract_copy=no_contract", "There is nothing in writing")
            ),
            PREFER_NOT_TO_SAY,
        )
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=wants_to_be_read,
)

NDA = Question(
    id="job.nda",
    prompt=say("job.nda", "Did you sign that you will not talk about the work (an NDA)?"),
    kind=Choice(options=(YES, NO, I_DONT_KNOW, PREFER_NOT_TO_SAY)),
    uses=used_by(Use.CASEWORK),
    ask_if=wants_to_be_read,
)

NDA_FEAR = Question(
    id="job.nda_fear",
    prompt=say("job.nda_fear", "Are you afraid of what happens if you talk about the work?"),
    hint=say("job.nda_fear/hint", "For example with your family, a doctor or a union."),
    kind=Choice(
        options=(
            Option("not_at_all", say("job.nda_fear=not_at_all", "Not at all")),
            Option("a_little", say("job.nda_fear=a_little", "A little")),
            Option("a_lot", say("job.nda_fear=a_lot", "A lot")),
            PREFER_NOT_TO_SAY,
        )
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=wants_to_be_read,
)

SECTION = Section(
    "job",
    say("section.job", "Your contract and your place of work"),
    (CLIENT, TENURE, SITE, CONTRACT_COPY, NDA, NDA_FEAR),
    part=MORE,
    can_be_passed_over=True,
)
