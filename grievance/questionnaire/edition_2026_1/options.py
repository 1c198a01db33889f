"""Choices that many questions offer alike: yes, no, and the two ways to stay silent."""

from __future__ import annotations

from grievance.questionnaire.question import DONT_KNOW, PREFER_NOT, Option
from grievance.questionnaire.text import say

PREFER_NOT_TO_SAY = Option(PREFER_NOT, say("answer", "Prefer not to say"))
I_DONT_KNOW = Option(DONT_KNOW, say("answer", "I don’t know"))
YES = Option("yes", say("answer", "Yes"))
NO = Option("no", say("answer", "No"))
