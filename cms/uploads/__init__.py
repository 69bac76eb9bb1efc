"""Files from outside: told by what is in them, refused when they may do harm, without their makers.

Everything that somebody uploads passes `clean`; the forms of Wagtail do so too (forms.py).
"""

from cms.uploads.cleaning import clean
from cms.uploads.refusals import UploadRefused

__all__ = ["UploadRefused", "clean"]
