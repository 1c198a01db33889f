"""The store in a PostgreSQL database, for an intake that outgrows one writer at a time.

The tables are those of the files, plus the week that a file's name tells there. Envelopes, receipt
records and messages are partitioned by it, so that a sweep rewrites a week and not a year.
"""

from __future__ import annotations
