"""A union at work, with a canary in everything that a desk could keep in clear.

    made = found(machine, canaries)                 # the desk's folder, its people, its sheets
    enrol(made, intake_data)
    with serving_desk(machine, canaries["passphrase"], intake.base) as desk:
        work(machine, desk, intake, canaries)

Two workers tell. One is read, followed up, answered, and writes back; the other still waits sealed
in the spool at the end, beside a reply and slips in the outbox.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from grievance.casebook.office.setup import About, Founder, Founders, SetUp, setup_desk
from grievance.casebook.people import totp
from grievance.cli.demo_sign_in import SignIn
from grievance.clock import now
from grievance.envelope.slip import SlipCode
from tests.attacks.desk_machine import DeskBrowser
from tests.attacks.visitor import Visitor
from tests.kit.union import DATA_WORKERS, FACTS
from tests.telling import Move, straight

if TYPE_CHECKING:
    from tests.attacks.canary import Canaries
    from tests.attacks.desk_machine import Desk
    from tests.machine import Intake, Machine

_CODE = re.compile(r"^[0-9A-Z]{5} [0-9A-Z]{5} [0-9A-Z]{5}$", re.MULTILINE)
_EARLIER = timedelta(days=20)  # so that no day of the card is today


@dataclass(frozen=True)
class Union:
    """What the set-up returned, and the two who sign in."""

    made: SetUp = field(repr=False)
    administrator: SignIn
    holder: SignIn


def found(machine: Machine, canaries: Canaries) -> Union:
    """Set a desk up; look for every secret that was chosen or drawn."""
    founders = [
        Founder(f"Asha {canaries.plain(f'name of the {who}')}", canaries.fresh(f"password {who}"))
        for who in ("administrator", "holder")
    ]
    about, passphrase = About(DATA_WORKERS, DATA_WORKERS), canaries.fresh("passphrase")
    began = now() - _EARLIER
    made = setup_desk(machine.data, passphrase, about, Founders(*founders), began, facts=FACTS)
    for member in made.members:
        canaries[f"secret of {member.id}"] = member.secret
        canaries[f"secret of {member.id}, grouped"] = totp.grouped(member.secret)
        canaries |= {f"code {n} of {member.id}": code for n, code in enumerate(member.codes)}
    for number, sheet in enumerate(made.sheets):
        # The first words are those of every sheet.
        canaries[f"sheet {number}"] = " ".join(sheet.split()[-5:])
    signs_in = [
        SignIn(member, founder.password)
        for member, founder in zip(made.members, founders, strict=True)
    ]
    return Union(made, *signs_in)


def work(desk: Desk, intake: Intake, union: Union, canaries: Canaries) -> None:
    """Do everything once; at the end something waits in each place where anything can."""
    # What is packed inside of a file that was given out shows no words: its frame would.
    canaries |= {"a PDF": "%PDF-1.", "a workbook": "xl/worksheets/sheet1.xml"}
    administrator = _sign_in(desk, union.administrator, "administrator", canaries)
    holder = _sign_in(desk, union.holder, "holder", canaries)
    # 1. Slips are made and brought, two workers tell, the first is taken home.
    slip, _ = _make_slips(administrator, intake, "brought", canaries)
    _collect(holder)
    worker = _tell(intake, union, "read", slip, canaries)
    _collect(holder)
    _open(holder)
    # 2. It is read, followed up, answered; the worker reads that and writes back.
    _follow_up(holder, canaries)
    _reply(holder, canaries.fresh("reply"))
    _collect(holder)
    _write_back(worker, canaries)
    _collect(holder)
    _open(holder)
    assert canaries["message"] in holder.get("/en/messages/1").text
    _download(holder, canaries)
    # 3. Of each kind one that stays sealed where it lies.
    _tell(intake, union, "sealed", None, canaries)
    _collect(holder)
    _reply(holder, canaries.fresh("reply that waits"))
    _make_slips(administrator, intake, "waiting", canaries)
    _go_astray(holder, canaries)
    for who, browser in (("administrator", administrator), ("holder", holder)):
        canaries.cookie(who, browser.cookies["__Host-desk"])
        canaries[f"device of {who}"] = browser.cookies["__Host-desk-device"]


def _sign_in(desk: Desk, who: SignIn, name: str, canaries: Canaries) -> DeskBrowser:
    browser = DeskBrowser(desk.base)
    typed = {"name": [who.member.name], "password": [who.password]}
    browser.fill(
        "/en/sign-in", {**typed, "code": [canaries.plain(f"wrong code of {name}")]}, status=422
    )
    browser.press({**typed, "code": [who.code(now())[0]]})
    assert browser.here.path == "/en/start"
    return browser


def _make_slips(
    browser: DeskBrowser, intake: Intake, name: str, canaries: Canaries
) -> list[SlipCode]:
    asked = {"count": ["2"], "address": [intake.base]}
    sheet = browser.download("/en/slips/make", {**asked, "format": ["text"]}).decode()
    codes = [SlipCode.parse(one) for one in _CODE.findall(sheet)]
    assert len(codes) == 2
    for number, code in enumerate(codes):
        canaries.slip(f"slip {name} {number}", code)
    assert browser.download("/en/slips/make", {**asked, "format": ["pdf"]})[:5] == b"%PDF-"
    return codes


def _collect(browser: DeskBrowser) -> None:
    browser.fill("/en/reports/collect", {})


def _open(browser: DeskBrowser) -> None:
    browser.get("/en/reports/open")
    while browser.here.page.form:
        browser.press({})


def _tell(
    intake: Intake, union: Union, name: str, slip: SlipCode | None, canaries: Canaries
) -> Visitor:
    worker, chosen = Visitor(intake.base), (union.made.card.organisation,)
    *moves, check = straight(canaries.fresh(f"story {name}"), chosen)
    employer = {"work.employer_other": (f"Annotation House {canaries.plain(f'employer {name}')}",)}
    told = [Move(one.at, {**one.fill, **employer} if one.at == "employer-name" else one.fill)
            for one in moves if one.at not in {"union-who", "names"}]  # fmt: skip
    told.append(Move(check.at, {"slip": (slip.grouped,)} if slip else {}))
    worker.tell("en", told)
    canaries.keep(worker, name)
    return worker


def _follow_up(browser: DeskBrowser, canaries: Canaries) -> None:
    report = browser.get("/en/reports/1").text
    assert canaries["story read"] in report
    assert canaries["employer read"] in report
    browser.fill("/en/cases/new?report=1", {"title": [canaries.fresh("title")]})
    case = browser.fill("/en/cases/1/notes/new", {"note": [canaries.fresh("note")]})
    assert canaries["title"] in case
    assert canaries["note"] in case


def _reply(browser: DeskBrowser, text: str) -> None:
    typed = {"reply_text": [text], "reply_language": ["en"]}
    browser.fill("/en/messages/1", typed, go="preview", to="/messages/1")
    assert text in browser.press({}, go="send")


def _write_back(worker: Visitor, canaries: Canaries) -> None:
    worker.get("/en/return")
    worker.press({"number": (canaries["number read"],)})
    assert canaries["reply"] in worker.text
    worker.press({"text": (canaries.fresh("message"),)})
    assert canaries["message"] in worker.text


def _download(browser: DeskBrowser, canaries: Canaries) -> None:
    assert canaries["title"].encode() in browser.download("/en/export/cases.csv")
    assert browser.download("/en/export/cases.xlsx")[:4] == b"PK\x03\x04"
    assert browser.download("/en/export/reports.xlsx")[:4] == b"PK\x03\x04"


def _go_astray(browser: DeskBrowser, canaries: Canaries) -> None:
    """Ask for what is not there, and send what must be refused, with words in it."""
    assert browser.get(f"/en/{canaries.plain('address')}").status == 404
    browser.fill("/en/search", {"words": [canaries.plain("searched")]})
    browser.fill("/en/cases/new", {"title": [canaries.plain("too long") * 20]}, status=422)
    browser.fill("/en/messages/1", {"reply_text": [canaries.plain("no language")],
                 "reply_language": ["xx"]}, go="preview", to="/messages/1", status=422)  # fmt: skip
