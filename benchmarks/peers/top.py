"""The best of a row of scores."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.peer import Hit


def top(scores: NDArray[np.floating[Any]], most: int) -> list[Hit]:
    """The highest scores above 0 with their places, highest first, equal ones by place."""
    most = min(most, len(scores))
    places = np.argpartition(-scores, most - 1)[:most] if most < len(scores) else np.arange(len(scores))
    places = np.sort(places)
    ordered = places[np.argsort(-scores[places], kind="stable")]
    return [Hit(int(place), float(scores[place])) for place in ordered if scores[place] > 0]
