"""Months, and the words around the day of an exact date."""

from __future__ import annotations

MONTHS = {
    "en": (
        "january, february, march, april, june, july, august, september, october, "
        "november, december, jan, feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec"
    ),
    "fr": (
        "janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, "
        "novembre, décembre, janv, févr, fév, avr, juil, déc"
    ),
    "sw": (
        "januari, februari, machi, aprili, mei, juni, julai, agosti, septemba, oktoba, "
        "novemba, desemba"
    ),
}
# "6 may leave" is no date: this month counts in lower case only after an ordinal.
MODAL_MONTH = "may"
ORDINALS = "st|nd|rd|th|er|ère|re|e"
FIRSTS = {"fr": "premier"}
# Between the day and its month.
OF = {
    "en": "of, day of",
    "fr": "du mois de, de",
    "sw": "mwezi wa, ya mwezi wa, ya, mwezi",
}
# Between the first and the last day of a range.
TO = {"en": "to, and, or", "fr": "au, et, ou", "sw": "hadi, na, mpaka"}
# Before a day and month in figures without a year ("le 3/5").
BEFORE_FIGURES = {
    "en": "on, on the, since",
    "fr": "le, du, au, depuis le",
    "sw": "tarehe",
}
# "tarehe 5 mwezi wa tatu mwaka 2026": Swahili counts its months.
DATE_WORD = {"sw": "tarehe, tar"}
MONTH_WORD = {"sw": "mwezi wa, mwezi"}
MONTH_NUMBERS = {
    "sw": (
        "kwanza, pili, tatu, nne, tano, sita, saba, nane, tisa, kumi, kumi na moja, kumi na mbili"
    ),
}
YEAR_WORD = {"sw": "mwaka, mwaka wa"}
