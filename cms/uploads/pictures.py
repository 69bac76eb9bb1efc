"""Pictures: drawn anew, so that only what one sees and its colours are left.

What a camera or a program wrote beside it (place, time, device, maker, a small copy of what was
cut off) is gone, and so is anything that hides behind the picture.
"""

import io
import struct
import sys
import zlib
from typing import Any

from PIL import AvifImagePlugin, Image, ImageOps, ImageSequence
from PIL.ExifTags import Base

from cms.apart import Refused

# What drawing needs; all else that a picture carries stays behind.
KEPT = ("icc_profile", "transparency", "background", "duration", "loop", "disposal", "blend")
OPTIONS: dict[str, dict[str, Any]] = {
    "jpeg": {"quality": 92, "optimize": True},
    "webp": {"quality": 90, "method": 2},
    "avif": {"quality": 85, "speed": 9},
}
UPRIGHT = 1
AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each would set memory apart, and that is limited
MOST_FRAMES = 300
# What Pillow raises on pictures that are broken or were made to break it.
BROKEN = (
    *(OSError, SyntaxError, ValueError, TypeError, ArithmeticError, LookupError, EOFError),
    *(AttributeError, RuntimeError, struct.error, zlib.error),
)


def clean_picture(data: bytes, kind: str, most_pixels: int, *, turn: bool = True) -> bytes:
    """Return the picture alone, upright if its camera said so. Raises Refused.

    Within a document pictures are not turned: there the page does that.
    """
    if count_pixels(data, kind, most_pixels) > most_pixels:
        raise Refused("too_many_pixels", millions=most_pixels // 10**6)
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as picture:
            return _drawn_anew(picture, kind, turn=turn)
    except BROKEN as error:
        raise Refused("broken") from error


def count_pixels(data: bytes, kind: str, most_pixels: int) -> int:
    """Count what would be drawn, before anything is. Raises Refused."""
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as picture:
            area = max(1, picture.width * picture.height)
            # Looking for a frame draws all before it, so never further than we would draw.
            most = most_pixels // area
            if most == 0 or (most < MOST_FRAMES and _has_frame(picture, most)):
                return sys.maxsize
            if _has_frame(picture, MOST_FRAMES):
                raise Refused("too_much")
            return area * getattr(picture, "n_frames", 1)
    except Image.DecompressionBombError:
        return sys.maxsize
    except BROKEN as error:
        raise Refused("broken") from error


def _has_frame(picture: Image.Image, number: int) -> bool:
    """Tell it without counting them all: a small file may hold a million frames of one pixel."""
    if picture.format != "GIF":  # others say beforehand how many they have
        return bool(getattr(picture, "n_frames", 1) > number)
    try:
        picture.seek(number)
    except EOFError:
        return False
    return True


def _drawn_anew(picture: Image.Image, kind: str, *, turn: bool) -> bytes:
    options = dict(OPTIONS.get(kind, {}))
    if kind != "jpeg" and getattr(picture, "n_frames", 1) > 1:
        frames = [_alone(frame.copy()) for frame in ImageSequence.Iterator(picture)]
        options |= {"save_all": True, "append_images": frames[1:]}
        options["duration"] = [frame.info.get("duration", 100) for frame in frames]
        options["loop"] = picture.info.get("loop", 0)
        drawn = frames[0]
    else:
        picture.load()
        turned = turn and picture.getexif().get(Base.Orientation, UPRIGHT) != UPRIGHT
        if not turned and picture.format == "JPEG":
            options = {"quality": "keep"}  # as it was compressed before
        drawn = _alone(ImageOps.exif_transpose(picture) if turned else picture)
    file = io.BytesIO()
    drawn.save(file, kind, icc_profile=drawn.info.get("icc_profile"), **options)
    return file.getvalue()


def _alone(picture: Image.Image) -> Image.Image:
    picture.info = {name: picture.info[name] for name in KEPT if name in picture.info}
    return picture
