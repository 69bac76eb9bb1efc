"""Surnames after a small "van", which after a function may also say of where somebody is."""

# After "van", without article; many are villages too, but none is a municipality alone.
AFTER_VAN = frozenset(
    """aken amerongen beek berkel bokhoven boven breda bruggen buuren campen dalen dam deelen delft
    deursen dijck dijk dongen doorn driel duijn duin dyk eck eijk egmond elk emmerik ende
    engelen es essen eyck galen gelder gelderen ginkel gent gils goethem gogh haaren hal ham
    hees heerden herk herpen hoek hooff horn hout houdt kampen kempen kessel kuijk laar
    laarhoven leeuwen leent lent lieshout liempt loenen loo loon maanen manen meer meurs mierlo
    mil mourik nes nieuwkerk nistelrooij nunen oers oirschot ommen oorschot oosten os oss
    oudenaarde praag putten raaij ravenstein rees rhijn rijn rijswijk rooij rooijen roosmalen
    rossum schaik schie sluis soest son strien tol tongeren uden uitert veen veldhoven velzen
    ven vliet vugt vuuren wel wees well weert wijk wijngaarden winden woerden zanten zon zutphen
    zuilen zijl zwam""".split()
)
# After "van de" and "van het".
AFTER_VAN_DE = frozenset(
    """beek berg burg graaf griend haar hoef kamp kerkhof kerk koppel laar lagemaat leur loo louw
    meent meerendonk merwe mortel nieuwenhuizen pas pol poel poll put ree rijt sande sanden
    steeg velde ven vate voort vorst vrede vosse wal water weerd weg wege werken werfhorst
    wetering wiel wijgert wijdeven woestijne zande zandt hof hek land reek veld klooster""".split()
)
