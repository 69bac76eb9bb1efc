"""Plain text of YAML files to rich text."""

import pytest

from cms.reference.prose import rich_text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Een\nzin.\n\nTwee.", "<p>Een zin.</p><p>Twee.</p>"),
        (
            "Dit:\n- een\n  en meer\n- twee\nDaarna.",
            "<p>Dit:</p><ul><li>een en meer</li><li>twee</li></ul><p>Daarna.</p>",
        ),
        ("## Kop\n\nTekst.", "<h2>Kop</h2><p>Tekst.</p>"),
        ("[Bel 112](tel:112)", '<p><a href="tel:112">Bel 112</a></p>'),
        ("- lees [dit](/over/)", '<ul><li>lees <a href="/over/">dit</a></li></ul>'),
        ("[klik](javascript:alert(1))", "<p><a>klik</a>)</p>"),
        ("<b>niet</b> & nooit", "<p>&lt;b&gt;niet&lt;/b&gt; &amp; nooit</p>"),
    ],
)
def test_text_becomes_rich_text(text: str, html: str) -> None:
    assert rich_text(text) == html
