"""Words that are no names in lower case: what people do, are, or are called without a name.

They decide only where a name in lower case could stand ("my supervisor brian said", "mon chef
crie"). Words that people also carry as names (grace, mercy, mark, baraka, neema) are left out.
Written by hand, unaccented; a plural or third person in -s and what ends as verbs end need no
entry (`ordinary.is_ordinary`).
"""

from __future__ import annotations

_EN_DOING = """
calculate gossip boast brag bribe extort pocket forge falsify harvest supervise oversee instruct
retaliate rotate round sack sanction shuffle sneak snap spy spit squeeze stalk stress swindle
switch tamper tap target tolerate torment trap trick underpay victimise vomit weep tremble become
becomes might shall seek arrest earn escape ensure express focus guarantee imagine improve increase
insist kidnap limit measure mind mute offend operate persuade prevent process produce propose prove
recognise recognize recover reduce represent review ruin select silence sue survive swap tease
torture translate undermine upload verify violate abuse accept accuse act add agree allow answer
appear approve argue arrive ask assign attack avoid ban beat beg begin believe belong blame bring
buy call care catch cause change charge chase cheat check choose claim clean close collect come
compare complain confirm contact control cost count cover create cry curse cut deal decide deduct
delay delete demand demote deny describe deserve die discipline dismiss do drag drink drive eat
edit embarrass end enjoy enter escalate excuse expect explain fail faint fall favour favor feel
fight find finish fire fix follow forbid force forget forgive forward freeze frown get give go
greet grow guess hang happen harass hate have hear help hide hire hit hold hurt ignore inform
insult invite join joke judge jump keep kick kill kiss know lack laugh lead learn leave lecture let
lie listen live lock look lose love lower maintain manage mean meet mention message micromanage
miss mistreat mock monitor move need note notice obey offer open order owe pass pay pick point post
prefer prepare press pretend promise promote provoke pull punish push put question quit raise reach
read realise realize receive recommend record refuse reject release remain remember remind remove
repeat replace reply report reprimand request resign respond rest return run say scare schedule
scold scream see seem sell send set shame share shout show shut sign sit slap sleep smell smile
smoke speak spend spread stand stare start stay steal stop struggle suffer suggest support suspect
swear take talk teach tell text think threaten throw touch track train transfer travel treat try
turn understand use visit wait wake walk want warn watch wear whisper win wish withhold wonder work
worry write yell ate became been began beaten bit blew bought broke brought built came caught chose
cries dealt denies died does done drank drew drove dies fed fell felt fled forbade forgot fought
found froze gave goes gone got grew had has heard held hid kept knew laid led left lied lies lost
made meant met paid quits ran rang said sang sat saw shook slept sold spent spoke stole stood
struck stuck swore taught thought threw told took tried tries understood used went woke won wore
wrote written dey don wey abeg sef wan nor fit comot
"""
_EN_BEING = """
absolutely certainly completely clearly definitely honestly unfortunately particularly cool tough
necessary ridiculous unusual unlike regardless except during across toward favorite favourite
original boyfriend girlfriend meanwhile afterwards myself herself himself themselves yourself
itself ourselves thus although gonna gotta wanna enemy bipolar trans cis retired hired idle minus
able absent abusive active afraid aggressive alive alone ambitious angry annoying anxious arrogant
asleep average awake aware awful awesome bad bald bankrupt beautiful better big bitter black blind
bossy brilliant broken brown brutal busy calm careful careless certain cheap childish clear clever
clueless cold colored comfortable competent confident corrupt crazy cruel curious current dangerous
dead deaf decent dependent depressive desperate different difficult diligent dirty disabled
dishonest disrespectful divorced dizzy drunk dumb easy emotional empty enough evil exact existing
extra fair fake false familiar famous fat fearful female final foreign free friendly frustrated
full fully funny furious gay generous gentle grateful great greedy grown guilty half hard harmless
harsh healthy heartless heavy helpful helpless here high homeless honest hopeful hopeless horrible
hostile hot huge humble hungry ignorant ill illegal illiterate immature impatient important
impossible incompetent insane insecure interim invisible jealous jobless junior just kind lame
large lazy legal lesbian liar local lonely loud lovely low loyal mad main male malicious
manipulative married mental merciless minor miserable moody naive nasty native nervous normal numb
okay older online orphan own paranoid part partial patient perfect permanent petty pleasant polite
poor positive possible powerless pregnant professional proud quick quiet racist ready real
reasonable regular related remote responsible right rotten rough rude ruthless sad safe same sane
scared scary selfish senior sensitive separate serious sexist shameless short sick silent similar
simple single slow small smart soft sore sorry special stable straight strange strict strong
stubborn stupid suicidal suitable super sure sweet tall temporary tense terrible thankful thirsty
thin toxic traumatic true ugly unable unaware unfair unhappy unhelpful unjust unknown
unprofessional unsafe unstable unwell upset useless usual vile violent weak weird well white wicked
widow wild willing woman worthless worse worst wrong young younger youngest actually again ago
ahead alike anymore anyhow anyone anything anyway apart around aside away back badly because behind
beside besides between beyond daily despite early either else elsewhere especially etc everywhere
exactly fast finally forever further hardly hence immediately instead maybe merely monthly mostly
namely nearby nearly neither nonetheless nowhere otherwise outside perhaps personally plus probably
quickly quite rarely rather really seldom sharply shortly simply somehow somewhere soon speaking
straightaway suddenly surely thereby therefore together tonight totally towards truly twice unless
until upon usually versus via weekly whatever whenever wherever whether whichever whoever within
yet
"""
_EN_THINGS = """
maam madam ma namin natin niya account accounts admin address adult advice age agency agent
agreement air allowance amount animal annotator anxiety app apartment area argument assistant
associate attention attitude audio audit auditor baby background badge bank bathroom batch benefit
birthday board body bonus boss bot box boy branch break breakdown brother building bullying bus
business butcher bully camera campaign canteen car cash cashier ceo chair chairman chairperson chat
chief child children citizen class cleaner clerk client coach code colleague colleagues comment
community company complaint computer condition content contract contractor coordinator counsel
counselling counselor counsellor country couple course court coworker crime crisis culture customer
cycle dad data date dataset daughter day deadline death debt degree department depression designer
desk developer devil diploma director dismissal doctor document dog door driver duty earner
education email emergency employee employer engineer environment evening everybody expat experience
expert eye face fact family fan farmer father fear fee feedback fellow fiance field file finance
firm floor food founder freelancer friend friends fund future gang general girl god graduate group
guard guys hand harassment head headset health heart hero history holiday home hospital house
household housewife hubby human humour husband idea image incident income individual industry
informant information insider insomnia instruction insurance intern internet interview investigator
investor invoice issue jesus job journalist kid label labeler labeller labourer labour labor lady
laptop law lawyer leader leadership leads league learner lecturer letter level license life line
link list log login lord loss luck lunch machine mail maker man management manager mate meeting
member men migrant minister minority minute mistake moderator moment money month monkey mother
mouth mum mom name names national network newcomer night nobody number nurse object officer office
official onboarding operations operator opinion orders organisation organization outsider overtime
owner page pain pair panic parent partner party password payment payroll pension performance
permission persona personnel phone photo physician picture place plan platform player police policy
pool population position power pressure principal prisoner problem producer production program
programmer project proof proprietor psychologist public quality quarter queue quota radio rate
rating reason recruiter recruitment refugee region rep representative reputation resident resource
respect response result reviewer reward robot role room rule safety salary salute sample school
score screen screenshot secretary section security selection self seller seniors service session
sex shift shop sibling side sickness sir sister site situation slave slavery slot society software
son specialist staff stage standard state station status step steward story stranger student
subject summary supervisor supervisors survivor system tagger task tasker tasks teacher team
teammate teammates technician technology temp test tester things threat ticket till time title tl
toilet tool town trade trader trainee trainer training trainings transcriber translator transport
trauma trial trouble truth type union unit user vacancy vendor veteran victim video videos village
violence visitor voice volunteer wage waiter waitress wallet war warning way week weekend wellness
whistleblower widower wife window witness women worker workers working workmate workplace workload
world year youth zoom catholic protestant hindu luhya kikuyu luo kalenjin kamba baganda igbo yoruba
hausa ghanaian south northern southern eastern western rwandese ethiopian somali sudanese indians
pakistani bangladeshi nepali colombian venezuelan one two three four five six seven eight nine ten
eleven twelve dozen hundred thousand million ati eti kwani manze wasee bana sana po opo nga lang
yung ang mga kasi naman ako siya
"""
_FR_DOING = """
applique applaudit duplique fabrique craque panique boude jure soupire siffle tousse bavarde
rackette escroque arnaque favorise privilegie protege couvre espionne supplie rale sabote
chronometre coince adresse annote bouge bloque boucle caresse contourne degrade demissionne derange
devore diffame double ferait fixe fraude freine gifle gonfle grille guette importe infantilise
intimide mente nourrit opprime persecute plaint plonge presente procede puise pourrit rabaisse rit
secoue signifie souligne terrorise tire tolere traque usurpe ait aura auront avait avaient etant
ayant allait devait disait doivent peuvent veulent viennent disent savent prennent adore serait
suis sommes etes agit cesse conclut convainc copie corrige dort divise effectue explose fonctionne
fouine grogne hausse lache licencia nomme occupe perturbe poursuit ramene rassure regrette
represente resume ricane soupconne stipule termine transmet trahit accepte affiche aime ajoute
annonce annule appelle apporte apprend arrete attend aurait avance avertit avoue baisse boit bosse
cache calcule casse chante cherche choisit chuchote coche collecte commande commence communique
comprend compte confirme confisque connait conseille considere contacte continue controle convoque
couche coupe craint crie critique croit debite declare decoupe deduit defend demande demissionnee
depend deteste devient devrait diminue dirige discute disparait distribue donne ecoute ecrit efface
embauche embete emmene empeche encaisse encourage enerve engage engueule enleve enregistre entend
entre envoie espere essaie etait etudie evite exige existe explique exploite exagere faisait fait
fatigue fera ferme filme finit fouille frappe fume gagne garde gere grimpe gronde gueule habite
harcele hurle humilie impose informe insiste insulte interdit intervient jette joue juge laisse
lance licencie limite lit loue maltraite manipule manque marche me medit melange menace ment
minimise modifie montre monte moque motive mourir nie nous obeit oblige observe obtient offre
organise oublie ouvre paie paye parle partage passe pense perd permet pleure plaisante pleut pointe
porte pose possede pousse prefere prend presse previent prive profite programme promet provoque
punit quitte raconte rappelle recoit recommande recommence recompense recrute recule reduit regarde
regle rejette remplace rend rentre repart repete repond reprend reproche reste retarde retient
retire reunit reussit revient rigole ronfle sait sanctionne sent sert signale signe sourit souffre
soutient sort suit supporte supprime surveille suspend suspecte tape telephone tend tente tient
tombe touche tourne traine traite transfere travaille triche trompe trouve tue tutoie utilise
valide veille vend verifie verse vient vire vit vise voit vole voulait veut voudrait voyage absente
accepter appele arretee arrivee attendu augmente choque compris connu convaincu convoquee cru cree
debout decede decidee decu decue depasse deprime deprimee devenu devenue diplome diplomee dit
ecoeure ecoeuree ecrase embauchee enceinte endette endettee epuise epuisee etonne exploitee
fatiguee fache fachee fini formee habituee harcelee humiliee inquiet inquiete inscrite isole isolee
jete licenciee malade marie mariee menacee mis mise mort morte ne nee noye obligee ouvert parti
partie payee perdu perdue pris prise promu promue puni punie recrutee restee reveille saturee
separee sorti sortie stresse stressee suspendu suspendue tombee traitee traumatise traumatisee vecu
venu venue viree vu
"""
_FR_BEING = """
direct directe hierarchique
plusieurs maintenant autant vite parmi autour pourtant dessus dessous cependant bientot voici sauf
lequel laquelle lesquels lesquelles auquel duquel puisque lorsque ouais toutefois neanmoins
davantage desormais amoureux curieux ridicule nombreux autrefois auparavant partant suivant
retraite jumelle jumeau aine ainee agressif ailleurs alcoolique algerien ambitieux amer ami amie
ancien ancienne anonyme anxieux apeure autoritaire autrement aveugle belge benevole bete bizarre
blanc blanche bloquee bon bonne burundais calme camerounais camerounaise capable celibataire
certaine chinois chinoise chretien clair complice conscient contente contractuel copain copine
correct corrompu coupable courageux dangereux debordee degoute degoutee dehors demi dernier
derniere desespere desesperee desole desolee difficile directement doux droit dur dure efficace
egoiste employe encore endormi enfant enorme ensemble entier esclave etranger etrangere etudiant
etudiante exigeant externe extremement faible fautif faux favorable femelle femme fier fiere fille
fils fin finalement forcement fort forte fou folle franchement freelance froid froide furieux
gabonais garcon gars generalement gentille grand grande grave gros guineen handicape haut heureux
heureuse homme honnete humain humaine idiot immediatement immigre impoli impuissant incapable
indien indienne indifferent independant independante inexistant injuste insupportable intelligent
interimaire interne ivoirien ivoirienne jaloux jeune legerement lent lente libre loin long
longtemps lourd maghrebin maigre majeur malheureux malheureuse malhonnete malien malienne
manipulateur marocain marocaine mauvais mauvaise mechant mechante meilleur menteur menteuse mere
mineur moche mou musulman musulmane navre nerveux neuf nigerien noir noire normalement nouveau
nouvelle nul nulle ouvrier ouvriere orphelin orpheline pareil particulier passionne pauvre pere
petit petite peureux poli pire plein pleine plutot presque present prestataire pret prete
prisonnier professeur propre prudent puissant quasiment quiconque raciste rapide rapidement
rarement ravi reel refugie regulier respectueux responsable riche rien rwandais sale salarie
salariee sauvage serieux serieuse sensible seul seule severe sexiste silencieux simplement solide
solo sourd stagiaire stricte stupide suicidaire sur surtout sympa tetu timide togolais tolerant
toxique tranquille travailleur travailleuse triste tunisien unique urgent vacataire valable veuf
veuve victime vieille vieux vilain vivant vrai vraiment vulgaire abidjan antananarivo dakar douala
kinshasa lubumbashi paris tana antsirabe goma bukavu
"""
_FR_THINGS = """
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
soeur
"""
_SW_DOING = """
iko haiko haipo haina hayuko aache aje ajue akae akiwa aliye aliyekuwa alinifukuza alipo ambako
ametuma amri anao anayo apate ataka asiye asiyejali awe bila fanya hafai hajali hajafika hajibu
hajui hakai hakawii hako hakuwa hakuwepo halali halikuwa halina haliko halijalipwa halijulikani
halimo halipi hamna hanijali hanilipi hanipi hanipendi haoni haongei hapendi hapokei hasemi hashiki
hasikii hasikilizi hataki hatambui hataweza hatoi hatuambii hatujali hatukuwa hatulipi hatupi
hatupendi hatusikilizi haamini haeleweki hafanyi hafikirii hawajali hawajui hawataki hawawezi
hawezi hayupo huchukua hucheka huja hukasirika hukata hukataa hunitukana huomba hupenda hupiga
husema hutaka hutoa hutukana hutumia huwa kaa kataa kasema kaniambia katukana liko limo lipo mko
mwache naandika naishi najua nakaa nakuja nalia naomba nalipwa nampenda nafanya naogopa napenda
napiga nasema nashukuru nasikia nataka natumika natumia natoka nipo niko nilikuwa ninafanya naumia
naweza ndiko ndilo ndimi njo njoo piga siko simama sikuwa sina sijui sijalipwa sikulipwa silali
siwezi sitaki tafuta tuko tulipo tunafanya tupo toka uko upo wako wapo wamo yuko yumo yupo zipo
ziko tafadhali
"""
_SW_BEING = """
aina bado mwenyewe mapema mwoga mstaarabu mjuaji msomi mkurya mluhya mjaluo mkikuyu mchaga msukuma
mzanzibari mrwanda mrundi muganda mkristo mwanaume mwanamke msichana mwanandoa akili baridi
binadamu binti bubu chizi dhaifu dhalimu fala fukara hasira hohehahe jambazi jeuri kahaba kichaa
kijana kipofu kiziwi maarufu masikini maskini mbabe mbabaishaji mbaguzi mbinafsi mbishi mchafu
mchapakazi mchawi mcheshi mchokozi mchovu mchoyo mdogo mdomo mdhaifu mfisadi mgeni mgumu mhuni
mjane mjanja mjeuri mjomba mkali mkarimu mkatili mkaidi mkimbizi mkristu mkubwa mkweli mlemavu
mlevi mlokole mmoja mnafiki mnene mnoma mnyama mnyenyekevu mnyonge mpole mpumbavu mpya mrefu mrembo
msafi msahaulifu msema msiri mshamba mshenzi mtaratibu mtoto mtumwa mtulivu mtundu mvivu mvulana
mvumilivu mwaminifu mwanafunzi mwanamume mwanasheria mwembamba mwenyeji mwenzake mwenzao mwenzangu
mwenzetu mwepesi mwerevu mwezi mwingine mwislamu mwizi mwongo mweusi mweupe mzalendo mzazi mzembe
mzima mzito mzoefu mzushi mzungu mzuri peke pekee sahihi safi sawa tajiri tapeli tofauti wazi
wengine wazimu yatima yule
"""
_SW_THINGS = """
mkuu msaidizi nakala
adhabu afisa afya ajira akaunti alama alasiri asante asubuhi baba babu balozi bara barua batu benki
bibi biashara binamu bosi cha chakula chama cheo chini chumba chumbani courant dada dakika dawa
deni doo dola dunia duka elfu elimu familia faini faida feza fedha fundi gari gazeti haki hakimu
haraka harusi hela hewa hospitali idara idhini ijapokuwa intaneti ingekuwa jamani jambo jamii jasho
jela jengo jibu jioni jirani kadi kaka kama karani karatasi katibu kaskazini kelele kidogo kikao
kikundi kila kima kina kinyume kipindi kiongozi kisa kitabu kitambulisho kitengo kiwango kodi
kompyuta kosa kuanzia kufanya kuhusu kuingia kujibu kukosa kula kulala kulingana kulipa kulipwa
kumbe kumbuka kundi kusema kuhusiana kutoka kutukana kutumia kuwaambia kuwahi kuliko laki likizo
lugha mabosi machungu maelezo mafunzo mahali mahakama maisha maji majina majira makampuni makato
malalamiko malipo mambo marafiki maskio masaa matokeo matusi mazingira mbona mbele mbili mchana
mchango mchumba mdosi meneja mfumo mfungwa mganga mhadhiri mhasibu mhudumu mia miaka miezi miguu
mikono miradi mishahara mjumbe mkandarasi mkataba mkazi mke mkoa mkono mkulima mkurugenzi mkutano
mlango mlinzi mnyanyasaji moja moyo mpango mpenzi mpiga mpishi mpwa mradi msaada msaidizi mshahara
mshauri msimamizi mtandao mtafsiri mtaalamu mteja mtihani mtumiaji mtumishi mungu muuguzi mume
muumini muuzaji mvua mwakilishi mwalimu mwandishi mwananchi mwanzo mwajiri mwendo mwenyekiti mwenye
mwili mwisho mzee mzigo nafasi nafuu nambari namba ndoto ndugu ngapi ngazi ngono nguvu nia njaa
njia nne nusu nyaraka nyumba nyumbani nyuma nyota ofisa ofisi ombi onyo operesheni operation pastor
patron pato pesa picha polisi posho rafiki rais ripoti robo saa saba sabini safari saini salo sauti
shamba shangazi shemeji shetani shida shilingi shirika shule shughuli sifa silaha simu sita tabia
tajriba tano tangazo tatizo tatu tisa timu uamuzi uchungu ufisadi ugomvi ugonjwa ujira ujumbe
ukatili ukweli ulaya ulimwengu umoja umri unyanyasaji uongo uongozi upande ushahidi usiku usingizi
utumwa uwezo vibaya vijana vikali vilevile virahisi vita vitisho vitu vyeti vyama wageni wahindi
wakala wakati wakili wakuu walinzi wanaume wanawake washikaji waajiri watoto wateja wazazi wazungu
wiki wizi zamu zao zake zaidi zangu zenu zetu wenzangu wenzetu wangu wetu wenu yenu yangu yetu
mwema daktari nesi askari dereva padri imamu mchungaji mfanyabiashara mwanaharakati mwanachama
"""

ORDINARY = frozenset(
    f"{_EN_DOING} {_EN_BEING} {_EN_THINGS} {_FR_DOING} {_FR_BEING} {_FR_THINGS}"
    f" {_SW_DOING} {_SW_BEING} {_SW_THINGS}".split()
)
