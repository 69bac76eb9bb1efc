"""Topics to go on with when nothing was found."""

from dataclasses import dataclass

from rapidfuzz import fuzz

from cms.access import Reader
from search.contract import SearchQuery
from search.facet_lists import Addresses
from search.facets import BY_NAME
from search.front import answered
from search.params import Params
from search.readings import Reading
from search.vocabulary import Vocabulary

MOST = 6
ALIKE = 60  # of 100: below this two names have little in common


@dataclass(frozen=True, slots=True)
class NearTopic:
    """A topic with items for this reader."""

    label: str
    url: str
    count: int


def near_topics(
    params: Params, reader: Reader, of: Addresses, vocabulary: Vocabulary
) -> list[NearTopic]:
    """Return six topics: those that sound like what was typed first, then the largest."""
    topic = BY_NAME["topic"]
    everything, _stood_in = answered(
        lambda engine: engine.match(SearchQuery(reader=reader, page_size=1), Reading(""))
    )
    counts = everything.counts[topic.name]
    typed = params.text.casefold()
    rows = []
    for value, count in counts.items():
        name = vocabulary.name(topic, value)
        if name is not None:
            alike = fuzz.token_set_ratio(typed, name.label.casefold())
            url = of(Params().choosing(topic, [value]))
            rows.append((-alike if alike >= ALIKE else 0, -count, name.label, url))
    return [NearTopic(label, url, -minus) for _alike, minus, label, url in sorted(rows)[:MOST]]
