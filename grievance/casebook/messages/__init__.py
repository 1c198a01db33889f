"""Answers to workers and from them, replies kept ready, and invitation slips."""

from __future__ import annotations
