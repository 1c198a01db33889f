"""What is refused about people, sign-in and keys; each says so in the reader's language, too.

`words` is what a page shows in its summary; `defect` and `advice` are for a terminal.
"""

from __future__ import annotations

from grievance.casebook.errors import CasebookError
from grievance.questionnaire.text import Text, say


class PeopleRefused(CasebookError):
    """The root of these refusals. Nothing was changed."""

    status = 422
    exit_code = 2
    words: Text


class SignInRefused(PeopleRefused):
    """Name, password or code was wrong: nobody is told which."""

    words = say(
        "sign-in", "This could not be matched. Check your name, your password and the newest code."
    )

    def __init__(self) -> None:
        """Say the one thing that is ever said."""
        super().__init__(
            "Name, password and code did not fit together.", "Check all three, and your clock."
        )


class MustWait(PeopleRefused):
    """Too many tries; `seconds` until the next one is looked at."""

    status = 429
    words = say(
        "sign-in",
        "There were too many tries. Wait %(minutes)s min, then try again. A browser in which you "
        "signed in before need not wait.",
    )

    def __init__(self, seconds: int) -> None:
        """Keep how long."""
        super().__init__("There were too many tries.", f"Wait {seconds} seconds, then try again.")
        self.seconds = seconds


class BadName(PeopleRefused):
    """A name is empty, too long, or holds signs that cannot be seen."""

    words = say("people", "Write a name of 2 to 80 characters.")

    def __init__(self) -> None:
        """Say the limits."""
        super().__init__("This name cannot be taken.", "Write a name of 2 to 80 characters.")


class NameTaken(PeopleRefused):
    """Somebody is called the same, and a name signs in one person."""

    words = say("people", "Somebody of this desk has this name already. Add a second name.")

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("Somebody of this desk has this name already.", "Add a second name.")


class NoRole(PeopleRefused):
    """A person without a role could do nothing."""

    words = say("people", "Choose at least one role.")

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("No role was chosen.", "Choose at least one.")


class LastAdministrator(PeopleRefused):
    """Nobody would be left who may manage people."""

    words = say(
        "people",
        "This is the last administrator who can sign in. Make somebody else an administrator "
        "first.",
    )

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "This is the last administrator who can sign in.",
            "Make somebody else one first.",
        )


class NotYourself(PeopleRefused):
    """One does not take one's own administration, account or password away."""

    words = say("people", "You cannot do this to yourself. Ask another administrator.")

    def __init__(self) -> None:
        """Say whom to ask."""
        super().__init__("Nobody does this to themselves.", "Ask another administrator.")


class LastHolder(PeopleRefused):
    """What is sealed to a key could never be opened again."""

    words = say(
        "people",
        "Nobody else holds the same keys. What is sealed to them could never be read again. Give "
        "the keys to somebody else first.",
    )

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "Nobody else holds the same keys.", "Give the keys to somebody else first."
        )


class HoldsNothing(PeopleRefused):
    """Whoever gives holds no key that this person may have."""

    words = say(
        "people",
        "There is no key that you could give to this person: you hold none for these roles.",
    )

    def __init__(self) -> None:
        """Say whom to ask."""
        super().__init__(
            "There is no key to give to this person.", "Ask somebody who holds the keys."
        )


class NoReleaseKey(PeopleRefused):
    """Whoever is signed in does not hold the key that signs what is published."""

    status = 403
    words = say(
        "people",
        "You do not hold the key that signs what is published. Ask somebody who holds the keys to "
        "give them to you: they find your name under “My account”.",
    )

    def __init__(self) -> None:
        """Say whom to ask."""
        super().__init__(
            "You do not hold the key that signs releases.", "Ask somebody who holds it to give it."
        )


class InvitationGone(PeopleRefused):
    """The link was used, taken back, too old, or never was one."""

    status = 404
    words = say("people", "This link does not work any more. Ask the administrator for a new one.")

    def __init__(self) -> None:
        """Say whom to ask; why is not told."""
        super().__init__("This link is not good any more.", "Ask the administrator for a new one.")


class WrongFirstCode(PeopleRefused):
    """The first code of an app shows that the secret was not taken over, or a clock is wrong."""

    words = say(
        "people",
        "This is not the code that is shown now. Wait for the next one, and see that the clock of "
        "your telephone is right.",
    )

    def __init__(self) -> None:
        """Say what to look at."""
        super().__init__("This is not the code of now.", "Wait for the next one; check the clock.")


class WrongPassword(PeopleRefused):
    """Whoever is signed in did not type the own password again."""

    words = say("people", "This is not your present password.")

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("This is not your present password.", "Type it again.")
