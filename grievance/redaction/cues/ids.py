"""Cues of numbers that stand for one person: badges, identity numbers, accounts, codes."""

from __future__ import annotations

STRONG = {
    "en": (
        "file no, file number, badge, badge no, badge number, staff id, staff number, staff no, "
        "staff code, employee id, employee number, employee no, employee code, emp id, emp no, "
        "emp number, emp code, emp, payroll, payroll number, payroll no, personnel number, "
        "personal number, worker id, worker number, worker no, worker code, annotator id, tasker "
        "id, labeler id, labeller id, rater id, agent id, user id, login id, profile id, account "
        "id, job number, id, ids, id card, id number, id no, identity card, identity number, "
        "national id, national identity number, voter id, voters card, voter card, ghana card, "
        "passport, passport no, passport number, visa number, permit number, work permit, "
        "driving licence, driving license, drivers license, driver's licence, licence number, "
        "license number, social security number, ssn, sss, sss number, philhealth, pag-ibig, "
        "umid, tin, tin number, kra, kra pin, nssf, nssf number, nhif, nhif number, sha number, "
        "shif number, nin, bvn, aadhaar, aadhar, pan, pan card, uan, esic, pf, pf no, pf number, "
        "contract number, contract no, contract ref, case number, case no, case id, ref, ref no, "
        "ref number, reference, reference no, reference number, order id, order no, order "
        "number, transaction id, transaction code, transaction number, transaction no, txn id, "
        "txn, trx, confirmation code, mpesa code, m-pesa code, invoice number, receipt number, "
        "till no, till number, paybill, paybill no, paybill number, pay bill, business number, "
        "agent number, bank acc, bank account number, acc no, account no, a/c no, a/c, acc, "
        "student number, registration number, reg no, serial number, serial no, imei, asset tag, "
        "tax id, membership no, member no, card no, card number, loan no, locker number, huduma, "
        "huduma number, plate number, number plate, swift, staff card, staff badge, badge id, "
        "employee card, staff pin, work id, work number, work no, job id, tracking number, "
        "complaint number, complaint no, complaint id, ob number, ob no, claim number, claim no, "
        "policy number, policy no, petition number, petition no, cause no, suit no, application "
        "number, application no, hdmf, hdmf number, philhealth number, pagibig, pag ibig number, "
        "sss no, tin no, uan number, esi number, epf, epf number, nrc, cnic, cnic number, nic, "
        "fayda, ghana card number, ssnit, ssnit number, nin number, bvn number, rsa pin, rsa id, "
        "nssf no, nhif no, payslip no, payslip number, seat number, seat no, device id, laptop "
        "serial, agent code, recruiter code, trx id, transaction ref, utr, utr number, upi ref, "
        "momo id, tran id, trans id, mpesa ref, m-pesa ref, mpesa transaction, confirmation "
        "number, receipt no, invoice no, contract id, username id, student id, matric no, "
        "matriculation number, rssb, rssb number, nssf member number, national health, unhcr, "
        "alien id, refugee id, foreigner id"
    ),
    "fr": (
        "badge, matricule, numéro de matricule, numéro d'employé, numéro de salarié, numéro "
        "d'agent, numéro de badge, identifiant, id de travailleur, id travailleur, id employé, "
        "carte d'identité, pièce d'identité, numéro d'identité, cin, cni, numéro nina, nif, "
        "carte d'électeur, carte électeur, carte de séjour, titre de séjour, passeport, permis, "
        "permis de conduire, permis de travail, numéro de contrat, contrat numéro, numéro de "
        "dossier, numéro de sécurité sociale, numéro de sécu, numéro sécu, sécu, sécurité "
        "sociale, cnaps, cnss, cnps, inps, ipres, css, inss, numéro cnaps, numéro cnss, numéro "
        "cnps, numéro inss, rib, iban, référence, réf, code de la transaction, code de "
        "transaction, numéro de transaction, id de transaction, numéro de commande, code "
        "marchand, code agent, numéro de série, numéro siret, siret, plaque, casier, code "
        "employé, code salarié, numéro d'assuré, numéro d'adhérent, carte bancaire, numéro de "
        "carte, numéro de ticket, numéro employé, numéro salarié, numéro agent, numéro badge, "
        "numéro matricule, num employé, num badge, num matricule, n° employé, n° badge, n° "
        "matricule, n° agent, n° salarié, n° de badge, n° d'employé, numéro de permis, numéro de "
        "passeport, numéro de compte bancaire, numéro de sinistre, numéro de plainte, numéro de "
        "reçu, numéro de bulletin, numéro de cni, numéro cin, numéro cni, code travailleur, id "
        "annotateur, id agent, id salarié, id client, numéro de pièce, carte cnss, carte nina, "
        "immatriculation, numéro d'immatriculation, numéro de convention, réf dossier, réf "
        "contrat, numéro d'ordre, matricule cnaps, trans id, id trans, réf transaction, nin, "
        "nimu, ninu, mon cin, carte cin, numéro fiscal, numéro cnamgs, cnam, cmu, amo, ostie, "
        "ostie numéro, cnss numéro, carte de travail, carte professionnelle, numéro de "
        "travailleur, numéro de poste de travail"
    ),
    "sw": (
        "faili, faili namba, namba ya faili, jalada, shauri, kesi namba, kitambulisho, "
        "kitambulisho cha kazi, kitambulisho cha taifa, kitambulisho cha mpiga kura, kadi ya "
        "mpiga kura, kadi ya kazi, beji, namba ya beji, namba ya mfanyakazi, nambari ya "
        "mfanyakazi, namba ya kazi, namba yangu ya kazi, nambari yangu ya kazi, nambari ya kazi, "
        "namba ya kitambulisho, nambari ya kitambulisho, nida, namba ya nida, leseni, leseni ya "
        "udereva, pasipoti, paspoti, namba ya mkataba, nambari ya mkataba, namba ya nssf, namba "
        "ya mlipakodi, msimbo, msimbo wa malipo, kumbukumbu namba, kumbukumbu ya malipo, namba "
        "ya kumbukumbu, muamala, namba ya muamala, risiti, lipa namba, namba ya wakala, carte, "
        "carte ya kura, namba ya pasipoti, namba ya leseni, namba ya kesi, namba ya tiketi, "
        "namba ya uanachama, namba ya gari, faili nambari, shauri namba, kesi nambari, ob namba, "
        "ob nambari, namba ya malalamiko, namba ya usajili, nambari ya usajili, nambari ya beji, "
        "namba ya utumishi, nambari ya utumishi, namba ya ajira, nambari ya ajira, namba ya simu "
        "ya kazi, nambari ya mkopo, kodi ya mpesa, kodi ya muamala, nambari ya muamala, staff "
        "namba, staff nambari, badge namba, badge nambari, id namba, id nambari, id yangu, "
        "aidii, payroll namba, namba ya payroll, namba ya tin, nambari ya kra, namba ya nhif, "
        "nambari ya nssf, nambari ya nhif, namba ya cnss, cnss namba, nambari ya pasipoti, "
        "nambari ya leseni, nambari ya kesi, kitambulisho namba, kitambulisho nambari, "
        "kitambulisho changu, kadi namba, msimbo wa muamala, namba ya mteja, namba ya bima, "
        "indangamuntu, irangamuntu, rssb, karangamuntu, nida namba"
    ),
}
# These are ordinary words too: what follows must have four digits, or letters and digits.
WEAK = {
    "en": (
        "account, account number, bank account, ticket, ticket number, ticket no, case, iban, "
        "profile, workstation, desk, code, worker, contract, order, receipt, certificate, till, "
        "extension, user, login, transaction"
    ),
    "fr": (
        "compte, compte bancaire, numéro de compte, ticket, dossier, poste, code, commande, "
        "contrat, carte, travailleur, utilisateur, transaction"
    ),
    "sw": ("akaunti, namba ya akaunti, nambari ya akaunti, tiketi, kumbukumbu, mkataba, kadi"),
}
# After these a value needs letters and digits, or five digits and more that are no phone.
WEAKEST = {
    "en": "number, num, registration, identity",
    "fr": "numéro, num",
    "sw": "namba, nambari, numba",
}
# Between the cue and the number, before one more word: "namba ya kazi".
FILLERS = {"en": "of, for", "fr": "de, du, de la", "sw": "ya, wa, la, cha"}
# What may stand between the cue and the number, up to four of them.
LINKS = {
    "en": (
        "number, num, no, nr, code, card, is, was, id, named, of, mine, yanjye, ko, ko po, namin"
    ),
    "fr": (
        "numéro, num, est, était, c'est, le, la, code, carte, no, ci, là, du, de, c, c'est le, c le"
    ),
    "sw": (
        "ni, ilikuwa, namba, nambari, no, yangu, changu, langu, yake, chake, wangu, ya, wa, la, "
        "ilikua, yangu ilikua"
    ),
}
LINK_SIGNS = (":", "#", "=", "–", "-", "(", "n°", "nº", "№", ".", '"', "“", "«")
