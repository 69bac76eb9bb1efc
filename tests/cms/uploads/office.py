"""Builds documents as Word, Excel and LibreOffice write them, small and with whatever is needed."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def packed(parts, method=zipfile.ZIP_DEFLATED):
    """A ZIP file of these parts, names and texts or bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def content_types(main=WORD_MAIN, part="word/document.xml", more=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="{TYPES}">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="jpg" ContentType="image/jpeg"/>'
        f'<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/{part}" ContentType="{main}"/>{more}</Types>'
    )


def relations(*triples):
    """Relations by id, kind and target; a target on another machine is external."""
    rows = "".join(
        f'<Relationship Id="{name}" Type="{KINDS}/{kind}" Target="{target}"'
        + (' TargetMode="External"' if ":" in target else "")
        + "/>"
        for name, kind, target in triples
    )
    return f'<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'


def docx(body="", parts=None, links=()):
    """A Word file with this body, in which `w:` is known."""
    return packed(
        {
            "[Content_Types].xml": content_types(),
            "_rels/.rels": relations(
                ("rId1", "officeDocument", "word/document.xml"),
                ("rId2", "extended-properties", "docProps/app.xml"),
            ),
            "docProps/app.xml": "<Properties><Company>Gemeente Ergens</Company></Properties>",
            "docProps/core.xml": "<c><creator>J. de Vries</creator></c>",
            "word/document.xml": (
                f'<w:document xmlns:w="{W}" xmlns:r="{KINDS}" '
                'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
                'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
                'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
                f"<w:body>{body}</w:body></w:document>"
            ),
            "word/_rels/document.xml.rels": relations(*links),
            **(parts or {}),
        }
    )
