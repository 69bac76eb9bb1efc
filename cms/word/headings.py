"""Which heading in a Word file stands for which field: its name in the form, and what people write.

Headings are Dutch, as the documents are.
"""

import re

from cms.models import KnowledgePage

# Beside the name of the field in the form. No name may stand for two fields of one kind.
ALSO: dict[str, str] = {
    "summary": "in het kort|kort|korte samenvatting|inleiding|intro|introductie|in één oogopslag",
    "place_description": "gemeente|de gemeente|over de gemeente|plaats",
    "period": "wanneer|looptijd|tijd",
    "context": "context|aanleiding|beginsituatie|situatie vooraf|hoe was het|de context",
    "problem": (
        "probleem|het probleem|wat gebeurde er|wat is er gebeurd|wat was er aan de hand|casus|"
        "de casus|situatie|feiten|gebeurtenis"
    ),
    "approach": (
        "onze aanpak|de aanpak|wat we deden|wat wij deden|wat is er gedaan|wat deed de gemeente|"
        "werkwijze|oplossing|de oplossing|maatregelen"
    ),
    "partners": "samenwerking|betrokken partijen|betrokkenen|partijen|met wie|wie deden mee",
    "legal_basis": "wettelijke grondslag|juridische basis|juridische grondslag|juridisch|wet",
    "cost_note": "kosten|toelichting kosten|kosten en uren|wat kostte het",
    "result": "resultaten|het resultaat|wat leverde het op|opbrengst|effect|uitkomst",
    "evidence_note": "onderbouwing|bewijs|hoe weten we dat",
    "what_did_not_work": (
        "wat werkte niet|wat niet werkte|wat ging mis|wat zou u anders doen|"
        "wat we anders zouden doen|leerpunten|knelpunten|valkuilen"
    ),
    "tips": "tip|tips voor collega's|adviezen|aanbevelingen",
    "transfer_conditions": "voorwaarden|randvoorwaarden|wat is ervoor nodig|wat is er nodig",
    "event_period": "wanneer|periode|datum|wanneer gebeurde het",
    "lesson": "de les|geleerde les|onze les|conclusie|wat we leerden|wat wij leerden",
    "recommendation": "aanbeveling|aanbevelingen|het advies|adviezen|wat nu te doen",
    "recommendation_who": "wie|door wie|wie moet dit doen",
    "recommendation_when": "wanneer doen|termijn|voor wanneer|wanneer moet het klaar zijn",
    "expected": (
        "verwachting|verwacht|wat hadden we verwacht|wat verwachtten we|wat was de verwachting|"
        "wat was de bedoeling"
    ),
    "happened": "wat gebeurde er|wat is er gebeurd|gebeurtenis|feiten|waarneming|observatie",
    "root_cause": "oorzaak|oorzaken|waarom|waarom gebeurde het|grondoorzaak",
    "contributing_factors": "meespelende factoren|factoren|wat speelde mee|omstandigheden",
    "preconditions": "voorwaarden|randvoorwaarden|vooraf|voorbereiding|wat vooraf geregeld is",
    "not_for": "niet voor|niet geschikt voor",
    "impact_if_ignored": "risico|gevolgen|wat als we niets doen|als niemand iets doet",
    "remedial_action": "actie|acties|wat is er veranderd|genomen maatregel|genomen maatregelen",
    "action_owner": "actiehouder|eigenaar van de actie",
    "situation": "de situatie|wat is er aan de hand|scenario|wanneer gebruikt u dit",
    "trigger_signals": "signaal|herkennen|hoe herkent u het",
    "start_when": "start als|starten als|wanneer starten|wanneer begint u|startcriteria",
    "do_not_start_when": "start niet als|wanneer niet starten|wanneer niet",
    "escalation": "opschaling|escalatie",
    "communication": "communicatielijn|communicatielijnen|woordvoering|wie zegt wat",
    "legal_notes": "juridische aandachtspunten|wettelijk kader|grondslag|wet en regels",
    "aftercare_same_day": "nazorg|nazorg dezelfde dag|dezelfde dag",
    "aftercare_week": "nazorg na een week|na een week",
    "aftercare_three_months": "nazorg na drie maanden|na drie maanden",
    "aftercare_others": "nazorg gezin|nazorg voor anderen|gezin, fractie en collega's",
    "closing_criteria": "afsluiten als|afronding|wanneer is het klaar|afsluiting",
    "evaluation_moment": "evaluatie|evalueren",
    "local_agreement": "lokale afspraak|lokale afspraken|eigen afspraken",
    "one_minute": "in 1 minuut|in een minuut|kernboodschap|de kern",
    "what_is_it": "wat is dit|wat is het precies|uitleg|begrip|wat het is",
    "signals": "signalen|signaal|herkennen|hoe herkent u het|hoe herken ik het",
    "why_it_matters": "waarom is dit belangrijk|waarom belangrijk|belang|waarom",
    "actions": "wat kunt u doen|wat kunt u nu doen|wat kan ik doen|acties|wat te doen|doen",
    "organisation_duties": "wat regelt uw organisatie|wat moet de organisatie regelen|organisatie",
    "discussion_questions": "vragen|bespreekvragen|discussievragen|gespreksvragen|om te bespreken",
    "author": "schrijver|geschreven door|auteurs",
}
STEPS = "steps"  # of a playbook: records rather than a field
NAMES_OF_STEPS = frozenset({"stappen", "stappenplan", "de stappen", "wat doet u"})
ONE_STEP = re.compile(r"stap\s+\d{1,2}\s*[:.)\-–—]?\s*(.*)", re.IGNORECASE | re.DOTALL)

_NUMBER = re.compile(r"^[\d.]+[.)]?\s+|^[a-z][.)]\s+")
LONGEST = 90  # characters; what is longer is no heading


def normal(heading: str) -> str:
    """Return a heading as it is compared: without number, end mark or capitals."""
    words = " ".join(heading.replace("’", "'").casefold().split())
    return _NUMBER.sub("", words).strip(" :?!.*–-")


def fields_by_heading(page_type: type[KnowledgePage]) -> dict[str, str]:
    """Return the field of this kind for each heading, as `normal` gives it."""
    names = ("summary", *page_type.READING_FIELDS)
    own = {normal(str(page_type._meta.get_field(name).verbose_name)): name for name in names}
    also = {normal(each): name for name in names for each in ALSO.get(name, "").split("|") if each}
    found = {**also, **own}  # the name in the form goes first
    if hasattr(page_type, STEPS):
        found |= dict.fromkeys(NAMES_OF_STEPS, STEPS)
    return found
