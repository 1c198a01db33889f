"""Words beside a number that make it an amount or a count: such a number shows nobody."""

from __future__ import annotations

CURRENCIES = {
    "codes": (
        "kes, ksh, kshs, sh, tzs, tsh, ugx, ush, cdf, fc, mga, ar, xof, cfa, fcfa, eur, "
        "usd, php, inr, zar, rwf"
    ),
    "en": (
        "shilling, shillings, dollar, dollars, euro, euros, peso, pesos, franc, francs, bob, cents"
    ),
    "fr": "ariary, shillings, francs, euros, centimes",
    "sw": "shilingi, dola, faranga, yuro, senti",
}
COUNTS = {
    "en": (
        "h, hr, hrs, hour, hours, min, mins, minute, minutes, second, seconds, s, day, "
        "days, night, nights, week, weeks, month, months, year, years, time, times, "
        "people, persons, workers, employees, tasks, items, videos, images, pictures, "
        "posts, comments, tickets, of us, of them, percent, am, pm, a day, a week, a "
        "month, per"
    ),
    "fr": (
        "heure, heures, seconde, secondes, jour, jours, nuit, nuits, semaine, semaines, "
        "mois, an, ans, année, années, fois, personnes, salariés, employés, collègues, "
        "tâches, vidéos, messages, pour cent, par"
    ),
    "sw": (
        "saa, dakika, sekunde, siku, wiki, mwezi, miezi, mwaka, miaka, mara, watu, "
        "wafanyakazi, kazi, asilimia, kwa"
    ),
}
# Swahili says the unit before the number.
COUNTS_BEFORE = {"sw": COUNTS["sw"]}
SIGNS = ("€", "$", "£", "%", "₱", "₹")
