"""How long the privacy finder takes over 50 kB of Dutch text.

Run from the root: `python bench/privacy_finder.py`. The text is the demo content, with personal
data put in after every so many sentences: the demo holds none, and finding costs time too.
"""

import platform
import statistics
import sys
import time
from datetime import UTC, datetime
from os import cpu_count
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cms.privacy import find  # noqa: E402 - the path comes first

CONTENT = ROOT / "cms/demo/content"
SIZE = 50_000  # bytes of UTF-8
EVERY = 40  # sentences
RUNS = 100
GOAL_MS = 100
PERSONAL = (
    "Bel wethouder Jansen op 06-12345678.",
    "Zijn BSN is 111222333, zijn rekening NL91ABNA0417164300.",
    "De auto, kenteken GB-123-K, stond voor Dorpsstraat 12, 1234 AB Voorbeeldstad.",
    "Mail jan@voorbeeld.nl, zaaknummer 2024-0012345.",
)


def texts(value: object) -> list[str]:
    """Return every text of some length in a YAML document."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for each in value for text in texts(each)]
    return [value] if isinstance(value, str) and " " in value else []


def sample() -> str:
    """Return 50 kB: the demo content in order of path, with personal data in between."""
    parts = []
    for path in sorted(CONTENT.glob("*/*.yaml")):
        parts += texts(yaml.safe_load(path.read_text("utf-8")))
    sentences = " ".join(parts).split(". ")
    for place in range(0, len(sentences), EVERY):
        sentences[place] += ". " + PERSONAL[place // EVERY % len(PERSONAL)].rstrip(".")
    return ". ".join(sentences).encode()[:SIZE].decode("utf-8", "ignore")


def main() -> None:
    text = sample()
    find(text)  # reads the municipalities
    times = []
    for _run in range(RUNS):
        started = time.perf_counter()
        findings = find(text)
        times.append((time.perf_counter() - started) * 1000)
    print(f"{datetime.now(UTC):%Y-%m-%d}, {cpu_count()} cores, Python {platform.python_version()}")
    print(f"{len(text.encode())} bytes, {len(findings)} findings, {RUNS} runs")
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(
        f"p50 {p50:.1f} ms, p95 {p95:.1f} ms, max {max(times):.1f} ms; goal: p95 under {GOAL_MS} ms"
    )


if __name__ == "__main__":
    main()
