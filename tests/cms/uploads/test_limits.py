"""What is opened has so much time and memory, in a process of its own; the field says so."""

import os
import select
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image

from cms import apart, turns
from cms.models import Contribution
from tests.answers import form_errors
from tests.cms.contributions import sender
from tests.cms.uploads import test_doors as doors
from tests.cms.uploads.files import pdf, picture
from tests.cms.uploads.office import docx, packed, unpacked
from tests.factories import member_of, signed_in

pytestmark = pytest.mark.django_db
TOO_HEAVY = "kost te veel tijd of geheugen"
FILES = {"foto.jpg": picture(), "brief.docx": docx(), "brief.pdf": pdf()}


def adding(client, name, data):
    """Return what the CMS says of a file that somebody adds."""
    door = "wagtailimages:add_multiple" if name == "foto.jpg" else "wagtaildocs:add_multiple"
    answer = doors.send(client, reverse(door), "files[]", name, data)
    assert answer.status_code == 200
    return answer.json().get("error_message", "")


@pytest.fixture
def author():
    return signed_in(member_of("auteur", "riec-limburg", "authors"))


def test_what_takes_too_long_is_refused_at_every_door(author, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    for name, data in FILES.items():
        assert TOO_HEAVY in adding(author, name, data), name
        errors = form_errors(sender.send(attachment=SimpleUploadedFile(name, data)))
        assert set(errors) == {"attachment"}
        assert TOO_HEAVY in str(errors["attachment"])
    for model, (door, prefix) in doors.CHOOSERS.items():
        name, data, *_ = doors.FILES[model]
        values = {f"{prefix}-title": "Bestand", f"{prefix}-collection": doors.collection()}
        answer = doors.send(author, reverse(door), f"{prefix}-file", name, data, **values)
        assert TOO_HEAVY in answer.text
    assert TOO_HEAVY in doors.send_avatar(author, "ik.jpg", picture()).text
    assert not any(model.objects.exists() for model in (Contribution, Document, Image))


def test_what_fills_the_memory_is_refused(author, monkeypatch):
    bomb = picture("JPEG", (7_000, 7_000))  # 150 MB of pixels
    assert len(bomb) < 1_000_000
    monkeypatch.setattr(apart, "MEMORY", 150_000_000)
    assert TOO_HEAVY in adding(author, "foto.jpg", bomb)
    assert not Image.objects.exists()


def test_what_keeps_the_processor_busy_is_refused(author, monkeypatch):
    # Each part of one long attribute is looked at again from its beginning.
    name = "<w:c xmlns:w='w' w:author='" + "a" * 30_000_000 + "'/>"
    bomb = docx("", {"word/comments.xml": name})
    assert len(bomb) < 100_000
    monkeypatch.setattr(apart, "PROCESSOR_SECONDS", 1)
    assert TOO_HEAVY in adding(author, "brief.docx", bomb)
    assert not Document.objects.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a program of it")
def test_a_program_ends_when_the_process_that_started_it_is_killed(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    told = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    starts = "import sys; from cms.apart import run_apart; run_apart(sys.argv[1], b'', sys.argv[2])"
    program = "tests.cms.uploads.sleeping"
    started = subprocess.Popen([sys.executable, "-c", starts, program, pipe], cwd=apart.ROOT)
    try:
        assert select.select([told], [], [], 30)[0]
        assert os.read(told, 1) == b"x"
        started.kill()
        assert select.select([told], [], [], 3)[0]
        assert os.read(told, 1) == b""  # nobody has the other end
    finally:
        started.kill()
        started.wait()
        os.close(told)


def test_no_more_programs_run_at_once_than_there_are_turns(monkeypatch, tmp_path):
    monkeypatch.setattr(turns, "FOLDER", tmp_path / "turns")
    running, most = [], []

    def run(*arguments):
        running.append(1)
        most.append(len(running))
        time.sleep(0.02)
        running.pop()
        return subprocess.CompletedProcess([], 0, b"", b"")

    monkeypatch.setattr(apart, "_run", run)
    with ThreadPoolExecutor(3 * turns.AT_ONCE) as crowd:
        list(crowd.map(apart.run_apart, ["cms.uploads.opened"] * 3 * turns.AT_ONCE, [b""] * 99))
    assert len(most) == 3 * turns.AT_ONCE
    assert max(most) <= turns.AT_ONCE


def test_without_a_turn_a_file_is_sent_again_and_nothing_else(author, monkeypatch, tmp_path):
    monkeypatch.setattr(turns, "FOLDER", tmp_path / "turns")
    monkeypatch.setattr(apart, "WAIT", 0.01)
    with ExitStack() as others:
        for _number in range(turns.AT_ONCE):
            others.enter_context(turns.turn(1))
        for name, data in FILES.items():
            refusal = adding(author, name, data)
            assert f"“{name}”" in refusal
            assert "Wacht een minuut" in refusal
        answer = sender.send(attachment=SimpleUploadedFile("brief.pdf", pdf()))
        assert set(form_errors(answer)) == {"attachment"}
        assert answer.context["form"]["happened"].value() == sender.answers()["happened"]
        assert not Contribution.objects.exists()
    sender.send(attachment=SimpleUploadedFile("brief.pdf", pdf()))
    with ExitStack() as strangers:  # who have no account leave turns for who has one
        with turns.for_strangers():
            for _number in range(turns.FOR_STRANGERS):
                strangers.enter_context(turns.turn(1))
        answer = sender.send(attachment=SimpleUploadedFile("brief.pdf", pdf()))
        assert set(form_errors(answer)) == {"attachment"}
        sender.do(sender.last_link(), "confirm")  # the privacy check of the draft waits as well
        page = Contribution.objects.get().page
        assert "late" in page.privacy_findings.values_list("kind", flat=True)
        assert adding(author, "brief.pdf", pdf()) == ""


def test_a_folder_of_turns_that_is_not_ours_alone_gives_none(author, monkeypatch, tmp_path, caplog):
    folders = {name: tmp_path / name for name in ("ours", "link", "open")}
    folders["ours"].mkdir(mode=0o700)
    folders["link"].symlink_to(folders["ours"])
    folders["open"].mkdir()
    folders["open"].chmod(0o777)
    folders["under a file"] = tmp_path / "file" / "turns"
    folders["under a file"].parent.touch()
    for name, folder in folders.items():
        caplog.clear()
        with monkeypatch.context() as here:
            here.setattr(turns, "FOLDER", folder)
            if name == "ours":  # but not of this user
                here.setattr("os.getuid", lambda: folders["ours"].stat().st_uid + 1)
            assert "Wacht een minuut" in adding(author, "brief.pdf", pdf()), name
        assert str(folder) in caplog.text


def test_a_file_is_opened_once_before_anything_is_written_and_only_if_the_rest_is_right(
    author, monkeypatch
):
    opened, outside = [], [*connection.savepoint_ids]

    def counted(*arguments, **limits):
        opened.append(arguments)
        assert connection.savepoint_ids == outside  # no transaction but that of the test
        return apart.run_apart(*arguments, **limits)

    monkeypatch.setattr("cms.uploads.cleaning.run_apart", counted)
    for name, door, field in (
        ("foto.jpg", "wagtailimages:add_multiple", "files[]"),
        ("brief.docx", "wagtaildocs:add_multiple", "files[]"),
        ("brief.pdf", "wagtaildocs_chooser:create", "document-chooser-upload-file"),
    ):
        answer = doors.send(author, reverse(door), field, name, FILES[name], title="a" * 256)
        assert answer.status_code == 200
        assert ("uploaded_file_id" in answer.json()) == (field == "files[]")
    assert "avatar" in doors.send_avatar(author, "ik.jpg", FILES["foto.jpg"]).text
    doors.send(author, reverse("wagtailredirects:start_import"), "file", "lijst.pdf", pdf())
    author.post(reverse("cms_from_word"), {"file": SimpleUploadedFile("brief.docx", docx())})
    wrong = {"email": "geen adres", "attachment": SimpleUploadedFile("brief.pdf", pdf())}
    assert set(form_errors(sender.send(**wrong))) == {"email"}
    assert len(opened) == len(FILES) + 2  # and no list for a form that cleans none


def test_a_list_of_contents_without_end_is_refused(author):
    parts = unpacked(docx()) | {f"word/{number}.xml": "" for number in range(20_000)}
    assert "meer dan wij aannemen" in adding(author, "brief.docx", packed(parts))
