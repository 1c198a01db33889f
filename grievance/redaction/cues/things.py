"""Everyday words for what there is: at work, at home, in a body; and short ways to type them.

They decide as those of `ordinary` do.
"""

from __future__ import annotations

_EN = """
dem dame nyo wlh eish dial chale info maam madam ma namin natin niya account accounts admin address
adult advice age agency agent agreement air allowance amount animal annotator anxiety app apartment
area argument assistant associate attention attitude audio audit auditor baby background badge bank
bathroom batch benefit birthday board body bonus boss bot box boy branch break breakdown brother
building bullying bus business butcher bully camera campaign canteen car cash cashier ceo chair
chairman chairperson chat chief child children citizen class cleaner clerk client coach code
colleague colleagues comment community company complaint computer condition content contract
contractor coordinator counsel counselling counselor counsellor country couple course court
coworker crime crisis culture customer cycle dad data date dataset daughter day deadline death debt
degree department depression designer desk developer devil diploma director dismissal doctor
document dog door driver duty earner education email emergency employee employer engineer
environment evening everybody expat experience expert eye face fact family fan farmer father fear
fee feedback fellow fiance field file finance firm floor food founder freelancer friend friends
fund future gang general girl god graduate group guard guys hand harassment head headset health
heart hero history holiday home hospital house household housewife hubby human humour husband idea
image incident income individual industry informant information insider insomnia instruction
insurance intern internet interview investigator investor invoice issue jesus job journalist kid
label labeler labeller labourer labour labor lady laptop law lawyer leader leadership leads league
learner lecturer letter level license life line link list log login lord loss luck lunch machine
mail maker man management manager mate meeting member men migrant minister minority minute mistake
moderator moment money month monkey mother mouth mum mom name names national network newcomer night
nobody number nurse object officer office official onboarding operations operator opinion orders
organisation organization outsider overtime owner page pain pair panic parent partner party
password payment payroll pension performance permission persona personnel phone photo physician
picture place plan platform player police policy pool population position power pressure principal
prisoner problem producer production program programmer project proof proprietor psychologist
public quality quarter queue quota radio rate rating reason recruiter recruitment refugee region
rep representative reputation resident resource respect response result reviewer reward robot role
room rule safety salary salute sample school score screen screenshot secretary section security
selection self seller seniors service session sex shift shop sibling side sickness sir sister site
situation slave slavery slot society software son specialist staff stage standard state station
status step steward story stranger student subject summary supervisor supervisors survivor system
tagger task tasker tasks teacher team teammate teammates technician technology temp test tester
things threat ticket till time title tl toilet tool town trade trader trainee trainer training
trainings transcriber translator transport trauma trial trouble truth type union unit user vacancy
vendor veteran victim video videos village violence visitor voice volunteer wage waiter waitress
wallet war warning way week weekend wellness whistleblower widower wife window witness women worker
workers working workmate workplace workload world year youth zoom catholic protestant hindu luhya
kikuyu luo kalenjin kamba baganda igbo yoruba hausa ghanaian south northern southern eastern
western rwandese ethiopian somali sudanese indians pakistani bangladeshi nepali colombian
venezuelan one two three four five six seven eight nine ten eleven twelve dozen hundred thousand
million ati eti kwani manze wasee bana sana po opo nga lang yung ang mga kasi naman ako siya
abnormal abt accident accuracy afternoon agencies aint airtime altho another anybody anywhere arent
assault babies bawal bcause bcoz bcs bcz becos becoz beheadings bible birr blackout blood boda
bodies bout bpo brain bread breakfast btw bundle bundles burnout cant cashout cedi cedis
certificate chatbot chest church clause clearance clinic clip clips cohort college communities
companies complete corpse corpses cos couldnt coz credit cuz dark dashboard deposit deposits
desktop dinner dollar dollars doon dunno ear ears electricity entire euro exam explicit fare finger
fingers flashback flashbacks flat folks former funeral generator gig gigs gore grabe graphic
gruesome guideline guidelines havent headache headphones hindi hostel hour hours ikaw incest
incorrect ito jeepney kami keyboard ladies lah landlord latest layoff layoffs leg lidar light loan
loans lor lots madness matatu medicine metric metrics midnight migraine mild milk miscarriage
mosque mouse murder murders naa nah neck nightmare nightmares niyo noon nowadays nudity oga pagod
paper papers paycheck payday payout payouts payslip payslips persons peso pesos pharmacy pill pills
plenty pls plss plz policies polygon polygons porn portal prayer prayers pregnancy prompt prompts
quiz quran rape rapes recent redundancy refund refunds rent restroom rice road rupee rupees sacco
second seconds several severance sexual shillings shouldnt shylock smartphone sobra somebody
someway soul spirit stipend stomach subcontractor sugar suicide supper suspension sweldo tablet
tablets talaga tax taxes taxi tbh tea therapy theyve tho thru tiny tmrw tomoro total transcript
transcripts tricycle triple unclear university unpaid unsure wahala washroom water weekday weekdays
werent weve wifi withdrawal workforce wouldnt wrist wrists yall yun
"""
_FR = """
accueil acces achat adjoint adjointe administration affaires agence aide annee annotateur appel
argent association atelier attente avis avocat banque batiment besoin boite bras bruit bureau
cadence cadre camarade camarades casque chaise chambre chef cheffe chefs chez chiffre cliente
clients collegue collegues commentaire commercial commerciale compagnie comptable comptabilite
conge connexion conseil contenu contrat cote couloir courage cours cout crise cyber debut decision
delai demission departement developpeur dieu difference direction docteur dossier douleur droits
duree eau ecole ecran effort employeur enfants enfer entreprise entretien environnement equipe
erreur etage etudes exploitation facon faim famille faute fiche fichier fichiers fois fonction
formateur formation formatrice fournisseur frere gens gerant gerante grossesse groupe habitude
harcelement heures histoire horaire horaires hopital humeur idee images impots informaticien
ingenieur inspection inspecteur jeu jours juriste labeliseur labelisateur langue lettre ligne liste
livraison logement loi loyer maison mari matin medecin menage mensonge messages metier mesdames
messieurs mode moderateur monde mot mots mur mutuelle nom nombre numero objectif objectifs occasion
operateur operatrice ordinateur ordre outil paiement panne papa parents parole pause pays peine
personnes peur photos pied plainte planning plateau plateforme pointage politique pole poste
pouvoir pression prime probleme productivite produit projet projets promesse propos psy psychologue
qualite qualiticien quart raison recrutement recruteur regions relation remarque rendement repos
reponse reseau reunion rh salaire salle sante securite semaine sens societe sommeil stats suite
sujet superviseur superviseuse syndicat systeme tableau tache taches taux technicien technique
technologie temps terrain tete texte tickets toilettes ton transcripteur trimestre trucs usine
utilisateur vacances venant vendeur vente vide vie ville virement visage voiture voix vol week-end
zone cinq dix douze huit quatre quinze sept trente trois vingt cent mille ex feu mr tonton maman
soeur absence absences accident accidents affaire aiment airtel aller angoisse angoisses appeler
ariary arreter attendre attentat avenant batterie bcp bebe bloquent boire bouffe boulot bulletin
bulletins bureaux burnout cadavre cadavres cauchemar cauchemars centre cest cfa chaleur changer
chaud clause clauses clavier clinique coeur colere collectif commencer comprendre comprime
comprimes continuer corps coupent credit crient crier croire deh dejeuner delestage demain demander
dette dettes devoir dinar diner dire dirham dollar dollars donner dormir ecouter ecrire eglise
electricite emploi envoyer essai essence etude euro examen fac facile falloir fcfa finir frapper
gagner gendarme gendarmerie gourde gourdes guerre gueulent haine heure honte insomnie insultent
izany jle jme journee jsuis jvais keske kil koi lagence lait largent lecran lentreprise lheure lire
lordi lot lots lumiere maladie malamu manger mbongo megas menacent mettre meurtre meurtres midi
minuit misy mobile momo monnaie moov mosala mosquee mtn normale nudite nuit nuits nzambe oeil
orange ordonnance oublier paient papier papiers parceque parler partir payent payer pck pcq penser
perdre phrase phrases pleurer poignet poisson porno precision prendre priere prieres psk psychiatre
quartier quon recevoir refuser regarder rendre renvoi repondre rester retard retards retenue
retenues riz savoir seconde secondes segment segments sentir signer soif soir soiree soki souris
soutien stp sucre suicide svp syndique syndiquer syndiques taxi tel telle therapie tjrs toucher
travail travailler travaux tribunal tristesse truc tsy tuent tuer universite venir ventre viande
viol violer viols vivre voir vouloir vrmt waay wave wesh yeux zero
"""
_SW = """
mkuu msaidizi nakala adhabu afisa afya ajira akaunti alama alasiri asante asubuhi baba babu balozi
bara barua batu benki bibi biashara binamu bosi cha chakula chama cheo chini chumba chumbani
courant dada dakika dawa deni doo dola dunia duka elfu elimu familia faini faida feza fedha fundi
gari gazeti haki hakimu haraka harusi hela hewa hospitali idara idhini ijapokuwa intaneti ingekuwa
jamani jambo jamii jasho jela jengo jibu jioni jirani kadi kaka kama karani karatasi katibu
kaskazini kelele kidogo kikao kikundi kila kima kina kinyume kipindi kiongozi kisa kitabu
kitambulisho kitengo kiwango kodi kompyuta kosa kuanzia kufanya kuhusu kuingia kujibu kukosa kula
kulala kulingana kulipa kulipwa kumbe kumbuka kundi kusema kuhusiana kutoka kutukana kutumia
kuwaambia kuwahi kuliko laki likizo lugha mabosi machungu maelezo mafunzo mahali mahakama maisha
maji majina majira makampuni makato malalamiko malipo mambo marafiki maskio masaa matokeo matusi
mazingira mbona mbele mbili mchana mchango mchumba mdosi meneja mfumo mfungwa mganga mhadhiri
mhasibu mhudumu mia miaka miezi miguu mikono miradi mishahara mjumbe mkandarasi mkataba mkazi mke
mkoa mkono mkulima mkurugenzi mkutano mlango mlinzi mnyanyasaji moja moyo mpango mpenzi mpiga
mpishi mpwa mradi msaada mshahara mshauri msimamizi mtandao mtafsiri mtaalamu mteja mtihani
mtumiaji mtumishi mungu muuguzi mume muumini muuzaji mvua mwakilishi mwalimu mwandishi mwananchi
mwanzo mwajiri mwendo mwenyekiti mwenye mwili mwisho mzee mzigo nafasi nafuu nambari namba ndoto
ndugu ngapi ngazi ngono nguvu nia njaa njia nne nusu nyaraka nyumba nyumbani nyuma nyota ofisa
ofisi ombi onyo operesheni operation pastor patron pato pesa picha polisi posho rafiki rais ripoti
robo saa saba sabini safari saini salo sauti shamba shangazi shemeji shetani shida shilingi shirika
shule shughuli sifa silaha simu sita tabia tajriba tano tangazo tatizo tatu tisa timu uamuzi
uchungu ufisadi ugomvi ugonjwa ujira ujumbe ukatili ukweli ulaya ulimwengu umoja umri unyanyasaji
uongo uongozi upande ushahidi usiku usingizi utumwa uwezo vibaya vijana vikali vilevile virahisi
vita vitisho vitu vyeti vyama wageni wahindi wakala wakati wakili wakuu walinzi wanaume wanawake
washikaji waajiri watoto wateja wazazi wazungu wiki wizi zamu zao zake zaidi zangu zenu zetu
wenzangu wenzetu wangu wetu wenu yenu yangu yetu mwema daktari nesi askari dereva padri imamu
mchungaji mfanyabiashara mwanaharakati mwanachama ahadi aibu ajali arusha bando barabara boda
bonasi buda bundle chache chafu cheti chuo damu dodoma ebu eldoret fiti flani fulani gani ganji
ghali ghasia hasa hatuna hawana hebu hizo hofu hospitalini humu huzuni ili jamaa jameni jicho
jinamizi juzi kampala kando kanisa kanuni katikati kesi kiapo kibodi kichwa kidole kifaransa kifo
kigali kiingereza kijiji kile kimya kioo kisumu kiswahili kliniki kwanini lini maandishi macho
madem madeni maharage maiti majibu makosa makundi maneno maombi mapumziko marupurupu masharti
mashine maswali matatizo matatu mauaji mawazo maze maziwa mbwa mengi meseji mfadhaiko mfupi mgongo
miili mikataba mikopo mji mkate mkopo mkwanja mombasa mse msee msikiti msongo mtaa mwanza nakuru
nani nauli nchi neno ngumu noma nyepesi nyingi nyinyi nzito pengine pikipiki poa polepole punda
rahisi roboti roho sekunde shahada shingo sipo siri skrini stima sukari swali taski tayari thika
tumbo tusi ubakaji uchafu uchovu ugali ule umeme usafiri usaidizi ushauri vidole vidonge vifo vyote
wabaya wadogo wafanyakazi wagonjwa wakali wakubwa walahi wallahi wapi wapya wasichana watumwa wazee
wazuri woga wowote yote yoyote zile zote
"""

THINGS = f"{_EN} {_FR} {_SW}"
