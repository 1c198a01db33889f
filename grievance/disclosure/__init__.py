"""Every published number is a sum of integers that were blurred once, and never again.

    measured = protect(counted.table, Ledger(folder), terms)    # the one step that draws noise
    rows(measured)                                              # what a page may show of it

A `ProtectedTable` is made here and nowhere else, and `publishing` takes nothing else: publishing a
true count is a type error. Why each step is private stands in `PROOFS.md`, beside this file.
"""

from __future__ import annotations
