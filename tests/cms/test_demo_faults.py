"""Broken demo files are refused with file, line and reason, and nothing is half loaded."""

import pytest

from cms.demo.loader import load_demo
from cms.models import Contact, KnowledgePage
from cms.reference.files import BrokenFile
from tests.cms.demo_files import CASE, FILES, GUIDE, LESSON, PLAYBOOK, change

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

# File, text to replace, what with, line of the fault, and a word of the reason.
BROKEN = [
    (CASE, "slug: brief-op-de-mat", "slug: brief", 2, "brief-op-de-mat"),
    (CASE, "kind: praktijkvoorbeeld", "kind: les", 1, "praktijkvoorbeeld"),
    (CASE, "title: Een brief op de mat\n", "", 1, "title"),
    (CASE, "title:", "titel:", 3, "titel"),
    (CASE, "problem: |", "problem: [een]", 8, "YAML"),
    (CASE, "approach: Bel de griffier.", "approach: ''", 11, "approach"),
    (CASE, "[brief, Nacht]", "brief", 12, "keywords"),
    (CASE, "[brief, Nacht]", "[[brief]]", 12, "keywords"),
    (CASE, "related: [bel-", "related: [belt-", 13, "belt-de-griffier"),
    (CASE, "- title: Wet", "- titel: Wet", 15, "titel"),
    (CASE, "https://wetten", "wetten", 16, "url"),
    (CASE, "riec-limburg", "riec-limberg", 17, "riec-limberg"),
    (CASE, "[bedreiging]", "\n  - bedreiging\n  - bedriging", 20, "bedriging"),
    (CASE, "[bedreiging]", "[]", 18, "topics"),
    (CASE, "label: clear", "label: red", 21, "RED"),
    (CASE, "2026-03-03", "3 maart 2026", 22, "3 maart"),
    (CASE, "published_on: 2026-03-03\n", "", 1, "published_on"),
    (CASE, "[20000-50000]", "[vanaf-250000]", 5, ""),
    (CASE, "approach: Bel", f"approach: {'x' * 100_001} Bel", 11, "100"),
    (CASE, "keywords:", "municipality: Nergenshuizen\nkeywords:", 12, "Nergenshuizen"),
    (CASE, "keywords:", "municipality: Maastricht\nkeywords:", 1, ""),
    (CASE, "keywords:", "cost_hours: veel\nkeywords:", 12, "veel"),
    (CASE, "keywords:", "is_sensitive: misschien\nkeywords:", 12, "misschien"),
    (CASE, "keywords:", "image: foto.jpg\nkeywords:", 12, "image"),
    (PLAYBOOK, "decision_yes_step: 2", "decision_yes_step: 3", 17, "3"),
    (PLAYBOOK, "time_limit: 1-hour", "time_limit: straks", 20, "time_limit"),
    (PLAYBOOK, "contact: griffier", "contact: griffie", 21, "griffie"),
    (PLAYBOOK, "valid_until: null", "valid_from: 2026-02-01\nvalid_until: 2026-01-01", 10, ""),
    (LESSON, "changed_step: 2", "changed_step: 9", 11, "9"),
    (LESSON, "linked_case: brief-op-de-mat", "linked_case: raadslid-veilig", 9, "raadslid-veilig"),
    (GUIDE, "helplines: [griffier]", "helplines: [griffie]", 8, "griffie"),
    (GUIDE, "actions: [Bel de griffier]", "actions: [a, b, c, d, e, f]", 7, ""),
    ("collections/eerste-weken.yaml", "item: raadslid-veilig", "item: raadslid", 6, "raadslid"),
    ("contacts.yaml", "owner: vng", "owner: vgn", 4, "vgn"),
    ("contacts.yaml", "2026-01-31", "2999-01-31", 5, "last_checked"),
    ("contacts.yaml", "  phone:", "  telefoon:", 3, "telefoon"),
]


class TestBrokenFiles:
    @pytest.mark.parametrize("fault", BROKEN)
    def test_is_refused_with_file_line_and_reason(self, folder, fault):
        name, old, new, line, reason = fault
        change(folder, name, old, new)
        with pytest.raises(BrokenFile) as caught:
            load_demo(folder)
        assert (caught.value.path, caught.value.line) == (folder / name, line)
        assert reason in caught.value.reason

    def test_nothing_is_half_loaded(self, folder):
        change(folder, "collections/eerste-weken.yaml", "item: raadslid-veilig", "item: raadslid")
        with pytest.raises(BrokenFile):
            load_demo(folder)
        assert not KnowledgePage.objects.exists()
        assert not Contact.objects.exists()

    def test_a_code_stands_in_one_file(self, folder):
        text = FILES[GUIDE].replace("slug: raadslid-veilig", "slug: bel-de-griffier")
        (folder / "guides/bel-de-griffier.yaml").write_text(text, "utf-8")
        with pytest.raises(BrokenFile, match=r"bel-de-griffier\.yaml"):
            load_demo(folder)

    def test_a_contact_stands_in_the_file_once(self, folder):
        text = FILES["contacts.yaml"]
        (folder / "contacts.yaml").write_text(text + text, "utf-8")
        with pytest.raises(BrokenFile) as caught:
            load_demo(folder)
        assert caught.value.line == 6

    def test_a_folder_without_content_is_refused(self, tmp_path):
        with pytest.raises(BrokenFile, match=r"contacts\.yaml"):
            load_demo(tmp_path)
