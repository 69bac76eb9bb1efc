"""`make privacy`: print how much personal data the finder finds, per kind and set."""

import sys

from tests.privacy.evaluation import report

for line in report():
    sys.stdout.write(line + "\n")
