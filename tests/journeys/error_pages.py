"""Prints the pages for what goes wrong as JSON, from the database and static files of a demo.

Run as a program of its own, because Django and playwright do not share a thread.
"""

import json
import os
import sys

import django
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.template.loader import render_to_string


def main(names: list[str]) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.demo"
    django.setup()
    request = HttpRequest()
    request.session = {}
    request.user = get_user(request)
    request.META |= {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000"}
    context = {"reason": "Vraag uw organisatie om toegang."}
    pages = {name: render_to_string(name, context, request) for name in names}
    sys.stdout.write(json.dumps(pages))


if __name__ == "__main__":
    main(sys.argv[1:])
