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
# French puts the day first: in "en avril 3 personnes" the figure counts people.
MONTHS_BEFORE_DAYS = {language: MONTHS[language] for language in ("en", "sw")}
# "6 may leave" is no date: this month counts in lower case only after an ordinal.
MODAL_MONTH = "may"
ORDINALS = "st|nd|rd|th|er|ère|re|e"
FIRSTS = {
    "en": (
        "first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, "
        "twelfth, thirteenth, fourteenth, fifteenth, sixteenth, seventeenth, eighteenth, "
        "nineteenth, twentieth, thirtieth, twenty first, twenty second, twenty third, twenty "
        "fourth, twenty fifth, twenty sixth, twenty seventh, twenty eighth, twenty ninth, thirty "
        "first"
    ),
    "fr": (
        "premier, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze, treize, "
        "quatorze, quinze, seize, dix-sept, dix-huit, dix-neuf, vingt, vingt-et-un, vingt et un, "
        "vingt-deux, vingt-trois, vingt-quatre, vingt-cinq, vingt-six, vingt-sept, vingt-huit, "
        "vingt-neuf, trente, trente et un"
    ),
    "sw": (
        "mosi, moja, mbili, tatu, nne, tano, sita, saba, nane, tisa, kumi, kumi na moja, kumi na "
        "mbili, kumi na tatu, kumi na nne, kumi na tano, kumi na sita, kumi na saba, kumi na nane, "
        "kumi na tisa, ishirini, ishirini na moja, ishirini na mbili, ishirini na tatu, ishirini "
        "na nne, ishirini na tano, ishirini na sita, ishirini na saba, ishirini na nane, ishirini "
        "na tisa, thelathini, thelathini na moja"
    ),
}
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
    "sw": "tarehe, tar, tareh, trh",
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
