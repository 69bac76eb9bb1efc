"""How long questions take, as ratios within one run."""

import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence

Ask = Callable[[str], int]


def measure(name: str, ask: Ask, asked: Iterable[str], runs: int) -> list[float]:
    """Print and return the milliseconds of each query, the best of some runs."""
    return in_turn({name: ask}, asked, runs)[name]


def in_turn(
    contenders: Mapping[str, Ask], asked: Iterable[str], runs: int
) -> dict[str, list[float]]:
    """Let each answer each query, one after the other: what disturbs the machine disturbs all.

    Print and return the milliseconds of each query, the best of some runs.
    """
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for text in asked:
        rounds = [[_milliseconds(ask, text) for ask in contenders.values()] for _run in range(runs)]
        for name, best in zip(contenders, map(min, zip(*rounds, strict=True)), strict=True):
            times[name].append(best)
    for name, found in times.items():
        half, high = percentile(found, 50), percentile(found, 95)
        print(f"{name:58} p50 {half:9.2f} ms   p95 {high:9.2f} ms   max {max(found):9.2f} ms")
    return times


def percentile(times: Sequence[float], part: int) -> float:
    """Return a percentile of the times."""
    return statistics.quantiles(times, n=100, method="inclusive")[part - 1]


def _milliseconds(ask: Ask, text: str) -> float:
    started = time.perf_counter()
    ask(text)
    return (time.perf_counter() - started) * 1000
