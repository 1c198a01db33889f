"""The web apps. Each has its own folder and templates; `common` is what they share."""

from __future__ import annotations
