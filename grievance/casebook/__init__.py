"""The desk's memory: people, reports, employers, cases, messages, and a journal of all of it.

One SQLCipher file that opens with the desk's passphrase, a spool of envelopes that nobody opened
yet, and functions that each say who may call them. Accounts and notes stay sealed inside.
"""

from __future__ import annotations
