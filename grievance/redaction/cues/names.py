"""Cues of names: a person says who they are, signs, or names someone by role or title.

What is `others` comes from languages that workers mix in: Malagasy, Wolof, Lingala, Kinyarwanda,
Luganda, Tagalog, Haitian Creole, Hindi, Chewa, Zulu, Yoruba, Igbo, Hausa, Twi.
"""

from __future__ import annotations

SELF = {
    "en": (
        "my name is, my name's, my full name is, my real name is, my names are, my full names are, "
        "names are, i am known as, i'm known as, they know me as, my nam is, my name iz, the name "
        "is, my nickname is, my other name is, my official name is, my surname is, my first name "
        "is, my second name is, my last name is, surname is, first name is, last name is, i was "
        "named, my name na, name na, my nickname at work is, my work name is, my name at work is, "
        "my alias is"
    ),
    "fr": (
        "je m'appelle, moi je m'appelle, mon nom est, mon prénom est, mon nom c'est, mon prénom "
        "c'est, mon nom complet est, je me nomme, je me prénomme, moi c'est, moi c, mon nom c, on "
        "m'appelle, je m'apelle, je m'apel, je m'appel, jm'appelle, j m'appelle, mon petit nom "
        "c'est, mon petit nom est, mon vrai nom est, mon vrai nom c'est, mon nom de famille est, "
        "mon nom de famille c'est, mes noms sont, on me nomme, mon surnom est, mon surnom c'est, "
        "on m'apelle"
    ),
    "sw": (
        "naitwa, ninaitwa, jina langu ni, jina langu naitwa, majina yangu ni, jina langu, jina "
        "yangu ni, jina yangu, majina yangu, jina langu kamili ni, najulikana kama, najiita, "
        "ninaitwaa, jina lngu ni, najulikana kwa jina la, majina yangu kamili ni, jina langu la "
        "kwanza ni, jina langu la pili ni, jina la pili ni, jina la kwanza ni, jina la ukoo ni, "
        "najiitanga, naitwanga, niite, niiteni, mniite, niite tu, niiteni tu"
    ),
    "others": (
        "ny anarako dia, ny anarako, izaho dia, maa ngi tudd, mangi tudd, sama tur, nkombo na "
        "ngai ezali, nkombo na ngai, nitwa, amazina yanjye ni, izina ryanjye ni, erinnya lyange "
        "nze, ako si, ako po si, ang pangalan ko ay, ny anaran'ahy, ny anarana dia, ngai nkombo, "
        "bazobenga ngai, babengaka ngai, mera naam, mujhe log, naa peru, en peyar, pangalan ko, "
        "mwen rele, non mwen se, yo rele m, m rele, mwen se, izina ryanjye, amazina yange ni, "
        "dzina langa ndi, igama lami ngu, igama lam ngu, oruko mi ni, aha m bu, sunana, me din "
        "de, yen din de"
    ),
}
# A name in lower case counts after these only where a sentence about oneself goes on or ends.
I_AM = {
    "en": (
        "i am, i'm, i am called, i'm called, it's me, am, my name, call me, they call me, people "
        "call me, you can call me, i go by, myself, me am, i am by name, friends call me, my "
        "friends call me, everyone calls me, everybody calls me, just call me, i answer to, its "
        "me, it is me, this is me, by name, me myself, i be, na me be"
    ),
    "fr": (
        "je suis, c'est moi, moi, mon nom, mon prénom, moi je suis, appelez moi, je suis un "
        "certain, je suis une certaine, moi même, c'est bien moi"
    ),
    "sw": (
        "mimi ni, mimi, ni mimi, ni me, niitwe, jina ni, majina ni, huitwa, mi huitwa, mi ni, "
        "wananiita, huniita, wanniita, nimeitwa, kwa majina, kwa majina naitwa, kwa jina naitwa, "
        "ni mimi hapa, mimi mwenyewe, me ni, mi ndio, me naitwa"
    ),
}
# The same; and a capitalised word of everyday language is none: "it's Monday".
SAID_OF_ANYTHING = {
    "en": "it's, its, this is",
    "fr": "suis, ici c'est",
    "sw": "hapa ni, huyu ni",
}
CALLED = {
    "en": (
        "his name is, her name is, their name is, whose name is, name is, named, is called, "
        "someone called, somebody called, a guy called, a lady called, person called, one "
        "called, facebook name is, whatsapp name is, profile name is, known as, by the name, by "
        "the name of, goes by, in the name of, under the name of, under the name, his name was, "
        "her name was, whose name was, name was, was called, he is called, she is called, he's "
        "called, she's called, we call him, we call her, they call him, they call her, people "
        "call him, people call her, everyone calls him, everyone calls her, nicknamed, alias, "
        "aka, a.k.a, goes by the name, goes by the name of, answers to, some guy called, that "
        "guy called, dude called, staff called, lady by the name, dem dey call, dem dey call am, "
        "they dey call, dem call, wey dem dey call, by name, person by name, introduced himself "
        "as, introduced herself as, calls himself, calls herself, call himself, call herself"
    ),
    "fr": (
        "il s'appelle, elle s'appelle, s'appelle, se nomme, se prénomme, son nom est, son prénom "
        "est, nommé, nommée, dénommé, dénommée, prénommé, prénommée, surnommé, surnommée, qui "
        "s'appelle, au nom de, sous le nom de, du nom de, un certain, une certaine, il s'appelait, "
        "elle s'appelait, s'appelait, se nommait, appelé, appelée, on l'appelle, on l'appelait, "
        "alias, répond au nom de, répondant au nom de, qui se nomme, son nom c'est, son prénom "
        "c'est, son petit nom c'est, son surnom c'est, un nommé, une nommée, le nommé, la nommée, "
        "le dénommé, la dénommée, sapelle, sapel, s'apel, s'apele, qui sapelle, ki sapelle, ki "
        "sapel, ils l'appellent, l'appellent, yo rele l, li rele, elle c'est, lui c'est, s'est "
        "présenté comme, s'est présentée comme, se fait appeler, se faisait appeler"
    ),
    "sw": (
        "anaitwa, jina lake ni, jina lake, aitwaye, anayeitwa, kwa jina la, kwa jina, jina la, "
        "waitwao, wanaitwa, wanamwita, tunamwita, anajulikana kama, anayejulikana kama, aliyeitwa, "
        "aliitwa, alikuwa anaitwa, alikuwa akiitwa, ambaye anaitwa, tulimwita, humwita, tumwite, "
        "tumuite, twamwita, wanamuita, tunamuita, humuita, jina lake la kwanza, jina lake kamili, "
        "majina yake ni, jina lake lilikuwa, jina yake ni, jina yake, inaitwa, yitwa, "
        "anayejulikana kwa jina la, wanamuitaga, anakuitwa, huyo anaitwa, alijitambulisha kama, "
        "anajiita, anajulikana kwa, amejiita, alijiita, wanajiita"
    ),
}
# After these only a capitalised word is a name.
CAPITALS_ONLY = {
    "en": (
        "he is, she is, this is, name, names, signed, sign, supervisors, managers, bosses, team "
        "leaders, team leads, colleagues, friends, workmates, hr, qa, trainers, coaches, "
        "coworkers, co-workers, brothers, sisters, cousins, contact, me and, assigned to, me is, "
        "us is, a certain, this message is from, message from, wrote to, led by, managed by, "
        "supervised by, headed by, from one, by one, client lead, agent, caretaker, nanny, "
        "psychologist, reports to, reporting to, fired by"
    ),
    "fr": (
        "signé, signée, nom, prénom, contactez, contacter, mes collègues, mes chefs, mes "
        "responsables, les superviseurs, mes amis, rh, drh, prévenez, prévenir, demande à, demandé "
        "à, parlez à, parler à, mes cousins, mes frères, mes sœurs, nos chefs, nos superviseurs, "
        "nos responsables, mes superviseurs, les chefs, et moi, moi et, appelez, appelle, appeler, "
        "contacte, dirigé par, dirigée par, géré par, gérée par, dit à, raconté à, signalé à, "
        "plaint à, demandez à, demandez, écrit à, viré par, virée par, demander"
    ),
    "sw": (
        "jina, majina, niite, wenzangu, wasimamizi wetu, wasimamizi wangu, mabosi, mameneja, "
        "marafiki zangu, mpigieni, aliniambia, wenzetu, viongozi wetu, mabosi wetu, mameneja "
        "wetu, ndugu zangu, dada zangu, kaka zangu, mabeshte wangu, mabeste wangu, mabeshte, "
        "marafiki, rafiki zangu, wafanyakazi wenzangu, kutoka kwa, niliongea na, nimeongea na, "
        "nikaongea na, nilienda kwa, nililalamika kwa, jyewe, ni jyewe"
    ),
}
# In a form: "name: joseph kariuki".
FIELDS = {
    "en": "name, names, full name, manager name, supervisor name, boss name, surname, first name",
    "fr": (
        "nom, prénom, noms, prénoms, nom complet, nom et prénom, nom du chef, nom du responsable"
    ),
    "sw": "jina, majina, jina kamili, jina la msimamizi, jina la meneja, jina la bosi",
}
# Who is asked, or told: an unknown word after these is a name.
ASKED = {
    "en": (
        "ask, tell, told, asked, report to, reported to, complained to, ask for, look for, speak "
        "to, talk to, spoke to, spoke with, talked to, talked with, hired by, recruited by, "
        "trained by, fired by, interviewed by, referred by, introduced by, replaced by, told by, "
        "sent by, signed by"
    ),
    "fr": (
        "dites à, parlez à, adressez-vous à, parlé à, parlé avec, discuté avec, recruté par, "
        "recrutée par, formé par, formée par, embauché par, embauchée par, remplacé par, "
        "remplacée par, signé avec, convoqué par, convoquée par, envoyé par, envoyée par"
    ),
    "sw": (
        "muulize, muulizeni, mwambie, mwambieni, mtafute, mtafuteni, nilimwambia, nikamwambia, "
        "mpigie, kupitia kwa, kupitia, niliongea na, nimeongea na, tuongee na, niliambiwa na, "
        "nimeambiwa na, tuliambiwa na, nilitumwa na, niliajiriwa na, nilifundishwa na, "
        "nilifukuzwa na, mwandikie, mtumie"
    ),
}
# A greeting, then who speaks: "hi this is", where "this is" alone says anything.
GREETED = {
    "en": (
        "hi this is, hello this is, hey this is, hi it's, hello it's, hi i am, hello i am, hi "
        "i'm, hi am, hello am, hello i'm, hi po im, good morning this is, good evening this is, "
        "good morning i am, good evening i am, good afternoon i am"
    ),
    "fr": (
        "bonjour moi c'est, bonjour c'est, bonjour ici, salut c'est, bonsoir c'est, bonsoir ici, "
        "bjr c, bjr c'est, slt c, slt c'est, cc c'est, coucou c'est, bjr moi c, bonjour c, "
        "bonsoir c, salut c"
    ),
    "sw": "habari mimi ni, hujambo mimi ni, habari naitwa, mambo ni",
}
GREETINGS = {
    "en": "hello, hi, hey, dear",
    "fr": "bonjour, bonsoir, salut, cher, chère",
    "sw": "habari, hujambo, jambo, mpendwa",
}
# Before a name, also in lower case, that ends the text: nothing else could stand there.
SIGNED = {
    "en": (
        "yours, yours sincerely, yours faithfully, yours truly, signed, signed by, written by, "
        "sincerely, sincerely yours, regards, kind regards, best regards, warm regards"
    ),
    "fr": (
        "signé, signée, écrit par, votre soeur en lutte, votre frère en lutte, votre sœur, votre "
        "soeur, votre frère, votre camarade, de la part de"
    ),
    "sw": (
        "wenu, wako mwaminifu, wako mtiifu, wenu mtiifu, ni mimi, ni mimi wako, ni mimi wenu, "
        "imeandikwa na, nimeandika mimi, kwa heshima, sahihi"
    ),
}
# Before a name that ends the text or its line.
CLOSINGS = {
    "en": (
        "thanks, thank you, many thanks, thanks in advance, regards, kind regards, best regards, "
        "warm regards, best, best wishes, sincerely, yours, yours sincerely, yours faithfully, "
        "yours truly, cheers, god bless, signed, thanks a lot, thanks so much, thank you so much, "
        "thank you all, thx, tnx, many thanks and regards, thanks and regards, thanks & regards, "
        "respectfully, faithfully, love, take care, be blessed, blessings, bye, goodbye, salute, "
        "in solidarity, solidarity, yours in solidarity, stay safe, thanks for listening, thanks "
        "for reading, thank you for listening, thank you for reading, thanks for your help, thank "
        "you for your help, yours in the struggle, salamat, maraming salamat, salamat po, webale, "
        "weebale, webale nyo, murakoze, thank you very much, thanks very much, thanks again, thank "
        "you again"
    ),
    "fr": (
        "merci, merci d'avance, merci beaucoup, merci bien, cordialement, bien cordialement, bien "
        "à vous, salutations, sincères salutations, sincèrement, respectueusement, bonne journée, "
        "à bientôt, signé, merci à vous, merci à tous, merci de votre aide, merci pour tout, grand "
        "merci, mersi, avec mes salutations, amicalement, fraternellement, courage à tous, "
        "courage, bon courage, bonne soirée, bonne nuit, solidairement, au revoir, que dieu vous "
        "bénisse, bisous, cdt, cdlt, votre soeur en lutte, votre frère en lutte, misaotra, "
        "misaotra betsaka, mèsi, mèsi anpil, mèsi anpil pour tout, jërëjëf, jerejef, matondo, "
        "melesi, chokran, choukran, merci d'avoir lu, à plus, a+, merci de m'avoir lu, merci de "
        "m'avoir lue, avec respect, mes respects, veuillez agréer mes salutations, signature"
    ),
    "sw": (
        "asante, asanteni, asante sana, asanteni sana, ahsante, ahsanteni, asanti, shukrani, "
        "shukran, wako, wako mwaminifu, wenu, ni mimi, natanguliza shukrani, kwaheri, asante kwa "
        "msaada, asante kwa kunisikiliza, asanteni kwa kunisikiliza, nashukuru, ninashukuru, mungu "
        "awabariki, mungu akubariki, mbarikiwe, ubarikiwe, barikiwa, aksante, aksanteni, santeni, "
        "wenu mtiifu, wako mtiifu, pamoja, amani, wenu katika mapambano, wako katika mapambano, "
        "murakoze, webale, asante kwa kusoma, asanteni kwa kusoma, kwa heshima, sahihi, wasalaam, "
        "wassalam, alamsiki, kwa heshima na taadhima"
    ),
}
# What may follow a name in lower case that stands where any word could.
GOES_ON = {
    "en": (
        "i, im, and, from, a, an, the, of, at, with, working, who, ex, former, formerly, your, "
        "my, we, aged, here, by name, id, badge, phone, number, tel, again, please, speaking, "
        "moderator, annotator, labeler, labeller, tasker, worker, employee, content, data, am, "
        "have, was, been, but, because, coz, cause, on, in, by, to, so, then, me, employed, "
        "staying, living, based, calling, writing, reporting, labelling, labeling, annotating, "
        "doing, previously, currently, since, age, years, yrs, student, single, mother, father, "
        "freelance, freelancer, contractor, ai, remote, online, agent, rater, transcriber, "
        "reviewer, trainer, team, mod"
    ),
    "fr": (
        "je, j'ai, j'étais, et, de, du, d', a, à, un, une, ancien, ancienne, ex, mon, ma, nous, "
        "qui, l', annotateur, annotatrice, modérateur, modératrice, labelisateur, labeliseur, "
        "transcripteur, employé, employée, salarié, salariée, agent, depuis, en, au, aux, dans, "
        "chez, sur, pour, mais, car, parce, avec, habitant, habite, travaillant, travaille, "
        "labellisateur, labellisatrice, labeliseuse, transcriptrice, testeur, testeuse, étudiant, "
        "étudiante, âgé, âgée, ans, née, né, freelance, mère, père, ici, aussi, chargé, chargée, "
        "le, la, les"
    ),
    "sw": (
        "na, kutoka, wa, nipo, niko, niliyekuwa, nina, nilikuwa, nafanya, ninafanya, naomba, "
        "ninaomba, naishi, ninaishi, nataka, mfanyakazi, moderator, annotator, mwenye, tena, "
        "nimefanya, ni, natoka, mimi, naye, nami, ninayo, nimekuwa, nilifanya, nilianza, "
        "ninaandika, naandika, naongea, nahitaji, tunafanya, kazi, kwa, ya, mwenyeji, mkazi, "
        "umri, miaka, mama, baba, nikiwa, lakini, sasa, hapa, ninakaa, nakaa, nafanyia, "
        "nimeajiriwa, mwanafunzi, tasker, labeler, labeller, kutokea, data, content, moderata, "
        "dem, dame, mse, msee, jamaa, kijana, dada"
    ),
}
# Inside a name, before a capitalised word: "Jean de Dieu", "Ngũgĩ wa Mfano".
PARTICLES = frozenset(
    {"de", "da", "du", "van", "von", "ben", "bin", "binti", "wa", "ole", "arap", "el", "al"}
)
