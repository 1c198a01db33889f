"""The languages: which one a visitor gets, its words, names and figures."""

from __future__ import annotations
