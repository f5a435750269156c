"""What a mean and a median of days tell of how many stayed, or worked, for a certain time: both are printed in tens."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from projections.reports.kinds.flow.counts import SEVEN_MONTHS
from projections.reports.kinds.outcomes.counts import THIRTEEN_WEEKS
from projections.reports.publishing.release import TENS, Release

_REACHED = {
    "mean_days_discharged": ("left", "stayed_long", SEVEN_MONTHS),
    "median_days_discharged": ("left", "stayed_long", SEVEN_MONTHS),
    "job_tenure_median": ("jobs", "kept_job", THIRTEEN_WEEKS),
}
"""What a length is over, the count of those that reach a number of days, and that number."""

Range = tuple[int, int]


def reached(key: str) -> tuple[str, str]:
    """The count that a length is over, and the count of those of them that last long."""
    return _REACHED[key][:2]


def limits(release: Release, keys: Collection[str]) -> Range:
    """How many last long, at least and at most, as anybody can tell who is told the lengths of these keys."""
    over, _, limit = _REACHED[next(iter(keys))]
    number = release.truth(over)
    mean = next((release.lengths[key] for key in keys if key.startswith("mean")), None)
    median = next((release.lengths[key] for key in keys if "median" in key), None)
    longest = max(release.longest, limit) if over == "left" else number * limit * TENS
    possible = [long for long in range(number + 1) if _can_be(long, number, (limit, longest), mean, median)]
    spare = number - release.truth("employed") if over == "jobs" else 0
    return (max(possible[0] - spare, 0), possible[-1]) if possible else (0, number)


def _can_be(long: int, number: int, ends: Range, mean: int | None, median: int | None) -> bool:
    """Whether exactly so many of a number of lengths can reach the limit, where these are the mean and the median."""
    limit, longest = ends
    ranges = [(0, limit - 1)] * (number - long) + [(limit, longest)] * long
    low, high = (TENS // 2 * number * -1, TENS // 2 * number - 1)
    sums = list(_sums(ranges, median))
    if mean is None:
        return bool(sums)
    return any(least <= mean * number + high and most >= mean * number + low for least, most in sums)


def _sums(ranges: list[Range], median: int | None) -> Iterator[Range]:
    """The least and the most that ordered lengths in these ranges sum up to, for every median that is printed so."""
    if median is None:
        yield sum(low for low, _ in ranges), sum(high for _, high in ranges)
        return
    half = (len(ranges) - 1) // 2
    other = len(ranges) // 2
    below, above = ranges[:half], ranges[other + 1 :]
    for total in range(2 * median - TENS, 2 * median + TENS):
        for first, second in _middle(total, ranges[half], ranges[other], is_one=half == other):
            least = sum(low for low, _ in below) + sum(max(second, low) for low, _ in above)
            most = sum(min(first, high) for _, high in below) + sum(high for _, high in above)
            middle = first if half == other else total
            yield least + middle, most + middle


def _middle(total: int, first: Range, second: Range, *, is_one: bool) -> Iterator[Range]:
    """The two lengths in the middle that sum up to this, as near and as far apart as can be; or the one, doubled."""
    if is_one:
        if total % 2 == 0 and first[0] <= total // 2 <= first[1]:
            yield total // 2, total // 2
        return
    least = max(-(-total // 2), second[0], total - first[1])
    most = min(total - first[0], second[1])
    if least <= most:
        yield total - least, least
