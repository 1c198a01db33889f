"""What the two printed pages of a release say in every release."""

from __future__ import annotations

from grievance.questionnaire.text import say

ROWS = say("printed release", "Where there are enough testimonies for figures")
ROW = say("printed release", "Where")
TESTIMONIES = say("printed release", "Testimonies")
REST = say(
    "printed release",
    "Of 100 testimonies; pay where the legal minimum is 100. In brackets: the privacy range. All "
    "other countries and employers do not have enough testimonies yet.",
)
MORE = say(
    "printed release",
    "Of 100 testimonies; pay where the legal minimum is 100. In brackets: the privacy range. Here "
    "are the %(n)s countries and employers with the most testimonies; table.csv has all.",
)
CITE = say("printed release", "To cite: %(cited)s")
