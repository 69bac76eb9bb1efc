"""The interface is Dutch: the catalogue is complete, compiled, and in step with the sources."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.test import override_settings
from django.utils.translation.trans_real import DjangoTranslation

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/nl/LC_MESSAGES/django.po")
FORMAL = Path("locale/formal/nl/LC_MESSAGES")
DOMAINS = ("django", "djangojs")  # what the server says, and what the scripts of Wagtail say
INFORMAL = re.compile(r"\b(je|jij|jou|jouwe?|jezelf|jullie)\b", re.IGNORECASE)
STUCK = re.compile(r"\)[sd](?=[^\W\d]|%)|[^\W\d]%\(")  # 1-5van 5stukken
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>")


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(str(ROOT / CATALOGUE))


def test_every_message_is_translated(catalogue):
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []


def test_no_translation_is_a_guess_or_a_leftover(catalogue):
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert [entry.msgid for entry in catalogue.obsolete_entries()] == []


@pytest.mark.parametrize("name", [CATALOGUE, *(FORMAL / f"{domain}.po" for domain in DOMAINS)])
def test_the_compiled_catalogue_says_the_same(name):
    compiled = polib.mofile(str((ROOT / name).with_suffix(".mo")))
    assert texts_of(compiled) == texts_of(polib.pofile(str(ROOT / name))), "run make messages"


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_portal_says_u_and_puts_spaces_also_where_a_package_does_not(domain):
    ours = polib.pofile(str(ROOT / FORMAL / f"{domain}.po"))
    said = DjangoTranslation("nl", domain=domain)._catalog
    informal = [key for key in said.keys() if INFORMAL.search(said[key])]  # noqa: SIM118 - no dict
    assert informal == [], f"say these with u in {FORMAL}"
    stuck = [key for key in said.keys() if STUCK.search(said[key])]  # noqa: SIM118 - no dict
    meant = {key for key in stuck if STUCK.search(key if isinstance(key, str) else key[0])}
    assert set(stuck) == meant, f"put spaces between these in {FORMAL}"
    with override_settings(LOCALE_PATHS=[]):
        theirs = DjangoTranslation("nl", domain=domain)._catalog
    for entry in ours:
        key = (entry.msgid, 1) if entry.msgid_plural else entry.msgid
        assert key in theirs, f"no package asks for {entry.msgid!r} any more"
        for text in [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values():
            assert placeholders(text) == placeholders(entry.msgid), entry.msgid


def test_the_manual_says_u():
    chapters = (ROOT / "docs/handleiding").glob("*.md")
    assert [path.name for path in chapters if INFORMAL.search(path.read_text("utf-8"))] == []


def test_the_catalogue_holds_what_the_sources_say(catalogue, tmp_path):
    if not shutil.which("xgettext"):
        assert "CI" not in os.environ, "gettext is missing"
        pytest.skip("gettext is missing, so nobody looked whether the catalogue is in step")
    for folder in ("cms", "portal", "search", "templates", "locale"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "manage.py", tmp_path)
    command = "makemessages --locale nl --no-obsolete --add-location file"
    subprocess.run(
        [sys.executable, "manage.py", *command.split()],
        cwd=tmp_path,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test"},
        check=True,
        capture_output=True,
    )
    fresh = polib.pofile(str(tmp_path / CATALOGUE))
    assert texts_of(fresh) == texts_of(catalogue), "run make messages"


def texts_of(catalogue):
    """What a catalogue translates into what, with the context and the plural of each message."""
    return {
        (entry.msgctxt, entry.msgid, entry.msgid_plural): (entry.msgstr, entry.msgstr_plural)
        for entry in catalogue
    }


def placeholders(text):
    """What a translation takes over as it stands: values, and the tags of links."""
    return sorted(PLACEHOLDER.findall(text))
