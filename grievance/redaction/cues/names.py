"""Cues of names: a person says who they are, signs, or names someone by role or title.

What is `others` comes from languages that workers mix in: Malagasy, Wolof, Lingala, Kinyarwanda,
Luganda, Tagalog.
"""

from __future__ import annotations

SELF = {
    "en": (
        "my name is, my name's, my full name is, my real name is, my names are, my full names "
        "are, names are, i am known as, i'm known as, they know me as"
    ),
    "fr": (
        "je m'appelle, moi je m'appelle, mon nom est, mon prénom est, mon nom c'est, mon prénom "
        "c'est, mon nom complet est, je me nomme, je me prénomme, moi c'est, moi c, mon nom c, on "
        "m'appelle"
    ),
    "sw": (
        "naitwa, ninaitwa, jina langu ni, jina langu naitwa, majina yangu ni, jina langu, jina "
        "yangu ni, jina yangu, majina yangu, jina langu kamili ni, najulikana kama, najiita"
    ),
    "others": (
        "ny anarako dia, ny anarako, izaho dia, maa ngi tudd, mangi tudd, sama tur, nkombo na "
        "ngai ezali, nkombo na ngai, nitwa, amazina yanjye ni, izina ryanjye ni, erinnya lyange "
        "nze, ako si, ako po si, ang pangalan ko ay"
    ),
}
# A name in lower case counts after these only where a sentence about oneself goes on or ends.
I_AM = {
    "en": (
        "i am, i'm, i am called, i'm called, it's me, am, my name, call me, they call me, people "
        "call me, you can call me, i go by"
    ),
    "fr": "je suis, c'est moi, moi, mon nom, mon prénom",
    "sw": "mimi ni, mimi, ni mimi, ni me, niitwe",
}
CALLED = {
    "en": (
        "his name is, her name is, their name is, whose name is, name is, named, is called, a man "
        "called, a woman called, someone called, somebody called, a guy called, a lady called, "
        "person called, one called, facebook name is, whatsapp name is, profile name is, known "
        "as, by the name, by the name of, goes by, in the name of, under the name of, under the "
        "name"
    ),
    "fr": (
        "il s'appelle, elle s'appelle, s'appelle, se nomme, se prénomme, son nom est, son prénom "
        "est, nommé, nommée, dénommé, dénommée, prénommé, prénommée, surnommé, surnommée, qui "
        "s'appelle, au nom de, sous le nom de, du nom de, un certain, une certaine"
    ),
    "sw": (
        "anaitwa, jina lake ni, jina lake, aitwaye, anayeitwa, kwa jina la, kwa jina, jina la, "
        "waitwao, wanaitwa, wanamwita, tunamwita, anajulikana kama, anayejulikana kama"
    ),
}
# After these only a capitalised word is a name.
CAPITALS_ONLY = {
    "en": (
        "he is, she is, this is, name, names, signed, sign, ask for, report to, reports to, "
        "reporting to, supervisors, managers, bosses, team leaders, team leads, colleagues, "
        "friends, workmates"
    ),
    "fr": (
        "signé, signée, nom, prénom, demandez, demander, contactez, contacter, mes collègues, mes "
        "chefs, mes responsables, les superviseurs, mes amis, appelez-moi"
    ),
    "sw": (
        "jina, majina, muulize, mtafute, niite, wenzangu, wasimamizi wetu, wasimamizi wangu, "
        "mabosi, mameneja, marafiki zangu"
    ),
}
# A greeting, then who speaks: "hi this is", where "this is" alone says anything.
GREETED = {
    "en": (
        "hi this is, hello this is, hey this is, hi it's, hello it's, hi i am, hello i am, hi "
        "i'm, hi am, hello am, hello i'm, hi po im, good morning this is, good evening this is, "
        "good morning i am, good evening i am, good afternoon i am"
    ),
    "fr": "bonjour moi c'est, bonjour c'est, bonjour ici, salut c'est, bonsoir c'est, bonsoir ici",
    "sw": "habari mimi ni, hujambo mimi ni, habari naitwa, mambo ni",
}
GREETINGS = {
    "en": "hello, hi, hey, dear",
    "fr": "bonjour, bonsoir, salut, cher, chère",
    "sw": "habari, hujambo, jambo, mpendwa",
}
# Before a name that ends the text or its line.
CLOSINGS = {
    "en": (
        "thanks, thank you, many thanks, thanks in advance, regards, kind regards, best regards, "
        "warm regards, best, best wishes, sincerely, yours, yours sincerely, yours faithfully, "
        "yours truly, cheers, god bless, signed"
    ),
    "fr": (
        "merci, merci d'avance, merci beaucoup, merci bien, cordialement, bien cordialement, bien "
        "à vous, salutations, sincères salutations, sincèrement, respectueusement, bonne journée, "
        "à bientôt, signé"
    ),
    "sw": (
        "asante, asanteni, asante sana, asanteni sana, ahsante, ahsanteni, asanti, shukrani, "
        "shukran, wako, wako mwaminifu, wenu, ni mimi, natanguliza shukrani, kwaheri"
    ),
}
OWNERS = {
    "en": "my, our, the, his, her, their, your, a, an, one, this, that",
    "fr": "mon, ma, mes, notre, votre, le, la, l', son, sa, leur, un, une, cette, ce",
}
QUALIFIERS = {
    "en": "old, former, new, direct, line, immediate, shift, best, close, hr, ex, dear, late",
    "fr": (
        "ancien, ancienne, nouveau, nouvelle, petit, petite, meilleur, meilleure, ex, cher, chère"
    ),
}
# Roles that name somebody only with their owner: "my friend", "un ami".
ROLES_OWNED = {
    "en": (
        "colleague, co-worker, coworker, workmate, friend, roommate, neighbour, neighbor, "
        "trainer, coach, director, ceo, recruiter, agent, client, husband, wife, partner, "
        "boyfriend, girlfriend, fiance, fiancee, brother, sister, son, daughter, cousin, uncle, "
        "aunt, father, mother, dad, mum, mom, brother in law, sister in law, quality analyst, "
        "analyst, qa, counsellor, counselor, therapist, psychologist, psychiatrist, doctor, "
        "nurse, teacher, leader, lead, head, landlord, pastor, owner, guard, secretary, "
        "accountant, assistant, mentor, buddy, deskmate, teammate, child, kid, baby, boy, girl, "
        "lady, man, guy, woman, hr, hr officer, hr lady, hr guy, hr man, rep, union rep, "
        "representative"
    ),
    "fr": (
        "collègue, camarade, amie, ami, copain, copine, pote, voisin, voisine, mari, femme, "
        "époux, épouse, conjoint, conjointe, compagnon, compagne, frère, soeur, sœur, fils, "
        "fille, cousin, cousine, oncle, tante, père, mère, beau-frère, belle-soeur, psy, "
        "psychologue, médecin, docteur, infirmière, infirmier, rh, drh, propriétaire, gardien, "
        "agent, client, assistant, assistante, comptable, binôme, coach, recruteur, recruteuse, "
        "bébé, enfant"
    ),
}
# Roles that name somebody also alone: "supervisor brian", "chef mukendi".
ROLES = {
    "en": (
        "supervisor, boss, manager, reporting manager, team leader, team lead, teamlead, "
        "teamleader, tl, team manager, floor manager, operations manager, project manager, hr "
        "manager, line manager, general manager, assistant manager, account manager, shift "
        "leader, shift lead, shift manager, group leader, quality lead, trainer, recruiter, oga"
    ),
    "fr": (
        "cheffe, chef, cheffe d'équipe, chef d'équipe, superviseur, superviseuse, superviseure, "
        "supérieur, supérieure, responsable, manager, manageur, manageuse, gérant, gérante, "
        "directeur, directrice, patron, patronne, formateur, formatrice, encadrant, encadrante, "
        "coordinateur, coordinatrice, délégué, déléguée, n+1, n+2"
    ),
    "sw": (
        "bosi, mdosi, meneja, msimamizi, kiongozi, mkurugenzi, supavaiza, mratibu, mwenzangu, "
        "mwenzetu"
    ),
}
# Swahili puts the owner after the role.
ROLES_BEFORE_OWNER = {
    "sw": (
        "mkuu, mwalimu, rafiki, mama, baba, mfanyakazi, mume, mke, kaka, dada, ndugu, daktari, "
        "mshauri, mkufunzi, mchumba, mpenzi, jirani, binamu, shemeji, mjomba, shangazi, mtoto, "
        "hr, agent, wakala, client, mteja"
    ),
}
OWNERS_AFTER = {
    "sw": (
        "wangu, wetu, yangu, yetu, wake, yake, wao, yao, mwenzangu, mwenzetu, wa kwangu, moja, "
        "mmoja"
    ),
    "others": "ko, namin, natin, niya, po",
}
COMPLEMENTS = {"en": "of the, of, for, in, at, from", "fr": "de, de la, du, des"}
COMPLEMENTS_SW = {"sw": "wa, ya, la"}
QUALIFIERS_AFTER = {
    "en": "hr, qa, lady, guy, one",
    "fr": "rh, qualité, plateau, production, paie, formation, général, générale, technique",
}
AND = {"en": "and, or", "fr": "et, ou", "sw": "na, au"}
# Between a role and the name. After a weak one, a name in lower case must end the sentence.
STRONG_LINKS = {
    "en": (
        "called, named, is called, was called, is named, whose name is, by the name of, name is, "
        "by name, his name is, her name is, known as"
    ),
    "fr": (
        "s'appelle, s'appelait, qui s'appelle, nommé, nommée, c'est, c, appelé, appelée, se "
        "nomme, du nom de, son nom est, son nom c'est"
    ),
    "sw": "anaitwa, aitwaye, anayeitwa, kwa jina, kwa jina la, jina lake, jina lake ni, akiitwa",
    "others": "si, dia, i",
}
WEAK_LINKS = {"en": "is, was", "fr": "est, était", "sw": "ni, alikuwa, ndiye"}
# Abbreviated titles may carry a full stop. After both a name in lower case counts.
TITLES_SHORT = {"en": "mr, mrs, ms, dr, prof", "fr": "mme, mlle", "sw": "bw, bi"}
TITLES_LONG = {
    "en": (
        "miss, madam, maam, ma'am, sir, mister, doctor, professor, pastor, engineer, inspector, "
        "officer, captain, chairman, auntie, uncle, sis, bro"
    ),
    "fr": (
        "monsieur, madame, mademoiselle, docteur, maître, papa, maman, tonton, tantine, frère, "
        "soeur, sœur, père, mère, vieux"
    ),
    "sw": (
        "bwana, bibi, ndugu, mzee, mama, baba, kaka, dada, daktari, mwalimu, mheshimiwa, "
        "mchungaji, nesi, afande, mjomba, shangazi"
    ),
}
# These are words or letters of their own too: only a capitalised word after them is a name.
TITLES_BEFORE_CAPITALS = {"en": "eng, st", "fr": "pr, me", "sw": "mwl, ust"}
# What may follow a name in lower case that stands where any word could.
GOES_ON = {
    "en": (
        "i, im, and, from, a, an, the, of, at, with, working, who, ex, former, formerly, your, "
        "my, we, aged, here, by name, id, badge, phone, number, tel, again, please, speaking, "
        "moderator, annotator, labeler, labeller, tasker, worker, employee, content, data"
    ),
    "fr": (
        "je, j'ai, j'étais, et, de, du, d', a, à, un, une, ancien, ancienne, ex, mon, ma, nous, "
        "qui, l', annotateur, annotatrice, modérateur, modératrice, labelisateur, labeliseur, "
        "transcripteur, employé, employée, salarié, salariée, agent, depuis"
    ),
    "sw": (
        "na, kutoka, wa, nipo, niko, niliyekuwa, nina, nilikuwa, nafanya, ninafanya, naomba, "
        "ninaomba, naishi, ninaishi, nataka, mfanyakazi, moderator, annotator, mwenye, tena, "
        "nimefanya, ni, natoka, mimi"
    ),
}
# Before a name in lower case that stands in front of a role: "ask kevin my supervisor".
BEFORE_APPOSITION = frozenset(
    {"ask", "call", "contact", "with", "by", "and"}
    | {"avec", "par", "chez", "appelez", "demandez", "muulize"}
)
# Inside a name, before a capitalised word: "Jean de Dieu", "Ngũgĩ wa Mfano".
PARTICLES = frozenset(
    {"de", "da", "du", "van", "von", "ben", "bin", "binti", "wa", "ole", "arap", "el", "al"}
)
