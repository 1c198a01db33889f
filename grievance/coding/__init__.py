"""What follows from answers: what an hour of work really earns, and one bin per histogram.

Pure and exact: no clock, no settings, no database, no floating point.
"""

from __future__ import annotations
