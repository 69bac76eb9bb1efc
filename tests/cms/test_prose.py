"""Plain text of YAML files to rich text."""

import pytest

from cms.reference.prose import rich_text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Een.\nTwee.\n\nDrie.", "<p>Een. Twee.</p><p>Drie.</p>"),
        ("- een\n- twee\n  drie", "<ul><li>een</li><li>twee drie</li></ul>"),
        ("## Kop\n\nTekst.", "<h2>Kop</h2><p>Tekst.</p>"),
        ("[Bel 112](tel:112)", '<p><a href="tel:112">Bel 112</a></p>'),
        ("- lees [dit](/over/)", '<ul><li>lees <a href="/over/">dit</a></li></ul>'),
        ("[klik](javascript:alert(1))", "<p><a>klik</a>)</p>"),
        ("<b>niet</b> & nooit", "<p>&lt;b&gt;niet&lt;/b&gt; &amp; nooit</p>"),
    ],
)
def test_text_becomes_rich_text(text: str, html: str) -> None:
    assert rich_text(text) == html
