"""The union's own app: signed in, in the office, with keys. Nothing of it is on the internet."""

from __future__ import annotations
