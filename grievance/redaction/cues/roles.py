"""Roles by which somebody is named, whose they are, and what stands between a role and the name."""

from __future__ import annotations

OWNERS = {
    "en": ("my, our, the, his, her, their, your, a, an, one, this, that, yung, ang, ating, aming"),
    "fr": (
        "mon, ma, mes, notre, votre, le, la, l', son, sa, leur, un, une, cette, ce, nos, vos, "
        "les, leurs"
    ),
}
QUALIFIERS = {
    "en": (
        "old, former, new, direct, line, immediate, shift, best, close, hr, ex, dear, late, "
        "younger, elder, older, big, little, small, senior, junior, current, previous, first, "
        "second, male, female, good, kind, night, day, assistant, acting, own, only, then, tl, "
        "two, three, 2, 3, other, both, qa, quality"
    ),
    "fr": (
        "ancien, ancienne, nouveau, nouvelle, petit, petite, meilleur, meilleure, ex, cher, "
        "chère, grand, grande, jeune, vieux, vieille, futur, future, propre, bon, bonne, "
        "premier, première, actuel, actuelle, seul, seule, gros, deux, trois, 2, 3, autre, "
        "autres"
    ),
}
# Roles that name somebody only with their owner: "my friend", "un ami".
ROLES_OWNED = {
    "en": (
        "co-worker, coworker, friend, roommate, neighbour, neighbor, coach, ceo, agent, client, "
        "husband, wife, partner, boyfriend, girlfriend, fiance, fiancee, brother, sister, son, "
        "daughter, cousin, uncle, aunt, father, mother, dad, mum, mom, brother in law, sister in "
        "law, analyst, psychologist, psychiatrist, doctor, nurse, teacher, leader, lead, head, "
        "pastor, owner, guard, secretary, accountant, assistant, mentor, buddy, child, kid, "
        "baby, boy, girl, lady, man, guy, woman, hr, rep, union rep, representative, colleage, "
        "collegue, coleague, co worker, team mate, classmate, housemate, flatmate, bestfriend, "
        "best friend, bestie, mother in law, father in law, niece, nephew, grandmother, "
        "grandfather, grandma, grandpa, granny, stepmother, stepfather, twin, priest, imam, "
        "advocate, attorney, union delegate, delegate, shop steward, union leader, union "
        "official, organiser, organizer, inspector, labour officer, labor officer, labour "
        "inspector, officer, wellness coach, wellness counsellor, wellness counselor, "
        "gynaecologist, physio, clinician, dentist, matron, trainee, intern, reviewer, auditor, "
        "moderator, annotator, labeller, labeler, tasker, interviewer, interpreter, translator, "
        "captain, administrator, admin, foreman, forelady, tenant, caretaker, wifey, hubby, "
        "spouse, fiancé, fiancée, bf, gf, mum in law, auntie, aunty, sis, bro, chairman, "
        "chairlady, treasurer, consultant, point person, friend of mine, desk mate, seat mate, "
        "seatmate, shift mate, shiftmate, batch mate, batchmate, work mate, team member, former "
        "boss, roomie, remplaçante, kumare, kumpare, pare, ate, kuya, tropa, kasama, katrabaho, "
        "kaibigan, tita, tito, nanny, housegirl"
    ),
    "fr": (
        "collègue, camarade, amie, ami, copain, copine, pote, voisin, voisine, mari, femme, "
        "époux, épouse, conjoint, conjointe, compagnon, compagne, frère, soeur, sœur, fils, "
        "fille, cousin, cousine, oncle, tante, père, mère, beau-frère, belle-soeur, psy, "
        "psychologue, médecin, docteur, infirmière, infirmier, propriétaire, gardien, agent, "
        "client, assistant, assistante, comptable, binôme, coach, recruteur, recruteuse, bébé, "
        "enfant, collegue, collègues, coloc, colocataire, neveu, nièce, beau-père, belle-mère, "
        "beau frère, belle soeur, belle sœur, grand-mère, grand-père, grand mère, grand père, "
        "tata, tonton, tantine, jumeau, jumelle, ex-mari, ex-femme, fiancé, fiancée, meilleur "
        "ami, meilleure amie, avocat, avocate, pasteur, prêtre, curé, imam, marabout, "
        "enseignant, enseignante, professeur, prof, maître, élève, stagiaire, bailleur, "
        "bailleresse, associé, associée, employeur, employeuse, inspecteur, inspectrice, "
        "syndicaliste, secrétaire, trésorier, trésorière, conseiller, conseillère, assistante "
        "sociale, moniteur, monitrice, tuteur, tutrice, référent, référente, parrain, marraine, "
        "kiné, gynéco, dentiste, modérateur, modératrice, annotateur, annotatrice, testeur, "
        "testeuse, réviseur, réviseuse, relecteur, relectrice, promotionnaire, frangin, "
        "frangine, aînée, aîné, cadet, cadette, benjamin, benjamine, remplaçant, remplaçante, "
        "doyen, doyenne, bras droit, adjoint, adjointe, équipière, équipier, coéquipier, "
        "coéquipière, voisin de poste, voisine de poste"
    ),
}
# Roles that name somebody also alone: "supervisor brian", "chef mukendi".
ROLES = {
    "en": (
        "supervisor, boss, manager, reporting manager, team leader, team lead, teamlead, "
        "teamleader, tl, team manager, floor manager, operations manager, project manager, hr "
        "manager, line manager, general manager, assistant manager, account manager, shift "
        "leader, shift lead, shift manager, group leader, quality lead, trainer, recruiter, oga, "
        "superviser, supervisr, supervior, supervisior, supevisor, suppervisor, suprvisor, "
        "maneger, managr, mananger, team leada, team ldr, team captain, squad lead, squad "
        "leader, pod lead, pod leader, cluster head, cluster lead, cluster leader, project lead, "
        "project leader, project coordinator, program manager, programme manager, delivery "
        "manager, delivery lead, site lead, site manager, site supervisor, shift supervisor, "
        "floor supervisor, floor lead, ops manager, ops lead, operations lead, operation "
        "manager, qa lead, qa manager, qa analyst, qa supervisor, quality manager, quality "
        "coach, quality supervisor, quality analyst, process manager, process lead, process "
        "associate, workforce manager, wfm, talent manager, hr lady, hr guy, hr man, hr woman, "
        "hr girl, hr officer, hr rep, hr person, hr assistant, hr head, head of hr, hr director, "
        "hr boss, hr personnel, hr executive, hr madam, account lead, vendor manager, community "
        "manager, campaign manager, queue manager, payroll officer, payroll lady, payroll guy, "
        "finance manager, finance officer, country manager, country director, office manager, "
        "general supervisor, senior manager, senior supervisor, deputy manager, assistant "
        "supervisor, asst manager, assist manager, team head, unit head, unit manager, unit "
        "lead, coordinator, co-ordinator, lead annotator, lead labeler, lead moderator, senior "
        "annotator, senior moderator, contact person, point of contact, supervisa, supavisa, "
        "supaviza, superviza, supa visor, supervizor, team manger, managing director, director "
        "of operations, quality person, lawyer, barrister, landlord, landlady, counselor, "
        "counsellor, therapist, director, colleague, workmate, officemate, teammate, deskmate, "
        "deputy, sup, qa, it guy, it man, it lady, hr exec, vendor person, center head, centre "
        "head, floor head"
    ),
    "fr": (
        "cheffe, chef, cheffe d'équipe, chef d'équipe, superviseur, superviseuse, superviseure, "
        "supérieur, supérieure, responsable, manager, manageur, manageuse, gérant, gérante, "
        "directeur, directrice, patron, patronne, formateur, formatrice, encadrant, encadrante, "
        "coordinateur, coordinatrice, délégué, déléguée, n+1, n+2, superviceur, supperviseur, "
        "supervisseur, superviser, team leader, team lead, tl, chef de projet, cheffe de projet, "
        "chef de plateau, cheffe de plateau, chef de service, cheffe de service, chef du "
        "personnel, responsable rh, responsable plateau, responssable, chargé rh, chargée rh, "
        "chargé de projet, chargée de projet, assistante rh, assistant rh, dame rh, dame de la "
        "rh, directeur général, directrice générale, boss, bosse, dg, pdg, contremaître, "
        "gestionnaire, managère, chef équipe, cheffe équipe, chef d'eq, coordonnateur, "
        "coordonnatrice, coach qualité, animateur, animatrice, project manager, supervisa, "
        "supervizeur, supervizer, chef dequipe, sup, chef de site, assistant qualité, agent de "
        "sécurité, dame des rh, dame de la paie, rh, drh"
    ),
    "sw": (
        "bosi, mdosi, meneja, msimamizi, kiongozi, mkurugenzi, supavaiza, mratibu, supervaiza, "
        "superviza, supavaisa, supavaizer, mdosii, menejaa, msimamizi mkuu, kiongozi wa timu, "
        "mkuu wa timu, mkuu wa kazi, mkuu wa zamu, msimamizi wa zamu, team lida, timlida, "
        "supervisa, supavisa, supaviza, supaveza, tiimu lida, dereva, wakili, nesi, mzae, "
        "mshikaji, masupervisor, mateam leader, mtu wa it, mtu wa hr, dem wa hr, jamaa wa hr, "
        "msee wa hr, dada wa hr, mama wa hr, meneja msaidizi, rafiki, shemeji, caretaker, "
        "wakala, mpenzi"
    ),
}
# The owner is part of the word.
ROLES_WITH_OWNER = {
    "sw": (
        "mwenzangu, mwenzetu, mamangu, babangu, dadangu, kakangu, mwanangu, mkewangu, mumewangu, "
        "mkewe, mumewe, babake, mamake, dadake, kakake, nduguyangu, nduguye, rafikiye, "
        "rafikiyangu, bintiye, mwanawe, mwenzake, mwenzao"
    ),
}
# Swahili puts the owner after the role.
ROLES_BEFORE_OWNER = {
    "sw": (
        "mkuu, mwalimu, mama, baba, mfanyakazi, mume, mke, kaka, dada, ndugu, daktari, mshauri, "
        "mkufunzi, mchumba, jirani, binamu, mjomba, shangazi, mtoto, hr, agent, client, mteja, "
        "mdogo, mkubwa, dogo, binti, kijana, mwana, babu, nyanya, bibi, shosho, shosh, sista, "
        "sister, brother, broda, brathe, bradha, bro, sis, cousin, cuzo, beste, bestie, besti, "
        "buda, buddy, boyfriend, girlfriend, mzee, mkwe, mama mkwe, baba mkwe, wifi, mzazi, "
        "mlezi, pasta, padri, sheikh, imamu, mwanasheria, mhasibu, afisa, ofisa, kocha, mwenye "
        "nyumba, rafiki wa karibu, mwanafunzi, roommate, workmate, colleague, trainer, teacher, "
        "doctor, counsellor, counselor, psychologist, therapist, mlinzi, muuguzi, katibu, "
        "mwenyekiti, karani, boss, manager, supervisor, team leader, teamleader, team lead, tl, "
        "supa, mkubwa wa kazi, tajiri, mwajiri, mwakilishi, mjumbe, mzungu, bwana, auntie, "
        "uncle, wife, hubby, husband, dem, msupa, chali, jamaa, mse, rafiki mkubwa, mfanyakazi "
        "mwenza, msaidizi, mwangalizi, mkaguzi, mtafsiri, mabeshte, mabeste, marafiki, "
        "wafanyakazi, majirani, ndugu zangu, wasimamizi, mabosi, viongozi, mameneja, mpangaji, "
        "lead, pm, ops manager, line manager, project lead, qa, wasee, maboy, mabro, nanny, "
        "housegirl, msaidizi wa kazi"
    ),
}
OWNERS_AFTER = {
    "sw": (
        "wangu, wetu, yangu, yetu, wake, yake, wao, yao, mwenzangu, mwenzetu, wa kwangu, moja, "
        "mmoja, wangu wa karibu, wetu wa kazi, wetu mkuu, wetu mpya, wangu mpya, wangu mkubwa, "
        "wangu mdogo, wenu, yenu, wako, yako, angu, zangu, zetu"
    ),
    "others": "ko, namin, natin, niya, po",
    "en": "of mine, of ours, of his, of hers",
}
COMPLEMENTS = {"en": "of the, of, for, in, at, from", "fr": "de, de la, du, des"}
COMPLEMENTS_SW = {"sw": "wa, ya, la"}
QUALIFIERS_AFTER = {
    "en": "hr, qa, lady, guy, one",
    "fr": (
        "rh, qualité, plateau, production, paie, formation, général, générale, technique, là, "
        "là-bas, en question"
    ),
}
# After a role, a comma and a name in lower case: "le chef là, kouassi il nous fatigue".
THEN_SAYS = {
    "en": "he, she, who, is, was, has, had",
    "fr": "il, elle, qui, est, était, a, nous, me",
    "sw": "yeye, ambaye, ndiye, ndio",
}
AND = {"en": "and, or, n", "fr": "et, ou", "sw": "na, au"}
# Between a role and the name. After a weak one, a name in lower case must end the sentence.
STRONG_LINKS = {
    "en": (
        "called, named, is called, was called, is named, whose name is, by the name of, name is, "
        "by name, his name is, her name is, known as, was named, who is called, whose name was, "
        "name was, his name was, her name was, who goes by, goes by, alias, aka, nicknamed, we "
        "call him, we call her, they call him, they call her, dem dey call, they dey call, i mean, "
        "namely, who calls himself, who calls herself"
    ),
    "fr": (
        "s'appelle, s'appelait, qui s'appelle, nommé, nommée, c'est, c, appelé, appelée, se nomme, "
        "du nom de, son nom est, son nom c'est, s'apelle, qui s'appelait, il s'appelle, elle "
        "s'appelle, dénommé, dénommée, prénommé, prénommée, surnommé, surnommée, qu'on appelle, on "
        "l'appelle, alias, à savoir, qui se nomme, son prénom est, son prénom c'est, ki sapelle, "
        "qui sapelle, sapelle, li rele, je veux dire, c'est à dire, qui se fait appeler"
    ),
    "sw": (
        "anaitwa, aitwaye, anayeitwa, kwa jina, kwa jina la, jina lake, jina lake ni, akiitwa, "
        "alikuwa anaitwa, aliitwa, ambaye anaitwa, ambaye ni, huitwa, tunamwita, tunamuita, "
        "wanamwita, wanamuita, jina yake, jina yake ni, kwa majina, aliyeitwa, inaitwa, mwingine "
        "ni, yaani"
    ),
    "others": "si, dia, i",
}
WEAK_LINKS = {"en": "is, was", "fr": "est, était", "sw": "ni, alikuwa, ndiye"}
