"""Rich text and fields of lines as one line of plain words."""

import pytest

from cms.records import plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("<p></p>", ""),
        ("Eén zin.", "Eén zin."),
        ("<p>Een zin.</p><p>Nog een zin!</p>", "Een zin. Nog een zin!"),
        (
            "<p>Dit is nodig:</p><ul><li>een tas</li><li>een lamp</li></ul>",
            "Dit is nodig: een tas; een lamp.",
        ),
        ("<h2>Kop</h2><p>Tekst.</p>", "Kop. Tekst."),
        ("<ul><li>buiten<ul><li>binnen</li></ul></li></ul>", "buiten; binnen."),
        ("<table><tr><th>Wie</th><td>De griffier</td></tr></table>", "Wie. De griffier."),
        ("<p>Regel<br/>nog een<br>en de laatste</p>", "Regel; nog een; en de laatste."),
        ("<p>Een zin die\nverder gaat</p>", "Een zin die verder gaat."),
        ("Bel de griffier\n\nBel dan de politie\n", "Bel de griffier. Bel dan de politie."),
        ("<p>Hij zei: “Stop!”</p><p>Zij zei “nee”</p>", "Hij zei: “Stop!” Zij zei “nee”."),
        ("<p>Eerst (zie boven.)</p><p>Dan</p>", "Eerst (zie boven.) Dan."),
        ("<p>een,</p><p>twee;</p><p>drie…</p><p>vier</p>", "een, twee; drie… vier."),
        ("<p>Een <b>vet</b> woord en <a href='/x/'>een link</a></p>", "Een vet woord en een link."),
        ("<p>Jansen &amp; Co</p>", "Jansen & Co."),
    ],
)
def test_what_ends_a_line_ends_a_sentence(text: str, words: str) -> None:
    assert plain(text) == words
