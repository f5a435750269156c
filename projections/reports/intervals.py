"""How sure a share is: the 95 % interval after Wilson, which holds for few people and for shares near 0 and 1 too.

Source: Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
Statistical Association 22 (1927).
"""

from __future__ import annotations

from math import sqrt

Z = 1.959963984540054
"""The normal distribution's 97.5th percentile: 95 % lie within so many standard errors on either side."""

FEW = 20
"""Below so many people a figure is uncertain, and the page says so in words."""

Interval = tuple[float, float]
"""The lower and upper bound, both included."""


def wilson(numerator: float, denominator: float) -> Interval | None:
    """The 95 % interval of a share of people; None where there is nobody, or where the parts are no part of the whole.

    The latter is a ratio of two groups, of which one is not within the other: it can pass 1.
    """
    if denominator <= 0 or not 0 <= numerator <= denominator:
        return None
    share, weight = numerator / denominator, Z * Z / denominator
    middle = share + weight / 2
    half = Z * sqrt((share * (1 - share) + weight / 4) / denominator)
    low = 0.0 if numerator == 0 else max((middle - half) / (1 + weight), 0.0)
    high = 1.0 if numerator == denominator else min((middle + half) / (1 + weight), 1.0)
    return low, high
