"""A program (see `cms.apart`) that prints what stands in a Word file, as JSON.

Nothing is fetched from elsewhere. The JSON holds `html`, `pictures` (each `alt`, its `kind` and the
cleaned file in `data`, as base64; or what `refused` it: a reason with its values), and `remarks`:
whether there are any.
"""

import base64
import io
import json
import zipfile
from typing import Any

import mammoth

from cms.apart import Refused, answer
from cms.uploads.kinds import kind_of_picture
from cms.uploads.opened import cleaned
from cms.uploads.pictures import clean_picture

MOST_PICTURES = 20
MOST_CHARACTERS = 500_000
# What the writer of a document calls its title is its first heading.
STYLES = "p[style-name='Title'] => h1:fresh\np.Title => h1:fresh"


def read(data: bytes, most_pixels: str) -> bytes:
    """Return the document, with pictures as `<img src="number">`. Raises Refused."""
    cleaned(data, "docx", most_pixels)  # refuses what may do harm; what is kept are its parts
    pictures: list[dict[str, Any]] = []

    def keep(image: Any) -> dict[str, str]:
        kept: dict[str, Any] = {"alt": image.alt_text or ""}
        pictures.append(kept)
        try:
            if len(pictures) > MOST_PICTURES:
                raise Refused("past_the_last", number=MOST_PICTURES)
            kept |= _picture(image, int(most_pixels))
        except Refused as refusal:
            kept["refused"] = {"reason": refusal.reason, **refusal.values}
        return {"src": str(len(pictures) - 1)}

    done = mammoth.convert_to_html(
        io.BytesIO(data),
        style_map=STYLES,
        include_embedded_style_map=False,  # of the writer: it could make anything of a paragraph
        convert_image=mammoth.images.img_element(keep),
    )
    if len(done.value) > MOST_CHARACTERS:
        raise Refused("too_much")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        remarks = "word/comments.xml" in archive.namelist()
    found = {"html": done.value, "pictures": pictures, "remarks": remarks}
    return json.dumps(found).encode()


def _picture(image: Any, most_pixels: int) -> dict[str, str]:
    try:
        with image.open() as file:
            data = file.read()
    except (ValueError, KeyError) as error:  # on another machine, or not there
        raise Refused("elsewhere") from error
    kind = kind_of_picture(data)
    if kind is None:
        raise Refused("drawing")
    data = clean_picture(data, kind, most_pixels)
    return {"kind": kind, "data": base64.b64encode(data).decode()}


if __name__ == "__main__":
    answer(read)
