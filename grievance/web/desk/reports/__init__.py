"""Collecting, opening, reading and keying in reports."""

from __future__ import annotations
