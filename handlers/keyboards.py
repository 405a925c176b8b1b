"""The keyboards under answers, topics and entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from telegram import InlineKeyboardMarkup

from handlers.buttons import Button, ButtonVerb, Keyboard, key_of, markup
from knowledge.answering.engine import Engine
from knowledge.model.answer import Answer, Status

_MOST_RELATED = 3
_PAGE = 8
LEVELS = (5, 4, 3, 2, 1)
REASONS = (1, 2, 3, 4, 5)

ButtonRows = Iterator[Sequence[Button]]


class Keyboards:
    """The keyboards of one person in one language."""

    def __init__(self, engine: Engine, keyboard: Keyboard) -> None:
        self._engine = engine
        self._make = keyboard

    def under_answer(
        self, answer: Answer, answer_id: str, *, failed: bool, simple: bool
    ) -> InlineKeyboardMarkup | None:
        """Options or related entries, then what may be done with the answer; one button a row when simple."""
        rows = list(self._rows(answer, answer_id, failed=failed, simple=simple))
        return markup([[button] for row in rows for button in row] if simple else rows)

    def _rows(self, answer: Answer, answer_id: str, *, failed: bool, simple: bool) -> ButtonRows:
        for number, option in enumerate(answer.options, start=1):
            yield [self._entry(option.entry, f"{number}. {option.question}")]
        human = self._labelled("button_human", ButtonVerb.HUMAN, answer_id)
        if answer.status is Status.ANSWERED:
            if not simple:
                yield from self._entries(answer.related[:_MOST_RELATED])
                yield self._follow(answer, answer_id)
                yield [self._labelled("button_rate", ButtonVerb.RATE, answer_id), *self._doubts(answer_id)]
            else:
                yield [*self._follow(answer, answer_id), *self._doubts(answer_id)]
        elif answer.status is Status.CLARIFY or (answer.status is Status.CANNED and answer.options):
            yield [self._labelled("none_of_these", ButtonVerb.NONE)]
            yield [human] if failed else []
        elif answer.status is Status.UNKNOWN:
            yield [self._labelled("button_follow", ButtonVerb.FOLLOW, answer_id), human]
        elif failed:
            yield [human]

    def _follow(self, answer: Answer, answer_id: str) -> list[Button]:
        """The button to follow a question, also one of which only parts were not known."""
        if not answer.unanswered_parts:
            return []
        return [self._labelled("button_follow", ButtonVerb.FOLLOW, answer_id)]

    def _doubts(self, answer_id: str) -> list[Button]:
        return [
            self._labelled("button_wrong", ButtonVerb.WRONG, answer_id),
            self._labelled("button_human", ButtonVerb.HUMAN, answer_id),
        ]

    def doubts(self, answer_id: str) -> InlineKeyboardMarkup | None:
        """The buttons that stay under an answer that was rated."""
        return markup([self._doubts(answer_id)])

    def human(self, answer_id: str) -> InlineKeyboardMarkup | None:
        """The button that leads to a person, alone."""
        return markup([[self._labelled("button_human", ButtonVerb.HUMAN, answer_id)]])

    def levels(self, answer_id: str) -> InlineKeyboardMarkup | None:
        """The five levels, the best first."""
        return markup([self._labelled(f"rating_{n}", ButtonVerb.LEVEL, answer_id, str(n))] for n in LEVELS)

    def reasons(self, answer_id: str) -> InlineKeyboardMarkup | None:
        """The reasons for a low rating."""
        return markup([self._labelled(f"reason_{n}", ButtonVerb.REASON, answer_id, str(n))] for n in REASONS)

    def entries(self, ids: Iterable[str]) -> InlineKeyboardMarkup | None:
        """Entries to choose from."""
        return markup(self._entries(ids))

    def topics(self, page: int) -> InlineKeyboardMarkup | None:
        """A page of topics, with the way to its neighbours."""
        names, number, pages = paged(self._engine.base.topics, page)
        rows = [[self._make.button(name, ButtonVerb.TOPIC, key_of(name), "0")] for name in names]
        return markup([*rows, self._turns(number, pages, ButtonVerb.TOPICS)])

    def topic(self, name: str, page: int) -> InlineKeyboardMarkup | None:
        """A page of a topic's entries, with the way to its neighbours and back."""
        ids = [entry.id for entry in self._engine.base.entries if entry.topic == name]
        shown, number, pages = paged(ids, page)
        back = self._labelled("button_back", ButtonVerb.TOPICS, "0")
        return markup(
            [*self._entries(shown), self._turns(number, pages, ButtonVerb.TOPIC, key_of(name)), [back]]
        )

    def _turns(self, page: int, pages: int, verb: ButtonVerb, *words: str) -> list[Button]:
        neighbours = (("button_previous", page - 1), ("button_next", page + 1))
        return [self._labelled(key, verb, *words, str(to)) for key, to in neighbours if 0 <= to < pages]

    def _entries(self, ids: Iterable[str]) -> ButtonRows:
        for entry_id in ids:
            entry = self._engine.entry(entry_id)
            if entry is not None:
                translation = entry.translations.get(self._make.language)
                yield [self._entry(entry_id, translation.question if translation else entry.question)]

    def _entry(self, entry_id: str, label: str) -> Button:
        return self._make.button(label, ButtonVerb.ENTRY, key_of(entry_id))

    def _labelled(self, key: str, verb: ButtonVerb, *words: str) -> Button:
        return self._make.button(self._engine.wording.text(key, self._make.language), verb, *words)


def paged(items: Sequence[str], page: int) -> tuple[Sequence[str], int, int]:
    """The items on a page, its number from 0 (never beyond the last), and the number of pages."""
    pages = max(1, -(-len(items) // _PAGE))
    number = min(max(page, 0), pages - 1)
    return items[number * _PAGE : (number + 1) * _PAGE], number, pages
