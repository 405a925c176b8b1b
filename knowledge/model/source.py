"""Sources: the published documents that citations point into."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

CALENDAR_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_YEAR = re.compile(CALENDAR_YEAR)


class SourceKind(StrEnum):
    """How a source is cited: an article by paragraph, a table by row and column."""

    ARTICLE = "article"
    TABLE = "table"


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A published document; `published` is as printed or empty.

    Attributes:
        as_of: what goes with every answer from it: when its figures are of.
        as_of_en: the same for answers in English.
    """

    id: str
    title: str
    publisher: str
    kind: SourceKind = SourceKind.ARTICLE
    subtitle: str = ""
    author: str = ""
    published: str = ""
    as_of: str = ""
    as_of_en: str = ""
    paragraphs: int = 0
    sha256: str = ""
    url: str = ""

    @property
    def years(self) -> frozenset[int]:
        """The calendar years that it names of itself."""
        return frozenset(map(int, _YEAR.findall(f"{self.title} {self.published} {self.as_of}")))
