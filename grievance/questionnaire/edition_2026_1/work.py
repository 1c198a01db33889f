"""Section 2: where, for whom, as what, and how hired."""

from __future__ import annotations

from grievance.questionnaire.edition import Section
from grievance.questionnaire.edition_2026_1.options import I_DONT_KNOW, PREFER_NOT_TO_SAY
from grievance.questionnaire.question import (
    Answers,
    Choice,
    Option,
    Prose,
    Question,
    Source,
    Use,
    one,
    used_by,
)
from grievance.questionnaire.text import say

UNLISTED = "other"
ANOTHER = Option(UNLISTED, say("work.employer=other", "Another company or website"))


def _employer_is_unlisted(answers: Answers) -> bool:
    return one(answers, "work.employer") == UNLISTED


COUNTRY = Question(
    id="work.country",
    prompt=say("work.country", "In which country do you do this work?"),
    hint=say("work.country/hint", "We compare your pay with the law of that country."),
    kind=Choice(source=Source.COUNTRIES),
    uses=used_by(Use.STATISTICS, Use.CASEWORK, Use.OWN_PAY, Use.ROUTE),
    histograms=("cell", "pay_below_minimum", "pay_ratio"),
)

EMPLOYER = Question(
    id="work.employer",
    prompt=say("work.employer", "Who do you work for?"),
    hint=say(
        "work.employer/hint",
        "The company or website that pays you, now or in the past.",
    ),
    kind=Choice(source=Source.EMPLOYERS, options=(ANOTHER, PREFER_NOT_TO_SAY)),
    uses=used_by(Use.STATISTICS, Use.CASEWORK),
    histograms=("cell",),
)

EMPLOYER_OTHER = Question(
    id="work.employer_other",
    prompt=say("work.employer_other", "What is the name of that company or website?"),
    hint=say(
        "work.employer_other/hint",
        "Not the name of a person. Only those you choose can read this.",
    ),
    kind=Prose(most=100),
    uses=used_by(Use.CASEWORK),
    ask_if=_employer_is_unlisted,
    asked_if=say("work.employer_other/if", "Only if it is not in the list."),
)

ROLE = Question(
    id="work.role",
    prompt=say("work.role", "What is most of your work?"),
    kind=Choice(
        options=(
            Option(
                "annotation_image", say("work.role=annotation_image", "Labelling images or video")
            ),
            Option("annotation_text", say("work.role=annotation_text", "Labelling text")),
            Option(
                "content_moderation",
                say(
                    "work.role=content_moderation", "Checking posts, images or videos (moderation)"
                ),
            ),
            Option(
                "llm_training_rating",
                say("work.role=llm_training_rating", "Writing or rating answers of a chatbot"),
            ),
            Option(
                "safety_red_team",
                say("work.role=safety_red_team", "Testing an AI with harmful requests"),
            ),
            Option(
                "transcription_audio",
                say("work.role=transcription_audio", "Writing down or labelling speech and sound"),
            ),
            Option(
                "search_ads_eval",
                say("work.role=search_ads_eval", "Rating search results or advertisements"),
            ),
            Option(
                "data_collection",
                say("work.role=data_collection", "Collecting data, photos or recordings"),
            ),
            Option("translation", say("work.role=translation", "Translating")),
            Option(
                "qa_team_lead",
                say("work.role=qa_team_lead", "Checking the work of others or leading a team"),
            ),
            Option("other", say("work.role=other", "Other work")),
            I_DONT_KNOW,
            PREFER_NOT_TO_SAY,
        )
    ),
    uses=used_by(Use.CASEWORK),
)

HIRED = Question(
    id="work.hired",
    prompt=say("work.hired", "How are you hired?"),
    kind=Choice(
        options=(
            Option(
                "employee_open", say("work.hired=employee_open", "Employee, permanent contract")
            ),
            Option(
                "employee_fixed",
                say("work.hired=employee_fixed", "Employee, contract with an end date"),
            ),
            Option(
                "agency",
                say("work.hired=agency", "Through an agency that hires for another company"),
            ),
            Option("contractor", say("work.hired=contractor", "Paid by contract, not an employee")),
            Option(
                "platform_account",
                say("work.hired=platform_account", "Only an account on a website or an app"),
            ),
            Option("trainee", say("work.hired=trainee", "Trainee or apprentice")),
            Option("informal", say("work.hired=informal", "Nothing in writing")),
            I_DONT_KNOW,
            PREFER_NOT_TO_SAY,
        )
    ),
    uses=used_by(Use.CASEWORK),
)

SECTION = Section(
    "work", say("section.work", "Your work"), (COUNTRY, EMPLOYER, EMPLOYER_OTHER, ROLE, HIRED)
)
