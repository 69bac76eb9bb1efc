"""Word files in a few words: headings, paragraphs, lists, rows and pictures."""

from xml.sax.saxutils import escape

from tests.cms.uploads.office import W, docx

NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    '<w:numFmt w:val="{}"/></w:lvl></w:abstractNum><w:num w:numId="1">'
    '<w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def p(text="", style="", inside="", *, bold=False):
    """A paragraph."""
    about = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    marks = "<w:rPr><w:b/></w:rPr>" if bold else ""
    run = f'<w:r>{marks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p>{about}{run}{inside}</w:p>"


def h(text, level=1):
    return p(text, f"Heading{level}")


def item(text):
    """An item of a list."""
    about = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return f"<w:p>{about}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def table(*rows):
    """A table of texts."""
    cells = ["".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def link(text, relation):
    return f'<w:hyperlink r:id="{relation}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>'


def drawing(relation, alt="", attribute="embed"):
    """A picture in a line of text."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/><a:graphic>'
        f'<a:graphicData><pic:pic><pic:blipFill><a:blip r:{attribute}="{relation}"/></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def word(*blocks, parts=None, links=(), numbers="bullet"):
    """A Word file of these blocks."""
    numbering = {"word/numbering.xml": NUMBERING.format(numbers)}
    return docx("".join(blocks), {**numbering, **(parts or {})}, links)
