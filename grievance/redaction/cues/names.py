"""Cues of names: a person says who they are, or names someone by role or title."""

from __future__ import annotations

# After these a name may be typed in lower case.
SELF = {
    "en": "my name is, my name's, my full name is, my real name is, my names are",
    "fr": "je m'appelle, mon nom est, mon prénom est, mon nom c'est, mon nom complet est",
    "sw": "naitwa, ninaitwa, jina langu ni, jina langu naitwa, majina yangu ni",
}
# After these only a capitalised word is a name ("I am called at night").
CALLED = {
    "en": (
        "i am called, i'm called, they call me, people call me, his name is, her name is, "
        "their name is, whose name is, a man called, a woman called, someone called, a "
        "man named, a woman named, person named, person called, i am, i'm, he is, she is, "
        "facebook name is, whatsapp name is, profile name is"
    ),
    "fr": (
        "on m'appelle, il s'appelle, elle s'appelle, son nom est, nommé, nommée, dénommé, "
        "dénommée, qui s'appelle, signé, je suis, moi c'est"
    ),
    "sw": "anaitwa, jina lake ni, aitwaye, anayeitwa, kwa jina la, kwa jina, mimi ni",
}
OWNERS = {
    "en": "my, our, the, his, her, their, a",
    "fr": "mon, ma, mes, notre, le, la, son, sa, leur, un, une",
}
QUALIFIERS = {
    "en": "old, former, new, direct, line, immediate, shift, best, close, hr",
    "fr": "ancien, ancienne, nouveau, nouvelle, petit, petite, meilleur, meilleure",
}
ROLES = {
    "en": (
        "supervisor, boss, manager, team leader, team lead, teamlead, tl, leader, floor "
        "manager, operations manager, project manager, hr manager, colleague, co-worker, "
        "coworker, workmate, friend, trainer, coach, director, ceo, recruiter, agent, "
        "client, husband, wife, brother, sister, son, daughter, quality analyst, "
        "counsellor, counselor, psychologist, doctor, nurse"
    ),
    "fr": (
        "cheffe, chef, cheffe d'équipe, chef d'équipe, superviseur, superviseuse, "
        "supérieur, supérieure, responsable, collègue, manager, manageur, manageuse, "
        "directeur, directrice, patron, patronne, amie, ami, formateur, formatrice, "
        "camarade, encadrant, encadrante, mari, femme, frère, soeur, sœur, fils, fille, "
        "psychologue, médecin, n+1, n+2"
    ),
}
# Swahili puts the owner after the role; "wa timu" and the like may follow.
ROLES_BEFORE_OWNER = {
    "sw": (
        "bosi, meneja, msimamizi, kiongozi, kiongozi wa timu, mkuu, mkurugenzi, mwalimu, rafiki, "
        "mama, baba, mfanyakazi mwenzangu, mume, mke, kaka, dada, ndugu, daktari, mshauri, "
        "supervisor, manager, boss, team leader, tl"
    ),
}
OWNERS_AFTER = {"sw": "wangu, wetu, yangu, yetu, wake, yake"}
ROLES_ALONE = {"sw": "mwenzangu, mwenzetu, bosi, meneja, msimamizi, kiongozi"}
QUALIFIERS_AFTER = {"sw": "wa timu yangu, wa timu, wa zamu, wa kazi, wa mradi, wa zamani, mmoja"}
# Between a role and the name.
LINKS = {
    "en": "called, named, is, was, is called, is named, whose name is, by the name of, name is",
    "fr": "s'appelle, est, était, nommé, nommée, c'est, appelé, appelée, se nomme",
    "sw": "ni, anaitwa, aitwaye, anayeitwa, kwa jina, kwa jina la, alikuwa, jina lake",
}
# Abbreviated titles may carry a full stop, and a lower-case name may follow the first group.
TITLES_ALWAYS = {"en": "mr, mrs", "fr": "mme, mlle"}
TITLES_SHORT = {"en": "ms, dr, prof, eng", "fr": "pr, me", "sw": "bw, bi"}
TITLES_LONG = {
    "en": "miss, madam, sir, mister, doctor, professor, pastor",
    "fr": "monsieur, madame, mademoiselle, docteur, maître",
    "sw": "bwana, bibi, ndugu, mzee, mama, baba, kaka, dada, daktari, mwalimu, mheshimiwa",
}
# Inside a name, before a capitalised word: "Jean de Dieu", "Ngũgĩ wa Mfano".
PARTICLES = frozenset(
    {"de", "da", "du", "van", "von", "ben", "bin", "binti", "wa", "ole", "arap", "el", "al"}
)
