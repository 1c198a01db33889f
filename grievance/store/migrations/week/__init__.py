"""The history of the week files, `weeks/<year>-W<week>.db`."""

from __future__ import annotations
