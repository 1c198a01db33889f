"""Employers, groups, names to decide about, alerts, working figures."""

from __future__ import annotations
