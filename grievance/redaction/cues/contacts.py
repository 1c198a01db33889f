"""Cues of phones, e-mail addresses, links and handles; hosts and endings as expressions."""

from __future__ import annotations

# Words before a number that make it a phone even where it looks like an amount.
PHONE = {
    "en": (
        "call, call or text, phone, phone number, mobile, cell, tel, text, whatsapp, my number, "
        "reach me at, reach me on, mpesa, m-pesa"
    ),
    "fr": (
        "appelez, appeler, téléphone, tél, portable, mobile, mon numéro, joignable au, numéro de "
        "téléphone"
    ),
    "sw": "simu, namba ya simu, nambari ya simu, nambari yangu, namba yangu, piga, nipigie",
}

# Numbers spelled out. Scale words are left out: they make amounts ("elfu moja na mia mbili").
NUMBER_WORDS = {
    "en": "zero, oh, one, two, three, four, five, six, seven, eight, nine, double, triple, plus",
    "fr": (
        "zéro, un, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze, treize, "
        "quatorze, quinze, seize, vingt, trente, quarante, cinquante, soixante, quatre-vingt, "
        "quatre-vingts, double"
    ),
    "sw": (
        "sifuri, moja, mbili, tatu, nne, tano, sita, saba, nane, tisa, kenda, kumi, ishirini, "
        "thelathini, arobaini, hamsini, sitini, sabini, themanini, tisini"
    ),
}
# One of them is in any phone number that is spelled out.
ZEROS = {"en": "zero, double, triple, plus", "fr": "zéro", "sw": "sifuri, sufuri"}
NUMBERS_JOINED = {"en": "and", "fr": "et", "sw": "na"}

AT = {
    "en": "at, at sign",
    "fr": "arobase, arrobase, aro base, at, chez, à",
    "sw": "at, kwa, kwenye",
}
DOT = {"en": "dot, period", "fr": "point", "sw": "nukta, doti"}
SIGNS_IN_A_BOX = {
    "en": "underscore, dash, hyphen, under score",
    "fr": "tiret, tiret bas, tiret du bas, underscore",
    "sw": "kistari, mstari wa chini",
}
MAIL_HOSTS = {
    "any": (
        "gmail, googlemail, yahoo, ymail, hotmail, outlook, live, icloud, proton, protonmail, "
        "tutanota, aol, gmx, zoho, orange, laposte, rediffmail, msn, mail"
    ),
}

# Endings of a bare domain. Left out on purpose are those that are words (in, it, is, me, so, no,
# to, at, be, my, la, de, et, ni, na, ya): a full stop without a space would make them links.
DOMAIN_ENDINGS = (
    r"com|org|net|info|io|ai|app|dev|xyz|edu|gov|biz|africa|"
    r"(?:co|or|ac|go|ne|sc|me)\.(?:ke|tz|ug|za|rw|mg|in|uk)|co|ke|tz|ug|rw|cd|mg|sn|fr|ph|"
    r"uk|eu|ly"
)
# Hosts that are links only with a path after them.
LINK_HOSTS = (
    r"wa\.me|t\.me|m\.me|fb\.me|fb\.com|fb\.watch|telegram\.me|signal\.me|signal\.group|"
    r"discord\.gg|youtu\.be|forms\.gle|goo\.gl|paypal\.me|lnkd\.in"
)

NETWORKS = {
    "en": (
        "telegram, whatsapp, instagram, insta, tiktok, tik tok, facebook, twitter, snapchat, "
        "snap, imo, viber, threads, gmail, yahoo, discord, linkedin, signal, messenger, skype, "
        "reddit, fb, ig, youtube, upwork, x"
    ),
}
# After these a plain word is a handle; after a network alone it must look like one.
HANDLE_NOUNS = {
    "en": "username, user name, handle, nickname, screen name",
    "fr": "pseudo, pseudonyme, nom d'utilisateur, identifiant",
    "sw": "jina la mtumiaji",
}
OWNERS = {"en": "my, our", "fr": "mon, ma, notre"}
OWNERS_AFTER = {"sw": "yangu, yetu"}
HANDLE_LINKS = {
    "en": "is, as, account is, account, profile is, profile",
    "fr": "est, c'est, compte, profil, sous le nom de, sur",
    "sw": "ni, kama, akaunti ni",
}
# What follows "@" when a price is meant: "@KES200".
PRICES = r"KES|kes|Ksh|KSh|ksh|KSH|USD|usd|TZS|UGX|CDF|MGA|XOF|EUR|PHP"
