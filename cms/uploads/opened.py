"""A program (see `cms.apart`) that prints a file without what it tells of its makers."""

from cms.apart import Refused, answer
from cms.uploads.kinds import PACKAGES, PICTURES, SAME, kind_of
from cms.uploads.packages import clean_package
from cms.uploads.pdf import clean_pdf
from cms.uploads.pictures import clean_picture


def cleaned(data: bytes, ending: str, most_pixels: str) -> bytes:
    """Return a file like this one that tells nothing of its makers. Raises Refused.

    `ending` is how its name ends, `most_pixels` how many a picture may have.
    """
    kind = kind_of(data)
    if kind != SAME.get(ending, ending):
        raise Refused("wrong_name", ending=ending, kind=kind)
    if kind in PICTURES:
        return clean_picture(data, kind, int(most_pixels))
    if kind in PACKAGES:
        return clean_package(data, int(most_pixels))
    if kind == "pdf":
        return clean_pdf(data)
    return data


if __name__ == "__main__":
    answer(cleaned)
