"""`make relevance`: load the demo content into a database of its own and print the report."""

import os
import sys

import django
from django.db import connection
from django.test.utils import setup_test_environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
django.setup()

from cms.demo.loader import load_demo  # noqa: E402 - needs the settings
from cms.reference.loader import load_reference_data  # noqa: E402 - needs the settings
from search.cluster import client  # noqa: E402 - needs the settings
from search.cluster.rebuild import rebuild  # noqa: E402 - needs the settings
from tests.cluster import tell_cluster  # noqa: E402 - needs the settings
from tests.relevance.evaluation import report  # noqa: E402 - needs the settings

setup_test_environment()
connection.creation.create_test_db(verbosity=0)
load_reference_data()
load_demo()
if client.is_configured():
    rebuild()
    tell_cluster()
for line in report():
    sys.stdout.write(line + "\n")
