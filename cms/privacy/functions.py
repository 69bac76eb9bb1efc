"""Words for what somebody does or is; data, no rules. `titles` says when a word is one of these."""

FUNCTIONS = frozenset(
    """burgemeester wethouder raadslid statenlid gedeputeerde griffier gemeentesecretaris
    secretaris commissaris dijkgraaf heemraad minister staatssecretaris premier kamerlid
    kroonlid commissielid fractielid fractievoorzitter voorzitter vicevoorzitter bestuurder
    lijsttrekker partijleider locoburgemeester burgerraadslid duoraadslid wijkraadslid
    waterschapsbestuurder bestuurslid agent agente wijkagent wijkagente hoofdagent brigadier
    inspecteur hoofdinspecteur rechercheur politiechef teamchef korpschef eenheidschef
    commandant boa handhaver toezichthouder officier hoofdofficier rechter rechter-commissaris
    raadsheer advocaat advocate advocaat-generaal procureur-generaal notaris deurwaarder curator
    directeur directrice manager teamleider teammanager afdelingshoofd diensthoofd projectleider
    programmaleider programmamanager projectmanager coördinator coordinator regisseur adviseur
    beleidsadviseur beleidsmedewerker medewerker medewerkster ambtenaar ambtenares jurist
    juriste consulent consulente vergunningverlener woordvoerder woordvoerster
    communicatieadviseur accountmanager kwartiermaker vertrouwenspersoon informatiemanager
    stagiair stagiaire kabinetschef bode ondernemer onderneemster eigenaar eigenaresse exploitant
    verhuurder huurder huurster bewoner bewoonster inwoner inwoonster buurman buurvrouw
    buurjongen buurmeisje makelaar boekhouder accountant aannemer huisarts tandarts bedrijfsarts
    dierenarts psycholoog psychologe psychiater dokter verpleegkundige leraar lerares docent
    docente professor hoogleraar lector onderzoeker onderzoekster journalist journaliste
    verslaggever verslaggeefster redacteur redactrice fotograaf dominee pastoor imam rabbijn
    verdachte dader getuige slachtoffer melder meldster aangever aangeefster klager klaagster
    cliënt cliënte aanvrager aanvraagster contactpersoon collega vriend vriendin partner
    echtgenoot echtgenote zoon dochter broer zus zusje broertje moeder vader oom tante opa oma
    neef nicht zoontje dochtertje zwager schoonzus schoonzoon schoondochter schoonvader
    schoonmoeder president genaamd ene ciso cio officer controller fg aov ovd notulist
    notuliste informateur formateur verkenner kandidaat volksvertegenwoordiger
    ombudsman ombudsvrouw bewindspersoon bewindsman bewindsvrouw raadsman raadsvrouw rentmeester
    havenmeester huismeester penningmeester schoolmeester opzichter inspectrice beheerder
    beheerster conciërge conciergé portier beveiliger bodyguard bewaker persoonsbeveiliger
    chauffeur receptionist receptioniste telefonist telefoniste secretaresse baliemedewerker
    assistent assistente ondersteuner griffiemedewerker raadsadviseur bestuursadviseur
    procesbegeleider begeleider hulpverlener hulpverleenster therapeut therapeute maatschappelijk
    werker werkster wijkwerker straatcoach coach mentor trainer trainster docente mediator
    bemiddelaar zaakgelastigde gemachtigde bewindvoerder mantelzorger voogd analist analiste
    specialist specialiste deskundige expert architect ingenieur projectontwikkelaar
    ontwikkelaar investeerder handelaar autohandelaar kroegbaas cafébaas horecabaas
    kroegeigenaar uitbater uitbaatster veehouder akkerbouwer boerin loonwerker transporteur
    winkelier ondernemersvoorman voorman voorvrouw activist activiste demonstrant actievoerder
    actievoerster organisator organisatrice vrijwilliger vrijwilligster omwonende
    dorpsgenoot huisgenoot stadsgenoot partijgenoot fractiegenoot teamgenoot bedreiger
    bedreigster belager stalker oplichter afperser dealer drugsdealer crimineel kopstuk katvanger
    stroman geldezel informant bron tipgever klokkenluider spreker spreekster dagvoorzitter
    gastheer gastvrouw presentator presentatrice schrijver schrijfster auteur columnist opsteller
    opstelster behandelaar steller auditor evaluator fractievertegenwoordiger leerling student
    studente scholier ex-man ex-vrouw ex-vriend ex-vriendin weduwnaar pleegzoon pleegdochter
    stiefzoon stiefdochter stiefvader stiefmoeder kleinzoon kleindochter verloofde beschuldigde
    gedetineerde aangehoudene patiënt patiënte jubilaris ereburger oprichter oprichtster
    ambassadeur kapitein kolonel majoor luitenant sergeant korporaal wachtmeester
    adjudant commissionair brandweerman brandweervrouw bevelvoerder verkeersregelaar ovj
    burgervader burgermoeder collegelid portefeuillehouder cdk voorlichter persvoorlichter
    hoofdredacteur webredacteur eindredacteur""".split()
)
# Functions that others are made of: politieagent, raadsgriffier, waterschapsbestuurder.
COMPOUNDED = tuple(
    """agent griffier voorzitter directeur adviseur medewerker medewerkster wethouder burgemeester
    lid manager bestuurder ambtenaar inspecteur secretaris minister ondernemer advocaat leider
    leidster coördinator coordinator regisseur consulent consulente jurist juriste werker
    houder ondersteuner verlener beheerder begeleider bewoner inwoner eigenaar verdachte officer
    controller rechercheur beveiliger verpleegkundige docent leraar redacteur onderzoeker
    specialist analist deskundige planner trainer coach assistent assistente architect
    ingenieur monteur ontwikkelaar handelaar makelaar voerder voerster voorlichter huurder
    vertegenwoordiger genoot exploitant uitbater journalist
    chauffeur organisator buurman buurvrouw behandelaar strateeg auditor
    gedeputeerde raadgever bewaker regelaar zorger hulpverlener inspectrice
    commandant commissaris activist""".split()
)
NO_FUNCTIONS = frozenset("reagent solid valid euclid geleid schatbewaarder".split())
# Functions that are surnames too: "wethouder Voogd".
SURNAMES = frozenset("bode kapitein majoor portier rentmeester schrijver sergeant voogd".split())
# Only before a full name: by itself, or before one word, it means something else.
NEED_FULL_NAME = frozenset("hoofd chef bron kandidaat kopstuk expert fg".split())
# Before a name between commas: "de man, Jan Bos, ...".
SOMEBODY = frozenset("man vrouw jongen jongeman meisje politicus politica".split())
# Of somebody: "haar man Jeroen"; by itself "een man".
FAMILY = frozenset(
    """man vrouw kind kinderen zoons zonen dochters broers zussen ouders kleinkind baby peuter
    jongste oudste ex""".split()
)
FAMILY_IN_PLURAL = frozenset("kinderen zoons zonen dochters broers zussen ouders".split())
