"""The history of a PostgreSQL database."""

from __future__ import annotations
