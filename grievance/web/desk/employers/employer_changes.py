"""Changing an employer's name or group, and changing it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.employers.employer_errors import BadEmployerName, NameTaken
from grievance.casebook.employers.employer_names import LONGEST, checked
from grievance.casebook.employers.employers import Seen, find
from grievance.casebook.employers.renaming import history_of, rename, rename_back
from grievance.casebook.errors import ChangedMeanwhile, NotFound
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.posted import read_post
from grievance.web.desk import fields
from grievance.web.desk.confirming import Step, confirm
from grievance.web.desk.desk import desk
from grievance.web.desk.form_pages import Form, form_page
from grievance.web.desk.going import go_to
from grievance.web.desk.routes import Route
from grievance.web.desk.typing_in import first
from grievance.web.desk.typing_in import number as typed_number
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.employers.employers import Employer
    from grievance.casebook.permissions import Actor
    from grievance.questionnaire.text import Text

    Typed = Mapping[str, Sequence[str]]

SECTION = "employers"
_FIELDS = ("name", "group", "version")
_TITLE = say("employer form", "Change name or group")
_NAME = say("employer form", "Name")
_GROUP = say("employer form", "Group")
_GROUP_HINT = say("employer form", "The company it belongs to. Left empty, it stands alone.")
_BAD = say(
    "employer problem", "Write a name with at least one letter and at most %(most)s characters."
)
_TAKEN = say(
    "employer problem",
    "Another employer is called so. Choose another name, or merge the two employers.",
)
_MEANWHILE = say(
    "employer problem",
    "Somebody else changed this employer meanwhile. It is now called %(name)s, of the group "
    "%(group)s. What you typed is still in the form; saving again puts it in place.",
)
_BACK = say("employer form", "Change the name or group back?")
_BACK_WORDS = say("employer form", "Now: %(now)s. Then again: %(then)s.")
_BACK_BUTTON = say("employer form", "Change back")


def show_rename(actor: Actor, language: str, number: int) -> Response:
    """GET: name and group as they are."""
    with desk().database.reading() as connection:
        found = find(connection, actor, number)
    return _form(actor, language, found, {"name": [found.name], "group": [found.group]})


def post_rename(actor: Actor, language: str, number: int) -> Response:
    """POST: change them; where somebody else did meanwhile, say so and lose nothing."""
    posted, here, tongue = read_post(_FIELDS, ("on",)), desk(), speaker(language)
    typed, errors, meanwhile = posted.typed, {}, []
    with here.database.writing() as connection:
        found = find(connection, actor, number)
        try:
            names = checked(first(typed, "name"), first(typed, "group"))
            if not posted.problems:
                rename(connection, actor, _seen(number, typed), names, here.clock())
                return go_to("employer", language, number=number)
        except BadEmployerName:
            errors[_wrong(typed)] = tongue.text(_BAD, most=tongue.number(LONGEST))
        except NameTaken:
            errors["name"] = tongue.text(_TAKEN)
        except ChangedMeanwhile:
            meanwhile = [tongue.text(_MEANWHILE, name=found.name, group=found.group)]
    return _form(actor, language, found, typed, errors, [*posted.problems, *meanwhile])


def show_rename_back(actor: Actor, language: str, number: int, step: int) -> Response:
    """GET: what changing back means."""
    return _confirm_back(actor, language, number, step)


def post_rename_back(actor: Actor, language: str, number: int, step: int) -> Response:
    """POST: change back."""
    posted = read_post(("version",), ("on",))
    problems = [speaker(language).text(one) for one in posted.problems]
    if problems:
        return _confirm_back(actor, language, number, step, problems)
    here = desk()
    with here.database.writing() as connection:
        rename_back(connection, actor, _seen(number, posted.typed), step, here.clock())
    return go_to("employer", language, number=number)


def _confirm_back(
    actor: Actor, language: str, number: int, step: int, problems: Sequence[str] = ()
) -> Response:
    tongue = speaker(language)
    with desk().database.reading() as connection:
        found = find(connection, actor, number)
        steps = history_of(connection, actor, {number})
    # One that is older than what the page of the employer shows is not offered there either.
    renamed = next((one for one in steps if (one.number, one.action) == (step, "renamed")), None)
    if renamed is None:
        raise NotFound
    words = [
        tongue.text(_BACK_WORDS, now=found.name if name == "name" else found.group, then=before)
        for name, before, _ in renamed.changes
    ]
    asked = Step(
        tongue.text(_BACK), tuple(words), tongue.text(_BACK_BUTTON), SECTION, found.version
    )
    back = url_for("employer", language=language, number=number)
    return confirm(actor, language, asked, back=back, problems=problems)


def _form(  # noqa: PLR0913, PLR0917 - the form, and all that may be wrong with it
    actor: Actor,
    language: str,
    found: Employer,
    typed: Typed,
    errors: Mapping[str, str] | None = None,
    problems: Sequence[Text | str] = (),
) -> Response:
    tongue, wrong = speaker(language), errors or {}
    shown = [
        fields.text("name", tongue.text(_NAME), typed, error=wrong.get("name"), most=LONGEST),
        fields.text(
            "group",
            tongue.text(_GROUP),
            typed,
            error=wrong.get("group"),
            hint=tongue.text(_GROUP_HINT),
            most=LONGEST,
        ),
    ]
    form = Form(
        SECTION,
        tongue.text(_TITLE),
        shown,
        back=url_for("employer", language=language, number=found.id),
        hidden=[("version", str(found.version))],
    )
    return form_page(actor, language, form, problems)


def _seen(number: int, typed: Typed) -> Seen:
    version = typed_number(typed, "version")
    return Seen(number, -1 if version is None else version)


def _wrong(typed: Typed) -> str:
    """Return which of the two fields holds no name."""
    try:
        checked(first(typed, "name"), "")
    except BadEmployerName:
        return "name"
    return "group"


_ONE = "/employers/<int:number>"
_RIGHT = Right.FOLLOW_CASES
ROUTES = (
    Route(f"{_ONE}/rename", "rename_employer", _RIGHT, get=show_rename, post=post_rename),
    Route(
        f"{_ONE}/rename-back/<int:step>",
        "rename_back",
        _RIGHT,
        get=show_rename_back,
        post=post_rename_back,
    ),
)
