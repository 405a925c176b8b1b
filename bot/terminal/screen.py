"""Answers on a terminal: the text, its citations, and what else may be asked."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.terminal.wrapping import line_ends, wrapped
from knowledge.answering.engine import Engine
from knowledge.model.answer import Answer, Status

_BORDERS = {Status.ANSWERED: "green", Status.CLARIFY: "yellow", Status.UNKNOWN: "red", Status.CANNED: "cyan"}
_FRAME = 4  # columns of a panel's border and margin
_INNER_QUOTES = str.maketrans("“”", "‘’")  # within what is quoted


class Screen:
    """Writes to a console; every string of a citizen or of staff is shown as plain text, never as markup."""

    def __init__(self, console: Console, engine: Engine) -> None:
        self.console = console
        self._engine = engine
        self._wording = engine.wording

    def say(self, key: str) -> None:
        """Prints a fixed sentence."""
        self.console.print(Text(self._wording.text(key)))

    def answer(self, answer: Answer, offered: int | None = None) -> None:
        """Prints an answer with its citations, date notes, options and related entries.

        Args:
            answer: what is shown.
            offered: how many options can be picked by number; related entries are numbered on from there.
                None when nothing can be picked.
        """
        words = Text("\n".join(wrapped(answer.text, max(self.console.width - _FRAME, 1))))
        self.console.print(Panel(words, border_style=_BORDERS[answer.status], expand=False))
        self._options(answer)
        for place, evidences in self._wording.places(answer.citations, answer.language).items():
            self._indented(self._citation(place, evidences, answer.language))
        for note in answer.notes:
            self._indented(Text(note, style="italic"))
        if answer.related:
            heading = self._wording.text("related_heading", answer.language)
            self._indented(Text(heading, style="dim"))
            for number, entry_id in enumerate(answer.related, start=(offered or 0) + 1):
                mark = "·" if offered is None else f"{number}."
                question = self._engine.derived.entry(entry_id).question_in(answer.language)
                self._indented(Text(f"{mark} {question}", style="dim"), 4)

    def _indented(self, text: Text, blanks: int = 2) -> None:
        """A text with a margin on both sides; the lines end where their words do, so that they copy well."""
        width = max(self.console.width - 2 * blanks, 1)
        for whole in text.split(allow_blank=True):
            for line in whole.divide(line_ends(whole.plain, width)):
                line.rstrip()
                line.pad_left(blanks if line else 0)
                self.console.print(line, soft_wrap=True)

    def _options(self, answer: Answer) -> None:
        if not answer.options:
            return
        for number, option in enumerate(answer.options, start=1):
            self._indented(Text(f"{number}. {option.question}"))
        if answer.status is Status.CLARIFY:
            none = self._wording.text("none_of_these", answer.language)
            self._indented(Text(f"0. {none}"))

    def _citation(self, place: str, evidences: Sequence[str], language: str) -> Text:
        text = Text(self._wording.text("source_heading", language) + "  ", style="dim")
        text.append(place, style="not dim")
        label = self._wording.text("evidence_label", language)
        for evidence in evidences:
            text.append(f"\n{label}  “{evidence.translate(_INNER_QUOTES)}”")
        return text

    def topics(self) -> None:
        """Prints every topic with its entries' questions."""
        self.say("topics_heading")
        for number, topic in enumerate(self._engine.base.topics, start=1):
            self._indented(Text(f"{number}. {topic}", style="bold"))
            for entry in self._engine.base.entries:
                if entry.topic == topic:
                    self._indented(Text(f"· {entry.question}"), 5)

    def sources(self) -> None:
        """Prints every source with its date note."""
        self.say("sources_heading")
        for source in self._engine.base.sources.values():
            parts = [
                f"《{source.title}》",
                source.subtitle,
                source.publisher,
                source.author,
                source.published,
            ]
            self._indented(Text("，".join(part for part in parts if part)))
            if source.as_of:
                self._indented(Text(source.as_of, style="italic"))

    def explanation(self, answer: Answer) -> None:
        """Prints why the answer is what it is, a row per reason."""
        table = Table("step", "entry", "what", "value")
        for reason in answer.why:
            table.add_row(*map(Text, (reason.step, reason.entry, reason.what, reason.value)))
        self.console.print(Text("why", style="italic"))  # a title of the table is filled up with blanks
        self.console.print(table)
