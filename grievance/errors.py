"""One root for every error this product raises on purpose.

Each says what is wrong (`defect`) and what the reader can do about it (`advice`).
The command line prints both and ends with `exit_code`; a page shows both under `status`.
"""

from __future__ import annotations


class GrievanceError(Exception):
    """A named defect with advice.

    `exit_code` is the process status of a command that ends with it;
    `status` is the HTTP status of a page that ends with it.
    """

    exit_code = 1
    status = 500

    def __init__(self, defect: str, advice: str) -> None:
        """Keep `defect` (one sentence, no secret in it) and `advice` (what to do next)."""
        super().__init__(defect)
        self.defect = defect
        self.advice = advice

    def __str__(self) -> str:
        """Both sentences, as a terminal shows them."""
        return f"{self.defect} {self.advice}"
