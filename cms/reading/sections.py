"""The text of an item as titled sections in reading order, one function a kind."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.reading.contacts import confirmed, with_stand_in
from cms.reading.parts import Fact, Section, day, fact, filled, hours
from cms.reading.records import Record
from cms.reading.terms import Terms
from cms.records import lines

Records = Mapping[str, list[Record]]


def sections(page: Any, terms: Terms, records: Records) -> list[Section]:
    """Return what there is to read below the summary; sections without text are left out."""
    found = filled(
        *KINDS[page.kind](page, terms, records),
        Section("bijlagen", _("Attachments"), records.get("attachments"), "attachments"),
        Section("contact", _("Questions about this?"), confirmed(page.contact), "contacts"),
        Section("bronnen", _("Sources"), records.get("sources"), "sources"),
    )
    return with_stand_in(found)


def case_sections(page: Any, terms: Terms, records: Records) -> list[Section]:
    """A case study: what happened, what came of it, what to do differently, what it takes."""
    return [
        Section("vooraf", _("What was it like before?"), page.context),
        Section("wat", _("What happened?"), page.problem),
        Section("aanpak", _("What did the municipality do?"), page.approach),
        Section("resultaat", _("What was the result?"), page.result),
        Section("bewijs", _("How do we know?"), _evidence(page), "facts"),
        Section(
            "anders", _("What would they do differently now?"), page.what_did_not_work, "different"
        ),
        Section("tips", _("Tips"), page.tips),
        Section("kosten", _("What did it cost?"), _costs(page), "facts"),
        Section("overnemen", _("Can you use this too?"), _transfer(page, terms), "facts"),
        Section("partners", _("Who helped?"), page.partners, "text"),
        Section("grondslag", _("What is the legal basis?"), page.legal_basis),
    ]


def lesson_sections(page: Any, terms: Terms, records: Records) -> list[Section]:
    """A lesson: the finding and the advice first, then what they rest on."""
    return [
        Section("les", _("The lesson"), page.lesson, "strong"),
        Section("advies", _("What should you do?"), _advice(page), "advice"),
        Section("verwacht", _("What was expected?"), page.expected, "text"),
        Section("gebeurd", _("What happened?"), page.happened, "text"),
        Section("situatie", _("In which situation?"), page.context),
        Section("oorzaak", _("Why did it happen?"), page.root_cause),
        Section(
            "factoren", _("What also played a part?"), lines(page.contributing_factors), "points"
        ),
        Section("voorwaarden", _("What do you need for this?"), page.preconditions, "text"),
        Section("niet-voor", _("When does this not apply?"), page.not_for, "text"),
        Section("negeren", _("What if you do nothing?"), page.impact_if_ignored, "warning"),
        Section("bewijs", _("What does this rest on?"), _strength(page), "facts"),
        Section("stand", _("How far has this lesson come?"), _progress(page), "progress"),
    ]


def playbook_sections(page: Any, terms: Terms, records: Records) -> list[Section]:
    """A playbook: when to start, the steps, and what comes around and after them."""
    steps = list(page.steps.select_related("contact"))
    for step in steps:
        step.contact = next(iter(confirmed(step.contact)), None)
    return [
        Section("situatie", _("When do you use this?"), page.situation),
        Section("signalen", _("How do you notice it?"), lines(page.trigger_signals), "ticks"),
        Section("start", _("Start or not?"), _start(page), "facts"),
        Section("vooraf", _("What do you arrange beforehand?"), page.preconditions),
        Section("stappen", _("Steps"), steps, "steps"),
        Section("opschalen", _("When it gets bigger"), page.escalation),
        Section("communicatie", _("Who says what?"), page.communication),
        Section("recht", _("What does the law say?"), page.legal_notes),
        Section("nazorg", _("Aftercare"), _aftercare(page), "parts"),
        Section("afronden", _("When are you done?"), page.closing_criteria, "text"),
        Section("terugkijken", _("Looking back"), page.evaluation_moment, "text"),
        Section("afspraak", _("Your own agreement"), page.local_agreement, "text"),
    ]


def guide_sections(page: Any, terms: Terms, records: Records) -> list[Section]:
    """A guide: one minute, then what, signals, what to do and where to get help."""
    contacts = confirmed(*(line.contact for line in page.helplines.select_related("contact")))
    return [
        Section("een-minuut", _("In one minute"), page.one_minute, "strong"),
        Section("wat", _("What is it?"), page.what_is_it),
        Section("signalen", _("How do you notice it?"), lines(page.signals), "ticks"),
        Section("waarom", _("Why does it matter?"), page.why_it_matters),
        Section("doen", _("What can you do now?"), lines(page.actions), "numbers"),
        Section(
            "organisatie", _("What should your organisation arrange?"), page.organisation_duties
        ),
        Section("waar-of-niet", _("True or not?"), records.get("myths"), "myths"),
        Section(
            "bespreken", _("Discuss this together"), lines(page.discussion_questions), "points"
        ),
        Section("hulp", _("Where do you find help?"), contacts, "contacts"),
    ]


KINDS: dict[str, Callable[[Any, Terms, Records], list[Section]]] = {
    "praktijkvoorbeeld": case_sections,
    "les": lesson_sections,
    "draaiboek": playbook_sections,
    "handreiking": guide_sections,
}


def _costs(page: Any) -> list[Fact]:
    return [
        *fact(_("Own time"), hours(page.cost_hours)),
        *fact(_("Costs"), page.get_cost_band_display()),
        *fact(_("Remark"), page.cost_note),
    ]


def _evidence(page: Any) -> list[Fact]:
    if not page.result:
        return []
    return [
        *fact(_("Known from"), page.get_evidence_type_display()),
        *fact(_("Remark"), page.evidence_note),
    ]


def _transfer(page: Any, terms: Terms) -> list[Fact]:
    return [
        *fact(_("Municipalities"), *(term.name for term in terms.get("transferable_to", ()))),
        *fact(_("What it takes"), page.transfer_conditions),
    ]


def _advice(page: Any) -> dict[str, Any]:
    return {
        "text": page.recommendation,
        "facts": [
            *fact(_("Who"), page.recommendation_who),
            *fact(_("When"), page.recommendation_when),
        ],
    }


def _strength(page: Any) -> list[Fact]:
    return [
        *fact(_("Rests on"), page.get_evidence_strength_display()),
        *fact(_("Remark"), page.evidence_note),
    ]


def _progress(page: Any) -> dict[str, Any]:
    *way, expired = page.Maturity.choices
    stages = [expired] if page.maturity == page.Maturity.EXPIRED else way
    reached = [value for value, _label in stages].index(page.maturity)
    return {
        "stages": [
            {"label": label, "done": index <= reached, "current": index == reached}
            for index, (_value, label) in enumerate(stages)
        ],
        "facts": [
            *fact(_("Action"), page.remedial_action),
            *fact(_("Who"), page.action_owner),
            *fact(_("Ready on"), day(page.action_due)),
        ],
    }


def _start(page: Any) -> list[Fact]:
    return [
        *fact(_("Start"), page.start_when),
        *fact(_("Do not start"), page.do_not_start_when),
    ]


def _aftercare(page: Any) -> list[tuple[str, str]]:
    parts = [
        (_("The same day"), page.aftercare_same_day),
        (_("After a week"), page.aftercare_week),
        (_("After three months"), page.aftercare_three_months),
        (_("Family, party and staff"), page.aftercare_others),
    ]
    return [(title, text) for title, text in parts if text]
