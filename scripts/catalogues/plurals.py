"""Plural forms: those of the header beside CLDR, and those of each message beside the header.

CLDR: https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html. The rules
of the gettext manual, which Babel carries, are taken too where they differ ("pt": 0 is plural).
"""

from __future__ import annotations

from collections import Counter
from gettext import c2py
from typing import TYPE_CHECKING

from babel import Locale
from babel.messages.plurals import PLURALS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from babel.messages import Catalog

MOST = 1000
"""Numbers up to this one are tried: no rule needs more to show itself, and no page counts more."""


def faults_of_header(catalogue: Catalog, language: str) -> Iterator[str]:
    """Yield what is wrong with the plural rule in the header of `catalogue`."""
    rule, count = catalogue.plural_expr, catalogue.num_plurals
    if PLURALS.get(language) == (count, rule):
        return
    form, category = form_of(catalogue), Locale(language).plural_form
    used: dict[int, set[str]] = {}
    for n in range(MOST + 1):
        used.setdefault(form(n), set()).add(category(n))
    if used.keys() != set(range(count)):
        yield f"its header names {count} plural forms and uses {len(used)}"
    for mixed in (names for names in used.values() if len(names) > 1):
        yield f"its plural rule “{rule}” takes for one form what CLDR tells apart: {_list(mixed)}"


def form_of(catalogue: Catalog) -> Callable[[int], int]:
    """Return the function that gives the form for a number."""
    found: Callable[[int], int] = c2py(catalogue.plural_expr)
    return found


def counts_several(catalogue: Catalog) -> frozenset[int]:
    """Return the forms that several numbers have: they cannot do without the number.

    None is passed over: it has a message of its own wherever it is said.
    """
    form = form_of(catalogue)
    times = Counter(form(n) for n in range(1, MOST + 1))
    return frozenset(one for one, count in times.items() if count > 1)


def _list(names: set[str]) -> str:
    return ", ".join(sorted(names))
