"""What stands between a function and a name, functions of any kind, and names of family."""

import pytest

from cms.privacy import Kind
from cms.privacy.first_names import FIRST_NAMES
from tests.privacy.reading import found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CISO Peter Smit meldde het lek.", "Peter Smit"),
        ("Hoofd handhaving Piet Kuiper ging mee.", "Piet Kuiper"),
        ("Fractievoorzitter van de VVD Klaas Dijkstra vroeg het woord.", "Klaas Dijkstra"),
        ("Raadslid voor Lokaal Belang Ton Verhoef kreeg een brief.", "Ton Verhoef"),
        ("Wethouder (Financiën) Jan Bos tekende.", "Jan Bos"),
        ("Gemeentesecretaris a.i. Rob Haan", "Rob Haan"),
        ("De griffier wnd. M. Pot belde.", "M. Pot"),
        ("Burgemeester (plv.) Van Zanten opende.", "Van Zanten"),
        ("Statenlid namens de Partij voor de Dieren Ali Demir zweeg.", "Ali Demir"),
        ("De burgemeester van Almelo Jan Bos belde.", "Jan Bos"),
        ("Adviseur openbare orde en veiligheid Sanne Vos belde.", "Sanne Vos"),
        ("Teamleider toezicht en handhaving T. Kok belde.", "T. Kok"),
        ("De burgemeester in Waterdorp, Jan Bos, belde.", "Jan Bos"),
        ("De fractievoorzitter bij Dorpsbelang, Jan Bos, belde.", "Jan Bos"),
        ("Raadslid (VVD) Jan Bos van Dorpsbelang belde.", "Jan Bos"),
    ],
)
def test_something_may_stand_between_a_function_and_a_name(text: str, name: str) -> None:
    assert found(text, Kind.NAME) == [name]


@pytest.mark.parametrize(
    "function",
    [
        *("CISO", "privacy officer", "OOV-adviseur", "statengriffier", "commissielid"),
        *("fractieondersteuner", "fractieleider", "gedeputeerde", "dijkgraaf", "kabinetschef"),
        *("vergunningverlener", "communicatieadviseur", "vertrouwenspersoon", "HR-adviseur"),
        *("RIEC-accountmanager", "redacteur", "bijzonder opsporingsambtenaar", "toezichthouder"),
        *("rekenkamerlid", "raadsvoorzitter", "concerncontroller", "wijkregisseur", "teamchef"),
        *("jeugdwerker", "woonconsulent", "beheerder", "huismeester", "jurist", "notulist"),
        *("beveiliger", "bodyguard", "persvoorlichter", "informateur", "bedreiger", "stalker"),
        *("horecaondernemer", "veehouder", "buurtbewoner", "omwonende", "kroegbaas", "activist"),
        *("veiligheidscoördinator", "casusregisseur", "baliemedewerker", "chauffeur", "rechter"),
    ],
)
def test_functions_of_local_government_and_around_it_are_known(function: str) -> None:
    assert found(f"Volgens {function} Ziya Kwarc klopt dat.", Kind.NAME) == ["Ziya Kwarc"]
    assert found(f"Ziya Kwarc, {function}, belde.", Kind.NAME) == ["Ziya Kwarc"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Haar man Jeroen was thuis.", "Jeroen"),
        ("Zijn vrouw Truus belde 112.", "Truus"),
        ("Zijn oudste zoon Sem (8) was thuis.", "Sem"),
        ("Contact: Elly Ruiter, tel. volgt", "Elly Ruiter"),
        ("Van: Kees Bakker\nAan: A. de Wit", "Kees Bakker"),
        ("Opgesteld door Ziya Kwarc.", "Ziya Kwarc"),
        ("Vriendelijke groeten, Ziya Kwarc", "Ziya Kwarc"),
        ("Aldus Ziya Kwarc, hoofd communicatie.", "Ziya Kwarc"),
        ("Ik sprak met Jan de Vries over het dossier.", "Jan de Vries"),
        ("Daarna belde Fatima el Amrani.", "Fatima el Amrani"),
        ("Peter R. de Vries zei het.", "Peter R. de Vries"),
        ("Burgemeester van de gemeente Waterdorp Ziya Kwarc sprak.", "Ziya Kwarc"),
        ("De man, Ziya Kwarc, stond terecht.", "Ziya Kwarc"),
        ("Verbalisant P.C. Mol stelde het op.", "P.C. Mol"),
        ("Het stuk lag bij A. de Wit op tafel.", "A. de Wit"),
        ("Saskia, dochter van de burgemeester, was thuis.", "Saskia"),
        ("Beste Ellen en Mark, hierbij het verslag.", "Mark"),
        ("Zijn echtgenote, Margriet, kreeg post.", "Margriet"),
        ("Oud-wethouder Piet-Hein van Assen sloot het.", "Piet-Hein van Assen"),
        ("Adviseur crisisbeheersing Ziya Kwarc schreef mee.", "Ziya Kwarc"),
        ("Straatcoach Sjors van Tilburg was er.", "Sjors van Tilburg"),
    ],
)
def test_a_name_is_found_by_whose_it_is_and_by_a_usual_first_name(text: str, name: str) -> None:
    assert name in found(text, Kind.NAME)


def test_of_a_list_of_those_present_every_full_name_is_found() -> None:
    text = "Aanwezig: Z. Kwarc, Ziya Mulder (notulist), T. van Dam en Ina Pot."
    assert found(text, Kind.NAME) == ["Z. Kwarc", "Ziya Mulder", "T. van Dam", "Ina Pot"]


@pytest.mark.parametrize(
    "text",
    [
        "Hoofd Veiligheid en hoofd Communicatie. Zijn hoofd was leeg.",
        "Raadslid van de VVD, raadslid voor Lokaal Belang, wethouder (Financiën).",
        "De gemeentesecretaris a.i. belt de griffier wnd. terug. CISO en FG ook.",
        "Een man, een vrouw. Zijn vrouw en zijn man. Vrouw Holle.",
        "Aan: Gemeente Waterdorp\nVan: Team Veiligheid\nContact: Veilig Thuis",
        "De Burgemeester Kopstraat en het Wethouder Van der Meerpark.",
        "Met vriendelijke groet, Team Veiligheid",
        "De Jan Luykenstraat, de Anna Paulownabuurt en de Prins Bernhard Kazerne.",
        "De Stichting Jan Bos, Camping Piet Smit en de Jan van Galen School.",
        "Wethouder Bezwaarcommissie, melder Anoniem, vertrouwenspersoon Omgangsvormen.",
        "Adviseur openbare orde en veiligheid Gemeente Waterdorp",
        "De minister van Justitie en Veiligheid Tweede Kamer der Staten-Generaal",
        "Burgemeester van Almelo Gemeente Almelo",
        "Marije Gemeente Waterdorp",
        "Stichting X N.V. Nederlandse Bank. A. Inleiding. Bijlage B. Wie doet wat",
        "Officier van Dienst Geneeskundig, coach Weerbaar Bestuur, trainer Agressie en Geweld.",
        "Burgemeester Van Rooijenplein gaat open. Docent Voortgezet Onderwijs. Rechter Parket.",
        "Leerling Vmbo, getuige Onbekend. Burgemeester van de gemeente Waterdorp Gemeente",
        "De man, Politie Nederland, zweeg. Beste raad en college, hierbij.",
    ],
)
def test_no_name(text: str) -> None:
    assert found(text, Kind.NAME) == []


def test_a_first_name_is_one_word_with_a_capital() -> None:
    assert all(name.isalpha() and name[0].isupper() for name in FIRST_NAMES)
