"""Grievance: workers behind AI tell together, sealed from the server that receives it."""

from __future__ import annotations
