"""Prints what stands in a Word file as JSON: `python word_html.py < file.docx`.

A program of its own: a hostile file then costs this process its limits, not a web server. Nothing
is fetched from elsewhere. The JSON holds `html`, `pictures` (each `alt` and the file in `data`, as
base64, or null for what is kept on another machine), and `remarks`: whether there are any.
"""

import base64
import io
import json
import resource
import sys
import zipfile
from typing import Any

import mammoth

MOST_SECONDS = 10
MOST_MEMORY = 1_000_000_000  # bytes
MOST_CHARACTERS = 500_000
# What the writer of a document calls its title is its first heading.
STYLES = "p[style-name='Title'] => h1:fresh\np.Title => h1:fresh"


def read(data: bytes) -> dict[str, Any]:
    """Return the document, with pictures as `<img src="number">`."""
    pictures: list[dict[str, Any]] = []

    def keep(image: Any) -> dict[str, str]:
        kept: dict[str, Any] = {"alt": image.alt_text or "", "data": None}
        pictures.append(kept)
        try:
            with image.open() as file:
                kept["data"] = base64.b64encode(file.read()).decode()
        except (ValueError, KeyError):  # on another machine, or not there
            pass
        return {"src": str(len(pictures) - 1)}

    done = mammoth.convert_to_html(
        io.BytesIO(data),
        style_map=STYLES,
        include_embedded_style_map=False,  # of the writer: it could make anything of a paragraph
        convert_image=mammoth.images.img_element(keep),
    )
    if len(done.value) > MOST_CHARACTERS:
        sys.exit(1)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        remarks = "word/comments.xml" in archive.namelist()
    return {"html": done.value, "pictures": pictures, "remarks": remarks}


def main() -> None:
    """Limit this process before anything is read."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    sys.stdout.write(json.dumps(read(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
