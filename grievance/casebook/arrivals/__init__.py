"""From the courier to a report: spool, collecting, opening, indexing, corrections, withdrawals."""

from __future__ import annotations
