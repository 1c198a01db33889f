"""Cues of numbers that stand for one person: badges, staff and identity numbers, accounts."""

from __future__ import annotations

STRONG = {
    "en": (
        "badge, staff id, staff number, employee id, employee number, employee code, "
        "payroll number, personnel number, worker id, worker number, annotator id, tasker "
        "id, rater id, agent id, user id, login id, id card, id number, identity card, "
        "national id, id, passport, social security number, kra pin, nssf number, nhif "
        "number, tin number, contract number, case number, huduma, employee no, staff no, "
        "payroll no, worker no, badge no, payroll"
    ),
    "fr": (
        "badge, matricule, numéro d'employé, numéro de salarié, numéro d'agent, numéro de "
        "badge, identifiant, carte d'identité, cin, cni, passeport, numéro de contrat, "
        "numéro de dossier, numéro de sécurité sociale, cnaps, cnss"
    ),
    "sw": (
        "kitambulisho, beji, namba ya mfanyakazi, nambari ya mfanyakazi, namba ya kazi, "
        "namba yangu ya kazi, nambari yangu ya kazi, nambari ya kazi, namba ya "
        "kitambulisho, nambari ya kitambulisho, pasipoti, namba ya mkataba, nambari ya "
        "mkataba, namba ya nssf"
    ),
}
# These are ordinary words too: what follows must have four digits, or letters and digits.
WEAK = {
    "en": (
        "account, account number, bank account, ticket, ticket number, case, iban, "
        "profile, workstation, desk"
    ),
    "fr": "compte, compte bancaire, numéro de compte, ticket, dossier, rib, poste",
    "sw": "akaunti, namba ya akaunti, nambari ya akaunti, tiketi",
}
# What may stand between the cue and the number, up to four of them.
LINKS = {
    "en": "number, num, no, nr, code, card, is, was, id",
    "fr": "numéro, est, était, le, la, code, carte",
    "sw": "ni, ilikuwa, namba, nambari, yangu, changu, langu, yake, chake, wangu",
}
LINK_SIGNS = (":", "#", "=", "–", "-", "(", "n°", "nº", "№", ".", '"', "“", "«")
