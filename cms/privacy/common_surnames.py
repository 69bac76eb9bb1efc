"""Surnames that are frequent in the Netherlands, in small letters; data, no rules.

Facts of common knowledge, written down by hand; no list of others was copied.
"""

# Alone; hardly ever ordinary words.
ALONE = frozenset(
    """jansen janssen janssens smit smits meijer meyer meijers peters peeters hendriks
    hendrikx hendriksen dijkstra willems willemsen willemse jacobs martens mertens verhoeven
    vermeulen verbeek verhagen verhaegh hoekstra postma bosman wolters hermans hermsen
    driessen gerritsen gerrits evers linders janse jansma schouten scholten scholtens
    huisman hofman hoffman hoffmann veenstra veldman wiersma bouma boersma bosma
    bakema dijkman dijkhuizen wagenaar kuijpers cuypers claassen claessen koenen derksen
    hendrikse lammers lambrechts nijhuis nijboer nijland oosterhuis wouters wolfs verweij
    verkerk verburg verschuren versteeg vermeer verheijen verhoef vreeman roelofs roelofsen
    rutten rutgers pietersen pieters philipsen paulussen otten oomen nicolaas moerman
    michels leenders kersten kooijman kooiman jongsma joosten
    jonkman hulsman huijsmans houtman hoogland hoogendoorn hoogeveen heijnen heinen hartman
    haverkamp groeneveld groenewegen groenendijk geurts geerts franssen fransen frijters
    feenstra elzinga ekelmans eijkelenboom doornbos diepeveen dijksterhuis daamen cornelissen
    coenen christiaans buijs bruijn bruins brands brandsma boonstra boogaard bijlsma beekman
    beukers berends berendsen bastiaansen barendse adriaanse aarts aerts arends zijlstra
    zijlmans zandstra zuidema wiegers westra westerhof wesseling weijers wassenaar warmerdam
    vrieling voskuil vogelaar visscher venema veltman verkade terpstra tuinstra tromp
    teunissen theunissen tielens stokman steenbergen smeets sinnema simons schepers schuurman
    schreuder sanders rietveld reijnders reinders poelman pauwels ouwehand hiemstra
    haandrikman hagens hekman kamphuis kamstra kleijn klaassen klaasen kloosterman kroes
    langeveld looijen luijten maassen mooij nieuwenhuis noordhoek nooteboom ottens pijpers
    yilmaz yılmaz yildiz yıldız yildirim kaya demir sahin şahin celik çelik ozturk öztürk
    aydin aydın arslan aslan dogan doğan kilic kılıç ozdemir özdemir polat koc koç cetin çetin
    amrani bouzidi benali bakkali azzouzi idrissi khatib hamdaoui yaakoubi bennani tahiri
    nguyen mohamed mohammed ahmed hassan hussein hussain khan singh kowalski nowak wisniewski
    silva santos fernandes fernandez rodrigues rodriguez gonzalez garcia lopez pereira""".split()
)
AFTER_DE = frozenset(
    """vries jong bruijn jongh rooij rooy rooi clercq
    ruijter kuijper""".split()
)
AFTER_VAN = frozenset(
    """dijk dijck leeuwen beek dam vliet veen doorn dongen es rijn rossum schaik zanten eijk
    eck buuren ommeren oosten berkel gelder hees houten kessel kempen laar meurs nistelrooij
    oers oorschot roosmalen ginkel driel duijn dalen bree asselt eijck""".split()
)
# Old forms, in use in names only; "van de" is in use everywhere: "de eigenaar van de molen".
AFTER_VAN_DER = frozenset(
    """berg bosch heuvel broek brink akker hoek ende born bergh boogaard boom hout hoogen
    heijden heiden meer linden veen wal velden velde laan pol horst zee zanden zande ploeg burg
    kolk lee maas molen putten schoot sluis spek steen stelt sande ven vegt vlist voort weide werf
    wiel woude zwan zwaan aa kamp lugt laar meulen vaart valk vlugt eijnden elst hurk oever
    wijngaard wouw eerden dungen elzen hengel""".split()
)
AFTER_VAN_DE = frozenset(
    "velde ven sande zande laar griend merwe vate weerd vosse voort mortel".split()
)
AFTER_TEN_OR_TER = frozenset(
    """broeke brink brinke hove have horst borg hoeve cate kate napel voorde berg steege steeg
    braak beek heide meulen wolde weele bruggen""".split()
)
AFTER_EL = frozenset(
    """amrani khatib idrissi hamdaoui yaakoubi bakkali azzouzi khattabi morabet haddad hassan
    mansouri ouali fassi allaoui bouazzaoui moussaoui jebli kaddouri ghazi majd
    masri said""".split()
)
# Ordinary words too: only after "mevrouw" and the like, where nothing but a name follows.
ORDINARY_ALONE = frozenset(
    """bakker visser mulder bos vos dekker brouwer kok koning schipper molenaar maas hoek vink
    prins blok kramer jager ruiter snijder kuijer timmerman bouwman berg bosch veldhuis beek
    veen dijk vogel haan valk schaap koster kuiper keizer prinsen molenaars kramers jonkers
    koopmans timmermans mulders""".split()
)
ORDINARY_AFTER_DE = frozenset(
    """boer koning ruiter winter bakker vos visser jager kruijf haan haas graaf leeuw ridder
    kok groot wit bruin kort""".split()
)
ORDINARY_AFTER_VAN = frozenset("""wijk hout loo hof loon helden""".split())
