"""The best bets of the demo: loaded once, followed when the file changes, left to editors."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from cms.models import KnowledgePage
from search.demo.loader import Changes, load_best_bets
from search.models import BestBet
from tests.factories import make_item, member_of

pytestmark = pytest.mark.django_db

FILE = """
- code: dreiging
  words: [ik word  bedreigd, hulp]
  item: draaiboek
  note: Begin hier.
  last_day: 2100-01-31
"""


@pytest.fixture(autouse=True)
def demo_allowed(settings: Any) -> None:
    settings.CMS_DEMO_ALLOWED = True


@pytest.fixture
def item() -> KnowledgePage:
    return make_item(slug="draaiboek")


@pytest.fixture
def path(tmp_path: Path, item: KnowledgePage) -> Path:
    file = tmp_path / "best_bets.yaml"
    file.write_text(FILE)
    return file


def change(path: Path, old: str, new: str) -> None:
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def as_editor(name: str, bet: BestBet, **values: Any) -> None:
    browser = Client()
    browser.force_login(member_of("redacteur", "vng", "editors"))
    response = browser.post(reverse(f"aanbevolen:{name}", args=[bet.pk]), values)
    assert response.status_code == 302


def test_it_is_loaded_once(path: Path, item: KnowledgePage) -> None:
    assert load_best_bets(path) == Changes(created=1)
    bet = BestBet.objects.get()
    assert (bet.words, bet.item_id, bet.note) == ("ik word bedreigd\nhulp", item.pk, "Begin hier.")
    assert str(bet.ends_on) == "2100-01-31"
    assert load_best_bets(path) == Changes()


def test_a_changed_file_changes_it(path: Path) -> None:
    load_best_bets(path)
    change(path, "Begin hier.", "Lees dit.")
    assert load_best_bets(path) == Changes(updated=1)
    assert BestBet.objects.get().note == "Lees dit."


def test_what_an_editor_changed_stays(path: Path, item: KnowledgePage) -> None:
    load_best_bets(path)
    as_editor("edit", BestBet.objects.get(), words="hulp", item=item.pk, note="Van ons.")
    change(path, "Begin hier.", "Lees dit.")
    assert load_best_bets(path) == Changes(left_alone=1)
    assert BestBet.objects.get().note == "Van ons."


def test_what_an_editor_removed_stays_away(path: Path) -> None:
    load_best_bets(path)
    as_editor("delete", BestBet.objects.get())
    assert load_best_bets(path) == Changes(left_alone=1)
    assert not BestBet.objects.exists()


def test_what_went_with_its_item_comes_back_with_it(path: Path, item: KnowledgePage) -> None:
    load_best_bets(path)
    item.delete()
    make_item(slug="draaiboek")
    assert load_best_bets(path) == Changes(created=1)
    assert load_best_bets(path) == Changes()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("draaiboek", "bestaat-niet", "regel 4: “bestaat-niet” bij “item” is onbekend"),
        ("hulp", "wat is het", "“wat is het” heeft alleen woorden die het zoeken overslaat"),
        ("2100-01-31", "morgen", "“morgen” is geen datum"),
        ("note:", "notitie:", "“notitie” is onbekend"),
        ("\n- code", "\n  code", "lijst"),
        ("2100-01-31", "2100-01-31\n- code: dreiging", "“dreiging” staat hier"),
    ],
)
def test_a_broken_file_names_its_line_and_changes_nothing(
    path: Path, old: str, new: str, reason: str
) -> None:
    change(path, old, new)
    with pytest.raises(CommandError, match=reason):
        load(path)
    assert not BestBet.objects.exists()


def test_the_command_says_what_changed(path: Path) -> None:
    assert "1 gemaakt, 0 aangepast" in load(path)


def test_an_installation_without_a_demo_takes_none(path: Path, settings: Any) -> None:
    settings.CMS_DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="CMS_DEMO_ALLOWED"):
        load(path)


def load(path: Path) -> str:
    out = StringIO()
    call_command("load_best_bets", "--from", str(path), stdout=out)
    return out.getvalue()
