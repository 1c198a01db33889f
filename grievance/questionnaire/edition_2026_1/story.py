"""Section 8, its end: the worker's own words, for the union that may read it."""

from __future__ import annotations

from grievance.questionnaire.edition import MORE, Section
from grievance.questionnaire.edition_2026_1.conditions import wants_to_be_read
from grievance.questionnaire.question import Choice, Option, Prose, Question, Use, used_by
from grievance.questionnaire.text import say

STORY_LIMIT = 4000


TEXT = Question(
    id="story.text",
    prompt=say("story.text", "What do you want the union to know, in your own words?"),
    hint=say(
        "story.text/hint",
        "Do not write names, telephone numbers or dates that could show who you are. "
        "You do not have to describe what you saw.",
    ),
    kind=Prose(most=STORY_LIMIT, lines=10),
    uses=used_by(Use.CASEWORK),
    ask_if=wants_to_be_read,
)

REPEAT = Question(
    id="story.repeat",
    prompt=say("story.repeat", "If you wrote something: may the union repeat it to others?"),
    kind=Choice(
        options=(
            Option("own_words", say("story.repeat=own_words", "Yes, in my words")),
            Option("other_words", say("story.repeat=other_words", "Yes, told in other words")),
            Option("no", say("story.repeat=no", "No, do not repeat my story")),
        )
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=wants_to_be_read,
)

SECTION = Section("story", say("section.story", "In your own words"), (TEXT, REPEAT), part=MORE)
