"""Everyday words for what there is: at work, at home, in a body; and short ways to type them.

They decide as those of `ordinary` do.
"""

from __future__ import annotations

_EN = """
ghanaian pakistani filipina asian ethiopian dem dame nyo wlh eish dial chale info maam namin natin
niya account admin address adult advice age agency agent air allowance amount animal annotator
anxiety app area assistant associate attitude audio audit auditor baby background badge bank
bathroom batch benefit birthday board body bonus bot box boy branch break breakdown brother bus
butcher bully camera campaign canteen cash cashier chair chairman chairperson chat chief child
children citizen class cleaner clerk client coach code colleague community complaint computer
content contract contractor coordinator counsel counselor counsellor country couple course court
coworker crime crisis culture customer cycle dad data date dataset daughter deadline death debt
degree depression designer desk developer devil diploma director dismissal dog door driver duty
earner email emergency employee employer engineer everybody expat experience expert eye face fact
fan farmer father fear fee feedback fellow fiance field file finance firm floor food founder
freelancer friend fund future gang general girl graduate group guard guys hand head headset health
heart hero history holiday home hospital house household housewife hubby humour husband idea image
incident income individual industry informant insider insomnia insurance intern internet interview
investigator investor invoice issue jesus kid label labeler labeller labourer labour labor lady
laptop law lawyer leader leads league learner lecturer letter level license life line link list log
login lord loss luck lunch machine mail maker man mate member men migrant minister minority minute
mistake moderator moment money month monkey mother mouth mum mom name national network newcomer
night number nurse object officer office official operator opinion orders outsider overtime owner
page pain pair panic parent partner party password payment payroll pension performance permission
persona personnel phone photo physician picture place plan platform player police policy pool power
pressure principal prisoner problem producer program programmer project proof proprietor public
quality quarter queue quota radio rate reason recruiter refugee region rep resident resource
respect response result reviewer reward robot role room rule safety salary salute sample school
score screen screenshot secretary security self seller seniors service session sex shift shop side
sister site slave slavery slot society software staff stage standard state status step steward
story stranger student subject summary supervisor survivor system tagger task tasker teacher
teammate technician technology temp test tester threat ticket till time title toilet tool town
trade trader trainee trainer trainings transcriber translator transport trauma trial trouble truth
type union unit user vacancy vendor veteran victim video village violence visitor voice volunteer
wage waiter waitress wallet war way week weekend whistleblower widower wife window women worker
workmate workplace workload world year youth zoom catholic protestant hindu luhya kikuyu luo
kalenjin kamba baganda igbo yoruba hausa south northern southern eastern western rwandese somali
sudanese bangladeshi nepali colombian venezuelan three four five six seven eight nine ten eleven
twelve dozen thousand million ati eti kwani manze wasee bana opo nga lang yung ang kasi naman ako
siya abnormal abt accident accuracy afternoon agencies aint airtime altho another anybody anywhere
arent assault babies bawal bcause bcoz bcs bcz becos becoz beheadings bible birr blackout blood
boda bodies bout bpo brain bread breakfast btw bundle burnout cant cashout cedi certificate chatbot
chest church clause clearance clinic clip cohort college communities companies complete corpse cos
couldnt coz credit cuz dark dashboard deposit desktop dinner dollar doon dunno ear electricity
entire euro exam explicit fare finger flashback flat folks former funeral generator gig grabe
graphic gruesome guideline havent headache headphones hindi hostel hour ikaw incest incorrect
jeepney keyboard ladies lah landlord latest layoff leg lidar light loan lor lots matatu medicine
metric midnight migraine mild milk miscarriage mosque mouse murder nah neck nightmare niyo noon
nowadays nudity oga pagod paper paycheck payday payout payslip persons peso pharmacy pill plenty
pls plz policies polygon porn portal prayer pregnancy prompt quiz quran rape recent redundancy
refund rent restroom rice road rupee sacco second several severance sexual shillings shouldnt
shylock smartphone sobra somebody someway soul spirit stipend stomach subcontractor sugar suicide
supper suspension sweldo tablet talaga tax taxes taxi tbh tea therapy theyve tho thru tiny tmrw
tomoro total transcript tricycle triple unclear university unpaid unsure wahala washroom water
weekday werent weve wifi withdrawal workforce wouldnt wrist yall yun hidden confidential withheld
backpay overwork homesick jittery drowsy queasy guy hell bluebird efficiency relies dictates flew
beheads burns masturbates bullies newbies nags axed serves whines hovers strangles bleeds drowns
chokes dissociates sandbox
"""
_FR = """
rejettent moquent americain chinois chinoise senegalais senegalaise ivoirien ivoirienne camerounais
camerounaise tunisien tunisienne marocain marocaine beninois togolais haitien haitienne francais
francaise africain africaine philippin philippine indien fout foutent sen accueil acces achat
adjoint adjointe affaires agence aide annee annotateur appel argent atelier attente avis avocat
banque besoin boite bras bruit bureau cadence cadre camarade casque chaise chambre chef cheffe
chiffre cliente collegue commentaire commercial commerciale compagnie comptabilite conge connexion
conseil contenu contrat cote couloir courage cours cout crise cyber debut decision delai demission
developpeur difference dossier douleur droits duree eau ecole ecran effort employeur enfants enfer
entreprise entretien equipe erreur etage etudes facon faim famille faute fiche fichier formateur
fournisseur frere gens gerant gerante grossesse groupe habitude heures histoire horaire hopital
humeur idee impots informaticien ingenieur inspecteur jeu labeliseur labelisateur langue lettre
ligne liste livraison loi loyer maison mari matin medecin menage mensonge messages metier mesdames
messieurs mode moderateur monde mot mur mutuelle nom nombre numero objectif occasion operateur
ordinateur ordre outil panne papa parole pause peine peur pied plainte plateau plateforme pointage
politique pole poste pouvoir pression prime probleme productivite produit projet promesse propos
psy psychologue qualite qualiticien quart raison recruteur remarque repos reponse reseau reunion
salaire salle sante securite semaine societe sommeil stats suite sujet superviseur syndicat systeme
tableau tache taux technicien technique technologie terrain tete texte toilettes transcripteur
trimestre trucs usine utilisateur vacances venant vendeur vente vide vie ville visage voiture voix
vol week-end zone cinq dix douze huit quatre quinze sept trente trois cent mille feu tonton maman
soeur absence affaire aiment airtel aller angoisse appeler ariary arreter attendre attentat avenant
batterie bcp bebe bloquent boire bouffe boulot bulletin bureaux cadavre cauchemar centre cest cfa
chaleur changer chaud clavier clinique coeur colere collectif commencer comprendre comprime
continuer corps coupent crient crier croire deh dejeuner delestage demain demander dette devoir
dinar diner dire dirham donner dormir ecouter ecrire eglise electricite emploi envoyer essai
essence etude examen fac facile falloir fcfa finir frapper gagner gendarme gendarmerie gourde
guerre gueulent haine heure honte insomnie insultent izany jle jme journee jsuis jvais keske kil
koi lagence lait largent lecran lentreprise lheure lire lordi lot lumiere maladie malamu manger
mbongo megas menacent mettre meurtre midi minuit misy mobile monnaie moov mosala mosquee mtn
normale nudite nuit nzambe oeil orange ordonnance oublier paient papier parceque parler partir
payent payer pck pcq penser perdre phrase pleurer poignet poisson porno precision prendre priere
psk psychiatre quartier quon recevoir refuser regarder rendre renvoi repondre rester retard retenue
riz savoir seconde segment sentir signer soif soir soiree soki souris soutien stp sucre svp
syndique syndiquer tel telle therapie tjrs toucher travail travailler travaux tribunal tristesse
truc tsy tuent tuer universite venir ventre viande viol violer vivre voir vouloir vrmt waay wesh
yeux zero confidentiel confidentielle gratis brimade surmenage impayee chacun tenez aidez
aidez-nous rincee interdite hypertendu hypertendue insomniaque cardiaque videe cassee trafique
drague empoche rogne gele grandit facture prescrit sanglote decapite agonise pend egare elude noie
bidouille bidouillent trime bacle trompent hurlent volent trichent mentent sermonne reporte
ponctionne bannit debloque relance raccroche saigne etouffe etrangle egorge eventre poignarde brule
tabasse crache bafoue invoque reclame sache rentrer baisser
"""
_SW = """
mie miye nyie nyiye lebo yote mabinti kamera mrundi mchina mfilipino mkuu msaidizi nakala adhabu
afisa afya ajira alama alasiri asante asubuhi baba babu balozi bara barua batu benki biashara
binamu cha chakula chama cheo chini chumba chumbani courant dakika dawa deni doo dola dunia duka
elfu elimu familia faini faida feza fedha fundi gari gazeti haki hakimu haraka hela hewa hospitali
idara idhini ijapokuwa intaneti jamani jambo jamii jasho jela jengo jibu jioni jirani kadi karani
karatasi katibu kaskazini kelele kidogo kikao kikundi kima kina kinyume kipindi kiongozi kisa
kitabu kitambulisho kitengo kiwango kodi kompyuta kosa kuanzia kufanya kuhusu kuingia kujibu kukosa
kula kulala kulingana kulipa kulipwa kumbe kumbuka kundi kusema kuhusiana kutoka kutukana kutumia
kuwaambia kuwahi kuliko laki likizo lugha mabosi machungu maelezo mafunzo mahali mahakama maisha
maji majina majira makampuni makato malalamiko malipo mambo marafiki maskio masaa matokeo matusi
mazingira mbona mbili mchango mchumba mdosi mfumo mfungwa mganga mhadhiri mhasibu mhudumu mia miaka
miezi miguu mikono miradi mishahara mjumbe mkandarasi mkataba mkazi mkoa mkono mkulima mkutano
mlango mlinzi mnyanyasaji moja moyo mpango mpenzi mpiga mpishi mpwa mradi msaada mshahara mshauri
mtandao mtafsiri mtaalamu mteja mtihani mtumiaji mtumishi muuguzi muumini muuzaji mvua mwakilishi
mwandishi mwananchi mwanzo mwajiri mwendo mwenyekiti mwili mwisho mzigo nafasi nafuu nambari namba
ndoto ngapi ngazi ngono nguvu nia njaa njia nne nusu nyaraka nyumba nyumbani nyuma nyota ofisa
ofisi ombi onyo operesheni pastor patron pato pesa picha polisi posho rafiki rais ripoti robo saa
saba sabini safari saini salo sauti shamba shangazi shemeji shetani shida shilingi shirika shule
shughuli sifa silaha simu sita tabia tajriba tano tangazo tatu tisa uamuzi uchungu ufisadi ugomvi
ugonjwa ujira ujumbe ukweli ulaya umoja umri unyanyasaji uongo uongozi upande ushahidi usingizi
utumwa uwezo vibaya vijana vikali vilevile virahisi vita vitisho vitu vyeti vyama wageni wahindi
wakala wakili wakuu walinzi wanaume washikaji waajiri watoto wateja wazazi wazungu wiki wizi zamu
zao zake zenu zetu wenzangu wenzetu wangu wenu yenu yetu mwema daktari nesi askari dereva padri
imamu mchungaji mfanyabiashara mwanaharakati mwanachama ahadi aibu ajali arusha bando barabara
bonasi buda chache chafu cheti chuo dodoma ebu eldoret fiti flani fulani gani ganji ghali ghasia
hasa hatuna hawana hebu hizo hofu hospitalini humu huzuni ili jamaa jameni jicho jinamizi juzi
kampala kando kanisa kanuni katikati kesi kiapo kibodi kichwa kidole kifaransa kifo kigali
kiingereza kijiji kile kimya kioo kisumu kiswahili kliniki kwanini lini maandishi macho madem
madeni maharage maiti majibu makosa makundi maneno maombi mapumziko marupurupu masharti mashine
maswali matatizo mauaji mawazo maze maziwa mbwa mengi meseji mfadhaiko mfupi mgongo miili mikataba
mikopo mji mkate mkopo mkwanja mombasa mse msee msikiti msongo mtaa mwanza nakuru nani nauli nchi
neno ngumu nyepesi nyingi nyinyi nzito pengine pikipiki poa polepole punda rahisi roboti roho
sekunde shahada shingo sipo skrini stima sukari swali taski tayari thika tumbo tusi ubakaji uchafu
uchovu ugali ule umeme usafiri usaidizi ushauri vidole vidonge vifo vyote wabaya wadogo wafanyakazi
wagonjwa wakali wakubwa walahi wallahi wapi wapya wasichana watumwa wazee wazuri woga wowote yoyote
zile zote mpendwa kiburi kilema mchanga mkorofi jehanamu yeyote haisikii ubaguzi unyonyaji uonevu
udhalilishaji tamaa chanzo wahuni katili siri
"""

THINGS = f"{_EN} {_FR} {_SW}"
