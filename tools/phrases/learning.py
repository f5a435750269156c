"""Learns weights from sentences: a logistic regression over what `bots.crisis.likeness` weighs of a text."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bots.crisis.likeness import Header, vector
from bots.crisis.normal import words
from tools.phrases.lists import Sentence, digest

BITS = 17
_ALONE, _BESIDE = 0.7, -1.5
"""The two bounds, as sums where as many sentences call as not: from the first on a text calls alone, below the second
it takes a family back. Chosen on lists left out of the learning, what is missed weighing more than a needless call."""
_TRUST = 4.0  # how far a weight may go for one sentence: higher learns by heart
_MOST = 127  # the heaviest weight, in a signed byte


def learn(sentences: Sequence[Sentence]) -> tuple[Header, bytes]:
    """The weights that tell the sentences apart best, and the head of their file."""
    answers = np.array([sentence.calls for sentence in sentences])
    model = LogisticRegression(C=_TRUST, max_iter=500).fit(_matrix(sentences), answers)
    weights: NDArray[np.float64] = model.coef_[0]
    scale = float(np.abs(weights).max()) / _MOST
    more = log(answers.sum() / (~answers).sum())  # who learns from more ordinary sentences expects fewer calls
    header = Header(BITS, scale, float(model.intercept_[0]), _ALONE + more, _BESIDE + more, digest(sentences))
    return header, np.round(weights / scale).astype(np.int8).tobytes()


def _matrix(sentences: Sequence[Sentence]) -> csr_matrix:
    values, places, ends = list[float](), list[int](), [0]
    for sentence in sentences:
        strengths = vector(words(sentence.text)[0], BITS)
        places += strengths.keys()
        values += strengths.values()
        ends.append(len(places))
    return csr_matrix((values, places, ends), shape=(len(sentences), 1 << BITS))
