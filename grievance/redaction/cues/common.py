"""Words that are no names, although they may stand capitalised or in a name's place."""

from __future__ import annotations

_EN = """
dear hello hey
god allah
a about above abused after again against all almost already also always am an and any are as asked
at banned be because been before being below blocked boss both but by called came can cannot
changed closed company could day did didn't do does doesn't don't done down during each even ever
every everyone everything exposed few fine first for from get gets getting go goes going gone good
got had has hasn't have he hello her here hers hi him his how however hr human i i'd i'll i'm i've
if in inside into is isn't it it's its job just keep kept know known last late later left like
listed little made make makes management manager many me mine missing more most much must my named
near never new next nice no nobody none not nothing now of off often ok okay old on once one only
open or other our ours out over own pay people please private put removed respected right ruined
run said same say says secret see sent she should since slow so some someone sometimes still such
take taken team than thank thanks that that's the their them then there these they they're thing
this those though through to today told tomorrow too took two under unknown until up us use used
usually very want wants was wasn't watched we we're well went were what when where which while who
whole whose why will with without won't work worked working works would wrong yes yesterday you
you're your yours from living aged years hacked suspended deleted monday tuesday wednesday
thursday friday saturday sunday january february march april may june july august september
october november december kenya kenyan kenyans nairobi uganda ugandan tanzania tanzanian congo
congolese madagascar malagasy senegal senegalese france french america american americans usa us
uk india indian europe european africa african philippines filipino english swahili british
chinese china muslim rwandan nigerian tl qa pm ceo hr nda kes ksh usd eur mga xof cdf tzs ugx ai
it llm sla kpi ngo nssf nhif sms pin id tv ptsd mr mrs ms miss mister dr doctor prof professor eng
madam sir facebook google openai meta tiktok whatsapp telegram instagram youtube twitter microsoft
amazon
"""
_FR = """
dieu
à a ai ainsi alors après as assez au aucun aucune aujourd'hui aussi autre aux avait avant avec
avez avoir avons beaucoup bien bon bonjour ça car ce ceci cela celle celui ces cet cette ceux
chaque chez ci comme comment connu connue contre d'abord dans de déjà depuis des deux devant
directeur directrice dit doit donc dont du elle elles en encore enfin ensuite entre es est et
étaient était étais été être eu eux fait faire fois hier ici il ils inscrit j'ai j'avais j'étais
jamais je jour l'équipe la là le les leur leurs lors lui ma mademoiselle madame mais mal malgré me
même mes merci mieux moi moins mon monsieur n'a n'est ne ni non nos notre nous nouveau on ont ou
où oui par parce parfois partout pas pendant personne peu peut plus pour pourquoi premier près
puis qu'elle qu'il quand que quel quelle quelqu'un quelques qui quoi sa sais sans se sera ses
seulement si son sont sous souvent sur ta tard te tellement tes toi ton toujours tous tout toute
toutes très trop trouve tu un une va vais vers vient vingt voilà vont vos votre vous vraiment y
actuellement quotidiennement lundi mardi mercredi jeudi vendredi samedi dimanche janvier février
mars avril mai juin juillet août septembre octobre novembre décembre mme mlle docteur maître pr
français française malgache sénégalais sénégalaise congolais congolaise kényan kényane rh drh cdi
cdd
"""
_SW = """
mungu aidha akaniambia alafu ama ambao ambaye ana anasema anayefanya au baada baadaye bado bali basi
bila bosi bure daima dada hadi hakuna hali halafu halipo hana hao hapa hapana hapo hata hawa hayo
haya hii hili hilo hivi hivyo hiyo hizi huko huku huo huu huwa huyo huyu ila ile ingawa ingine ipo
jana jina juu kabla kabisa kama kamwe kaka kampuni karibu kati katika kazi kazini kesho kila kilo
kisha kitu kule kuna kupitia kuwa kwa kwamba kwanza kweli kwenye labda lakini leo lile lipo liko
maana mama mara mbele mbali mbaya mchana meneja mfanyakazi mimi mjinga mkali mkutanoni mno mpaka
msimamizi mtu muda mwenye mzuri na nami naye ndani ndio ndipo ndiye ndiyo nikaambiwa ni nina
ninafanya nina nje niliajiriwa nilifanya nilikuwa nimefanya nini ofisini pale pamoja pekee pia
sana sababu sasa si siku sisi tangu tatizo tena timu tu tulikuwa usiku vile vipi vizuri wa wakati
wala wale wake walikuwa wao watu wengi wengine wetu wewe wote ya yaani yake yangu yao yeye yule
yupo za zaidi zangu jumatatu jumanne jumatano alhamisi ijumaa jumamosi jumapili januari februari
machi aprili mei juni julai agosti septemba oktoba novemba desemba bw bwana bi bibi ndugu
mheshimiwa mkenya mtanzania mganda mkongo mhindi mzungu mkristo mwislamu mjamzito mgonjwa mzee
mwanamke mwanamume mwanaume mkurugenzi mwalimu mume mke mboga harusi
"""

COMMON = frozenset(f"{_EN} {_FR} {_SW}".split())
