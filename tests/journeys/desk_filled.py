"""A small desk on which something stands on every page: reports, cases, people, alerts, slips.

What lists read is invented by `scripts.invented_desk`; the rest is done by the casebook's own
functions, as one person who has every role.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from grievance.casebook.arrivals.arrivals import open_waiting
from grievance.casebook.arrivals.paper import PaperForm, add_paper, new_form
from grievance.casebook.arrivals.spool import FOLDER, Spool
from grievance.casebook.cases import notes
from grievance.casebook.cases.case_checks import CaseFields
from grievance.casebook.cases.case_reports import link_report
from grievance.casebook.cases.cases import open_case
from grievance.casebook.cases.deadlines import NewDeadline, add_deadline
from grievance.casebook.cases.tasks import TaskFields, add_task
from grievance.casebook.employers import employers
from grievance.casebook.employers.alerts import raise_alerts
from grievance.casebook.employers.employer_names import checked
from grievance.casebook.employers.employers import Seen
from grievance.casebook.employers.merging import merge
from grievance.casebook.employers.renaming import rename
from grievance.casebook.employers.unlisted import decide
from grievance.casebook.messages import replies, slips
from grievance.casebook.people import grants_held, invitations, members, people, totp
from grievance.casebook.people.credentials import Credentials, open_credentials
from grievance.casebook.people.members import NewPerson
from grievance.casebook.people.people import Changed
from grievance.casebook.permissions import Actor, Role
from grievance.casebook.schema.people import person
from grievance.casebook.schema.reports import report, report_code
from grievance.clock import now
from grievance.courier.frames import Collected
from grievance.envelope.keys import Purpose
from grievance.envelope.seal import seal
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.reference.facts import Facts
from grievance.store.week import week_of
from scripts import invented_desk
from scripts.invented_account import STORY, Sealer
from scripts.invented_desk import Sizes
from tests.journeys.desk_periods import close_one
from tests.journeys.desk_served import PASSWORD

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from grievance.casebook.database import Database
    from tests.journeys.desk_served import Founded

SIZES = Sizes(reports=80, cases=12)
"""More reports than a page of a list shows; two of them name an employer in no list."""
NAMED, GRAVELY = 40, 79
"""Reports: one whose employer's name somebody decides, one that alerts for itself."""
GRAVE = "forced.documents_debt"
LONG_NAME = "Annotation House Nairobi Business Process Outsourcing and Data Services Limited"
LONG_WORD = f"https://example.org/{'payslip' * 12}"
"""What nobody can break at a space must not push a page apart."""
NOTE = f"Two of them called. Their payslips: {LONG_WORD}\n\nAsk again on Monday."
TEMPLATE = "fr-dismissal"


@dataclass(frozen=True)
class _Filling:
    """One open write transaction of somebody who may do everything."""

    connection: Connection
    actor: Actor
    facts: Facts
    moment: datetime

    def employers(self) -> None:
        """Merge one into another, rename one, say what a name means, raise an alert."""
        connection, actor, moment = self.connection, self.actor, self.moment
        into, merged = (self._employer(number) for number in (1, 2))
        merge(connection, actor, self.facts, merged, into, now=moment)
        rename(connection, actor, self._employer(1), checked(LONG_NAME, ""), moment)
        decide(connection, actor, self.facts, NAMED, 1, now=moment)
        connection.execute(delete(report_code).where(report_code.c.report_id == GRAVELY))
        grave = {"report_id": GRAVELY, "code": GRAVE, "main": True}
        connection.execute(insert(report_code), grave)
        told = select(report.c.employer_id).where(report.c.id == GRAVELY)
        pair = (connection.execute(told).scalar_one(), GRAVE)
        raise_alerts(connection, self.facts, {pair}, moment)

    def case(self) -> None:
        """Open a case with a part of every kind."""
        connection, actor, moment = self.connection, self.actor, self.moment
        about = CaseFields(title=LONG_WORD, employer_id=1, country="FR", assignee_id=actor.user_id)
        number, today = open_case(connection, actor, about, moment), moment.date()
        link_report(connection, actor, number, SIZES.reports, moment)
        notes.add_note(connection, actor, number, NOTE, moment)
        task = TaskFields("Ask for the payslips", today - timedelta(days=3), actor.user_id)
        add_task(connection, actor, number, task, moment)
        deadline = NewDeadline("Take it to court", today + timedelta(days=90), TEMPLATE)
        add_deadline(connection, actor, number, deadline, moment)

    def paper(self) -> None:
        """Type a paper form in."""
        answers = {"work.country": "KE", "story.text": STORY}
        form = PaperForm(answers, "sw", new_form())
        add_paper(self.connection, self.actor, form, self.facts, self.moment)

    def _employer(self, number: int) -> Seen:
        found = employers.find(self.connection, self.actor, number)
        return Seen(found.id, found.version)


def fill(union: Founded) -> str:
    """Fill a desk that nobody is served from yet; return what stands in an invitation's link.

    Its one person has every role afterwards.
    """
    database, moment = union.made.database, now()
    actor = _with_every_role(database, union.who.member.id)
    sealer = Sealer(union.made.card.casework[0].public)
    invented_desk.fill(database, [actor.user_id], sealer, SIZES)
    with database.writing() as connection:
        filling = _Filling(connection, actor, Facts.load(None), moment)
        filling.employers()
        filling.case()
        filling.paper()
    invitation = _people(database, actor, moment)
    reply = replies.Reply("Thank you. How many were you that day?", "en", replies.new_form())
    replies.send(database, actor, SIZES.reports, reply, moment)
    slips.keep(database, actor, slips.draw(actor, 40), moment)
    _refuse(union, actor, moment)
    _wait(union, *map(sealer.account, range(3)))
    close_one(database, actor, union.made.card.organisation)
    return invitation


def _with_every_role(database: Database, number: int) -> Actor:
    own = person.c.id == number
    with database.writing() as connection:
        connection.execute(update(person).where(own).values(roles=members.words_of(Role)))
        row = connection.execute(select(person).where(own)).one()
    return Actor(number, row.name, frozenset(Role), open_credentials(row, PASSWORD).user)


def _people(database: Database, actor: Actor, moment: datetime) -> str:
    """Invite somebody, return the token; let one hold keys, one wait for them, and one go."""
    followers = frozenset({Role.CASEWORKER})
    holds, _, gone = (
        _joined(database, NewPerson(name, "sw", followers))
        for name in ("Bakari Otieno", "Esther Wanjiru", "Joseph Kamau")
    )
    grants_held.give(database, actor, holds, moment)
    people.deactivate(database, actor, Changed(gone, 1), moment)
    return invitations.invite(database, actor, NewPerson("Didier Ilunga", "fr", followers), moment)


def _joined(database: Database, new: NewPerson) -> int:
    credentials = Credentials.choose(PASSWORD, totp.new_secret())
    with database.writing() as connection:
        return members.add(connection, new, credentials)


def _refuse(union: Founded, actor: Actor, moment: datetime) -> None:
    """Open an envelope that holds nothing anybody can use."""
    key = union.made.card.casework[0].public
    _wait(union, seal({"edition": EDITION.id, "kind": "account"}, Purpose.CASEWORK, key))
    opened = open_waiting(union.made.database, actor, union.folder, Facts.load(None), moment)
    assert [one.refused for one in opened][-1:] == [1]


def _wait(union: Founded, *bodies: bytes) -> None:
    """Let envelopes wait to be opened as if they had been collected."""
    came = [
        Collected(at, week_of(now().date()), vouched=True, body=one)
        for at, one in enumerate(bodies)
    ]
    Spool(union.folder / FOLDER).append(came)
