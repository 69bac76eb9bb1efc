"""What an item looks like to a search: facets, text, and what is hidden of an unnamed town."""

import pytest

from cms.models import GuideMyth, GuidePage, KnowledgePage, Municipality
from search.document import Document, build_document
from search.facets import FACETS, unpack
from search.vocabulary import load
from tests.factories import go_live, make_item

pytestmark = pytest.mark.django_db


def built(page: KnowledgePage) -> Document:
    return build_document(page.specific, Municipality.objects.fact_rows())


def test_every_facet_takes_its_values_from_the_item() -> None:
    page = make_item(
        under="ccv",
        topics=["bedreiging", "doxing"],
        audience_roles=["wethouder", "raadslid"],
        phases=["reageren"],
        size_classes=["20000-50000"],
        riec_regions=["oost-nederland"],
        provinces=["gelderland"],
        published_on="2025-06-01",
    )
    assert unpack(built(page).facets) == {
        "kind": ("praktijkvoorbeeld",),
        "topic": (
            "agressie-en-intimidatie",
            "bedreiging",
            "doxing",
            "online-veiligheid-en-haat",
        ),
        "size": ("20000-50000",),
        "role": ("raadslid", "wethouder"),
        "phase": ("reageren",),
        "region": ("oost-nederland",),
        "province": ("gelderland",),
        "organisation": ("ccv",),
        "year": ("2025",),
    }


def test_a_main_topic_alone_is_enough() -> None:
    page = make_item(topics=["agressie-en-intimidatie"])
    assert unpack(built(page).facets)["topic"] == ("agressie-en-intimidatie",)


def test_every_value_has_a_name() -> None:
    known = load()
    values = unpack(built(make_item(size_classes=["20000-50000"], provinces=["gelderland"])).facets)
    for facet in FACETS:
        for value in values[facet.name]:
            name = known.name(facet, value)
            assert name is not None
            assert name.label


def test_text_is_what_a_reader_sees_without_markup_or_internal_notes() -> None:
    page = make_item(
        title="Titel",
        summary="Samenvatting",
        problem="<p>Er <b>gebeurde</b> iets &amp; meer.</p>",
        anonymisation_note="Geheim",
    )
    document = built(page)
    assert (document.title, document.summary) == ("Titel", "Samenvatting")
    assert "gebeurde" in document.body
    everything = " ".join([document.title, document.summary, document.keywords, document.body])
    assert "<" not in everything
    assert "Geheim" not in everything


def test_lines_and_list_items_do_not_run_into_each_other() -> None:
    page = make_item(
        GuidePage,
        what_is_it="<p>U let op:</p><ul><li>een geschenk</li><li>een etentje</li></ul>",
        actions="Meld het\nSchrijf het op",
    )
    page.myths = [GuideMyth(myth="Klein mag altijd", fact="Ook klein meldt u")]
    go_live(page)
    body = " ".join(built(page).body.split())
    assert "U let op: een geschenk; een etentje." in body
    assert "Meld het. Schrijf het op." in body
    assert "Klein mag altijd. Ook klein meldt u." in body


def test_names_around_the_text_can_be_searched() -> None:
    page = make_item(under="ccv", topics=["bedreiging"], provinces=["gelderland"])
    keywords = built(page).keywords.split("\n")
    assert {"Bedreiging", "Agressie en intimidatie", "Raadslid", "Gelderland"} <= set(keywords)
    assert page.organisation.name in keywords


def test_facts_that_fewer_than_five_towns_share_are_in_no_facet_and_no_word() -> None:
    """Merged towns make the table smaller after publication; the search follows the page."""
    page = make_item(size_classes=["tot-20000"], provinces=["utrecht"])
    assert unpack(built(page).facets)["province"] == ("utrecht",)
    few = Municipality.objects.filter(province__slug="utrecht", size_class__slug="tot-20000")
    few.update(is_current=False)
    document = built(page)
    values = unpack(document.facets)
    assert not (values["province"] and values["size"])
    if not values["province"]:
        assert "Utrecht" not in document.keywords


def test_the_hash_changes_with_everything_that_is_written() -> None:
    page = make_item(title="Een")
    first = built(page).content_hash
    assert built(page).content_hash == first
    page.label = "green"
    assert built(page).content_hash != first
