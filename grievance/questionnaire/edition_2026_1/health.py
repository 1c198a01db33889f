"""Section 5: what the work does to the worker. A consent of its own; content is never described."""

from __future__ import annotations

from grievance.questionnaire.edition import Section
from grievance.questionnaire.edition_2026_1.conditions import agreed_about_health
from grievance.questionnaire.edition_2026_1.options import PREFER_NOT_TO_SAY
from grievance.questionnaire.question import (
    Choice,
    Option,
    Question,
    Several,
    Use,
    used_by,
)
from grievance.questionnaire.text import say

ONLY_IF_AGREED = say("health.kinds/if", "Only if you agreed to questions about your health.")

AGREE = Question(
    id="health.agree",
    prompt=say("health.agree", "The next questions are about your health. You can skip them."),
    hint=say(
        "health.agree/hint",
        "You never have to describe what you saw. There are three questions now, and five later "
        "if a union may read your answers.",
    ),
    name=say("health.agree/name", "Questions about your health"),
    kind=Choice(
        options=(
            Option(
                "answer", say("health.agree=answer", "I agree to answer questions about my health")
            ),
            Option("skip", say("health.agree=skip", "Skip these questions")),
        )
    ),
    uses=used_by(Use.ROUTE, Use.CASEWORK),
)

CONTENT = Question(
    id="health.content",
    prompt=say("health.content", "How often did you see or hear disturbing content at work?"),
    hint=say("health.content/hint", "For example violence, sexual abuse, hate, self-harm."),
    kind=Choice(
        options=(
            Option("never", say("health.content=never", "Never")),
            Option("rarely", say("health.content=rarely", "Less than once a month")),
            Option("monthly", say("health.content=monthly", "Every month")),
            Option("weekly", say("health.content=weekly", "Every week")),
            Option("daily", say("health.content=daily", "Every day")),
            Option("most_of_day", say("health.content=most_of_day", "Most of the day")),
            PREFER_NOT_TO_SAY,
        )
    ),
    uses=used_by(Use.STATISTICS, Use.CASEWORK),
    histograms=("content",),
    ask_if=agreed_about_health,
    asked_if=ONLY_IF_AGREED,
)

EFFECTS = Question(
    id="health.effects",
    prompt=say("health.effects", "Did the work cause you any of these in the last four weeks?"),
    hint=say("health.effects/hint", "Choose all that fit."),
    kind=Several(
        options=(
            Option("sleep", say("health.effects=sleep", "Sleeping badly or nightmares")),
            Option(
                "intrusive_images",
                say(
                    "health.effects=intrusive_images",
                    "Images that come back when you do not want them",
                ),
            ),
            Option(
                "avoidance",
                say("health.effects=avoidance", "Staying away from people, places or things"),
            ),
            Option("low_mood", say("health.effects=low_mood", "Sadness")),
            Option("anxiety", say("health.effects=anxiety", "Worry or fear")),
            Option("anger", say("health.effects=anger", "Anger")),
            Option("numbness", say("health.effects=numbness", "Feeling nothing any more")),
            Option(
                "concentration", say("health.effects=concentration", "Trouble thinking clearly")
            ),
            Option(
                "relationships",
                say("health.effects=relationships", "Trouble with family or friends"),
            ),
            Option(
                "alcohol_drugs",
                say("health.effects=alcohol_drugs", "More alcohol, drugs or tablets than before"),
            ),
            Option(
                "headaches_eyes_body",
                say("health.effects=headaches_eyes_body", "Headaches, sore eyes, pain in the body"),
            ),
            Option("none", say("health.effects=none", "None of these")),
        ),
        alone="none",
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=agreed_about_health,
    asked_if=ONLY_IF_AGREED,
)

DAILY_LIFE = Question(
    id="health.daily_life",
    prompt=say("health.daily_life", "Does the work make your daily life harder?"),
    kind=Choice(
        options=(
            Option("not_at_all", say("health.daily_life=not_at_all", "Not at all")),
            Option("a_little", say("health.daily_life=a_little", "A little")),
            Option("some", say("health.daily_life=some", "Somewhat")),
            Option("a_lot", say("health.daily_life=a_lot", "A lot")),
            Option("unsure", say("health.daily_life=unsure", "I am not sure")),
            PREFER_NOT_TO_SAY,
        )
    ),
    uses=used_by(Use.STATISTICS, Use.CASEWORK),
    histograms=("daily_life",),
    ask_if=agreed_about_health,
    asked_if=ONLY_IF_AGREED,
)

SECTION = Section(
    "health",
    say("section.health", "What the work does to you"),
    (AGREE, CONTENT, EFFECTS, DAILY_LIFE),
)
