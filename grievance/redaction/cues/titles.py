"""Titles before and after a name, and what else stands behind one."""

from __future__ import annotations

# Abbreviated titles may carry a full stop. After both a name in lower case counts.
TITLES_SHORT = {
    "en": (
        "mr, mrs, ms, dr, prof, adv, hon, rev, sgt, cpl, insp, capt, atty, engr, mnr, smt, dk, dkt"
    ),
    "fr": "mme, mlle, melle",
    "sw": "bw, bi",
}
TITLES_LONG = {
    "en": (
        "miss, madam, maam, ma'am, sir, mister, doctor, professor, pastor, engineer, inspector, "
        "officer, captain, chairman, auntie, uncle, sis, bro, aunty, anty, mam, madame, mum, "
        "kuya, oga, alhaji, alhaja, hajia, mallam, comrade, reverend, sergeant, constable, "
        "sister, brother, nurse, counsellor, counselor, advocate, ustadh, sheikh, bhai, didi, "
        "tita, tito, ato, weyzero, woizero, mev, meneer, shri, shrimati, baji, bhaiya, hajjat, "
        "hajji, musawo, barrister, mang, aling, nanay, tatay, yaay, na si, ko si, namin si, "
        "natin si, po si, pala si, nga si, yung si"
    ),
    "fr": (
        "monsieur, madame, mademoiselle, docteur, maître, papa, maman, tonton, tantine, frère, "
        "soeur, sœur, père, mère, vieux, tata, grand frère, grande soeur, grande sœur, pasteur, "
        "professeur, maitre, madam, la vieille, vieux père, le vieux, madan, msye, mèt, frè, sè, "
        "lalla, rtoa, ramatoa, rangahy, tantie, tanti, noko, yaya, sidi, khouya, mokonzi, docta, "
        "mamie, mesye, misye, madanm, madmwazèl"
    ),
    "sw": (
        "bwana, bibi, ndugu, mzee, mama, baba, kaka, dada, daktari, mwalimu, mheshimiwa, "
        "mchungaji, nesi, afande, mjomba, shangazi, dr, dkt, sista, broda, sheikh, ustadh, padri, "
        "nabii, kamanda, komredi, mkuu, madam, anti, ankal, mzae, mshikaji, hajat, mwl"
    ),
}
# These are words or letters of their own too: only a capitalised word after them is a name.
TITLES_BEFORE_CAPITALS = {
    "en": (
        "eng, st, ate, chief, boss, coach, lord, lady, father, mother, mom, dad, granny, judge, "
        "president, director, manager, cc, deputy"
    ),
    "fr": "pr, me",
    "sw": "mwl, ust",
}
# After a name, as in India and the Philippines: "sharma sir told me".
TITLES_AFTER = {"en": "sir, madam, mam, maam, ma'am, ji, bhai, didi, saab, sahib, akka, anna, garu"}
# After such a title, if the name is in lower case.
DOES = {
    "en": (
        "said, says, told, tells, is, was, has, had, gave, made, will, did, does, also, never, "
        "always, keeps, kept, who, and, from, took, sent, forces, wants, knows, knew, cut, "
        "shouts, our, my, the, give, gives"
    ),
}
# After a name: "Liza of HR", "chebet from hr".
DEPARTMENTS = {
    "en": (
        "of hr, from hr, in hr, at hr, of payroll, from payroll, from finance, who is my, who is "
        "our, who's my, from admin, from accounts, from qa, from quality, of finance, from "
        "operations, from training, from management, speaking, from support, from recruitment, "
        "from my team, from our team"
    ),
    "fr": (
        "de la rh, des rh, du rh, de la paie, de la compta, des ressources humaines, de la "
        "qualité, du hr, du service paie, du service rh, de la formation, de la sécurité, de la "
        "cantine, de la production, qui est mon, qui est ma, qui est notre, de l'informatique, "
        "de l'accueil, est mon, est ma, est notre, était mon, était ma, était notre, qui parle, "
        "qui vous écrit, qui écrit, à l'appareil, du département rh, du departement, du support, "
        "de mon équipe, de notre équipe, du recrutement, de prod, de la prod"
    ),
    "sw": (
        "wa hr, wa malipo, wa payroll, kutoka hr, wa it, ambaye ni, wa finance, from hr, from "
        "admin, kutoka payroll, wa quality, wa training, wa uhasibu, wa wellness, wa "
        "recruitment, wa qa, wa mafunzo, wa zamu, aliyekuwa, naongea, nazungumza, wa support, wa "
        "customer care"
    ),
}
# Before a phrase like these stands who spoke: "njeri told me".
SPOKE = {
    "en": (
        "told me, told us, said no, said that, said i, said we, said it, said if, said to, says "
        "i, says we, says that, says no, tells us, tells me, warned me, warned us, called me, "
        "texted me, shouted at, shouts at, fired me, fired us, promised me, promised us, "
        "insulted me, texted us, called us"
    ),
    "fr": (
        "m'a dit, nous a dit, me dit, nous dit, m'a viré, m'a virée, m'a appelé, m'a appelée, "
        "m'a promis, nous a promis, m'a insulté, m'a insultée, m'a recruté, m'a recrutée, m'a "
        "giflé, m'a giflée"
    ),
    "sw": (
        "aliniambia, akaniambia, ananiambia, alituambia, akatuambia, anatuambia, alisema, "
        "akasema, anasema, alinipigia, akanipigia, alinitishia, alitutishia, aliniahidi, "
        "alinitukana, alinialika, alinirecruit, alituahidi"
    ),
}
