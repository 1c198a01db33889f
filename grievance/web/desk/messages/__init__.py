"""Conversations with workers, saved replies, invitation slips."""

from __future__ import annotations
