"""The two ways to stay silent, offered beside the choices of a question."""

from __future__ import annotations

from grievance.questionnaire.question import DONT_KNOW, PREFER_NOT, Option
from grievance.questionnaire.text import say

PREFER_NOT_TO_SAY = Option(PREFER_NOT, say("answer", "Prefer not to say"))
I_DONT_KNOW = Option(DONT_KNOW, say("answer", "I don’t know"))
