"""From questions to pages: steps and their order, fields as a template draws them, our messages."""

from __future__ import annotations
