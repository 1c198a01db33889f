"""Every list of the desk, by the name under which it is exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.cases.case_lists import CASES, DEADLINES, TASKS
from grievance.casebook.employers.alert_list import ALERTS
from grievance.casebook.employers.employer_list import EMPLOYERS
from grievance.casebook.employers.unlisted_lists import DECIDED, UNLISTED
from grievance.casebook.journal_reading import JOURNAL
from grievance.casebook.lists.report_lists import REFUSED, REPORTS
from grievance.casebook.messages.conversations import CONVERSATIONS
from grievance.casebook.messages.saved_replies import SAVED_REPLIES
from grievance.casebook.messages.slips import SLIPS

if TYPE_CHECKING:
    from grievance.casebook.lists.listing import ListOf

_ALL = (
    REPORTS,
    REFUSED,
    CASES,
    TASKS,
    DEADLINES,
    EMPLOYERS,
    ALERTS,
    UNLISTED,
    DECIDED,
    CONVERSATIONS,
    SAVED_REPLIES,
    JOURNAL,
    SLIPS,
)

LISTS: dict[str, ListOf] = {of.id: of for of in _ALL}
