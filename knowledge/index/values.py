"""What the tokens of a question add to the score of a row that holds them."""

from __future__ import annotations

import math

from knowledge.index.arrays import Float64Array

_LEAST = 1e-6  # keeps divisors above zero


def cosine_values(weights: Float64Array, rarities: Float64Array) -> Float64Array:
    """What each token adds to the cosine similarity, but for its weight in the row and the norm of that.

    Args:
        weights: the weight of each token in the question.
        rarities: the inverse document frequency of each.
    """
    own_score = float((weights * weights * rarities).sum())
    return weights * rarities / math.sqrt(max(own_score, _LEAST))


def coverage_values(weights: Float64Array, rarities: Float64Array) -> Float64Array:
    """What each token adds to the IDF-weighted share of the question in a row; the arguments are as above."""
    values = weights * rarities
    return values / max(float(values.sum()), _LEAST)
