"""Hostile text costs time in proportion to its length, not to its square."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import pytest

from grievance.redaction.find import find
from grievance.redaction.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable

SHORT, LONG = 4_000, 20_000
# Five times the text: 5 when linear, 25 when quadratic. Between them lies the noise of a machine.
STEEPEST = 14
# Units, parted by a bar; each is repeated up to the length.
HOSTILE = (
    "a|A|1|1 |12 |0712 000 123 |0|+|+(|@|a@|a@a.|a.|a-|a |www.|https://|at |a at |a dot |"
    "a at a dot |badge |badge : |id no |id id |account is |1/1/|1-1-|1.|2026-|12 March |3 to |"
    "tarehe |tarehe 5 |my name is |Mr |Mr A |M. |my boss |naitwa naitwa |Mama Amina |telegram: |"
    "my x is |A'|A-a|(|[|]|'| |\t|\n|\u00a0|é|call |call 1 |simu ni |1 000 |254 712 000 123 |"
    "a@b.co,|@a |x.com/|x.com|254 712 000 123,|01.|id1|12 March 2026,|12/03/2026,|a @|a (at) |"
    "my boss a |my boss, a |my boss of a |my boss |Peter my boss |Peter, my boss |ask a my boss |"
    "thanks, a\n|asante. |hi this is |i am peter |my name |Mr Peter and |mr a|zero |zero 1 |x.yz/|"
    "a gmail.com |gmail.com|a dot a dot |kwa |A1|AB12|A-12345|a1b2|ABCDEFGH12|12 000 12 |code 12 |"
    "telegram a_b |tarehe kumi na mbili |kumi na |peter told me |Liza of HR |a sir said |- A\n|"
    "mr a, b and |a#1234 |username a b is |a [at] b.co |a_1 @ b.co |l'agent |badge 0 0 |0 |"
    "T_AB12CD |a1b2c3|A/1/22 |my name is a b, |tiret |a tiret b at gmail.com "
)
MARKUP = (
    "<|<<b>|<b>|</b>|<b|<script>|<script|</script>|<script></script>|<!--|<a href='|&|&lt;|&#|"
    "\u200d|👩\u200d|\r|<\u0338|a|1 |@"
)


def seconds(work: Callable[[str], object], text: str) -> float:
    times = []
    for _ in range(2):
        start = process_time()
        work(text)
        times.append(process_time() - start)
    return min(times)


def grows_gently(work: Callable[[str], object], unit: str) -> bool:
    short = seconds(work, (unit * SHORT)[:SHORT])
    long = seconds(work, (unit * LONG)[:LONG])
    return long < STEEPEST * max(short, 0.002)


@pytest.mark.parametrize("unit", HOSTILE.split("|"))
def test_finding_grows_with_the_length_only(unit: str) -> None:
    assert grows_gently(find, unit)


@pytest.mark.parametrize("unit", MARKUP.split("|"))
def test_cleaning_grows_with_the_length_only(unit: str) -> None:
    assert grows_gently(plain, unit)
