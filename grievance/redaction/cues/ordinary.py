"""Words that are no names in lower case: what people do, are, or are called without a name.

They decide only where a name in lower case could stand ("my supervisor brian said", "mon chef
crie"). Words that people also carry as names (grace, mercy, mark, baraka, neema) are left out.
Written by hand, unaccented; a plural or third person in -s and what ends as verbs end need no
entry (`ordinary.is_ordinary`).
"""

from __future__ import annotations

from grievance.redaction.cues.things import THINGS

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
jete licenciee malade mariee menacee mis mise mort morte ne nee noye obligee ouvert parti
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
rarement reel refugie regulier respectueux responsable riche rien rwandais sale salarie
salariee sauvage serieux serieuse sensible seul seule severe sexiste silencieux simplement solide
solo sourd stagiaire stricte stupide suicidaire sur surtout sympa tetu timide togolais tolerant
toxique tranquille travailleur travailleuse triste tunisien unique urgent vacataire valable veuf
veuve victime vieille vieux vilain vivant vrai vraiment vulgaire abidjan antananarivo dakar douala
kinshasa lubumbashi paris tana antsirabe goma bukavu
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

ORDINARY = frozenset(
    f"{_EN_DOING} {_EN_BEING} {_FR_DOING} {_FR_BEING} {_SW_DOING} {_SW_BEING} {THINGS}".split()
)
