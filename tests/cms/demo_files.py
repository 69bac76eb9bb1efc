"""A small set of demo files for tests: one page of each type, each referring to others."""

from pathlib import Path

CASE = "cases/brief-op-de-mat.yaml"
PLAYBOOK = "playbooks/van-dreiging-naar-aangifte.yaml"
LESSON = "lessons/bel-de-griffier.yaml"
GUIDE = "guides/raadslid-veilig.yaml"

COMMON = """\
organisation: riec-limburg
topics: [bedreiging]
audience_roles: [raadslid]
phases: [reageren]
label: clear
published_on: 2026-03-03
"""

FILES = {
    "contacts.yaml": """\
- slug: griffier
  name: Griffier
  phone: 0123
  owner: vng
  last_checked: 2026-01-31
""",
    "cases/brief-op-de-mat.yaml": f"""\
kind: praktijkvoorbeeld
slug: brief-op-de-mat
title: Een brief op de mat
summary: Een raadslid vond een brief.
size_classes: [20000-50000]
provinces: []
problem: |
  Er lag een brief.

  - Zonder postzegel & <b>rood</b>
approach: Bel de griffier.
keywords: [brief, Nacht]
related: [bel-de-griffier]
sources:
  - title: Wetboek van Strafrecht
    url: https://wetten.overheid.nl/BWBR0001854/
{COMMON}""",
    "playbooks/van-dreiging-naar-aangifte.yaml": f"""\
kind: draaiboek
slug: van-dreiging-naar-aangifte
title: Van dreiging naar aangifte
summary: Wat u doet na een dreiging.
situation: U krijgt een brief.
trigger_signals: |
  - Een brief
  - Een bericht
valid_until: null
steps:
  - action: Bel 112
    role: Iedereen
    time_limit: now
    checklist: [Ik ben veilig, Ik ben niet alleen]
    decision_question: Bent u veilig?
    decision_yes: Ga verder.
    decision_yes_step: 2
  - action: Bel de griffier
    role: Raadslid
    time_limit: 1-hour
    contact: griffier
{COMMON}""",
    "guides/raadslid-veilig.yaml": f"""\
kind: handreiking
slug: raadslid-veilig
title: Raadslid, veilig in uw ambt
summary: Kort en in gewone woorden.
one_minute: Bel eerst.
what_is_it: Wat het is.
actions: [Bel de griffier]
helplines: [griffier]
myths:
  - myth: Het hoort erbij.
    fact: Het hoort er niet bij.
{COMMON}""",
    "lessons/bel-de-griffier.yaml": f"""\
kind: les
slug: bel-de-griffier
title: Wie eerst de griffier belt, is sneller veilig
summary: Spreek af wie u belt.
expected: Iedereen wist wie te bellen.
happened: Niemand wist het.
lesson: Spreek het af.
recommendation: Maak een kaart.
linked_case: brief-op-de-mat
changed_playbook: van-dreiging-naar-aangifte
changed_step: 2
{COMMON}""",
    "collections/eerste-weken.yaml": """\
slug: eerste-weken
organisation: vng
title: Uw eerste weken
summary: Drie dingen om te lezen.
entries:
  - item: raadslid-veilig
    note: Begin hier.
  - item: brief-op-de-mat
""",
    "pages/over.yaml": """\
slug: over
title: Over ons
intro: Wie wij zijn.
body: |
  Wij zijn het.
""",
}


def write_files(folder: Path) -> Path:
    """Write the files and return the folder."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def change(folder, name, old, new):
    """Replace one text in a file."""
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")
