"""Employers and their groups: names, merging, alerts, working figures."""

from __future__ import annotations
