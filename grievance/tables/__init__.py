"""From a period's spool to one exact table: who told twice is counted once, who took back not.

    counted = count(spool, statistics.held(), plan, processes=2, progress=show)
    protect(counted.table, ledger, terms)              # the only thing to do with it

The table holds true counts. It is shown, written and sent nowhere: `disclosure` blurs it, once.
"""

from __future__ import annotations
