"""The interface is Dutch: the catalogue is complete, compiled, and in step with the sources."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/nl/LC_MESSAGES/django.po")


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(str(ROOT / CATALOGUE))


def test_every_message_is_translated(catalogue):
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []


def test_no_translation_is_a_guess_or_a_leftover(catalogue):
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert [entry.msgid for entry in catalogue.obsolete_entries()] == []


def test_the_compiled_catalogue_says_the_same(catalogue):
    compiled = polib.mofile(str((ROOT / CATALOGUE).with_suffix(".mo")))
    assert texts_of(compiled) == texts_of(catalogue), "run make messages"


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
