"""`anda eval --ablate`: what each signal of the engine is worth, by the scorecard without it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from bot.config import Config
from bot.engines import build_engine
from bot.errors import AndaError
from bot.evaluation.growing import towns
from bot.evaluation.questionfiles import ASKED_ON, fitted_files, questions_of
from bot.evaluation.scoring import answer_to
from knowledge.answering.engine import Engine
from knowledge.evaluation.ablation import SPEAKING, Group, Known, Signal, engine_without, noting, signals
from knowledge.evaluation.calibrating import SEEDS
from knowledge.evaluation.crossvalidation import HeldOut, held_out
from knowledge.evaluation.lessons import Lessons, lessons
from knowledge.evaluation.scorecard import Grade, Question, grade
from knowledge.ranking.ranking import FEATURES, read_bands

ABLATED = "house"  # the folder whose questions show what a signal is worth
_COST = 4  # a wrong or a false answer weighs as much as so many right ones
_GROUPS = {
    Group.CONTROL: "对照",
    Group.FEATURE: "特征",
    Group.CONFLICT: "冲突",
    Group.RULE: "规则",
    Group.TOKEN: "文字单位",
    Group.STEP: "步骤",
}

Grades = dict[Question, Grade]


class NoSignalError(AndaError):
    """Names were given that no signal has; the message lists those there are."""

    exit_code = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Loss:
    """What changes in the scorecard without a signal, in questions.

    `met` counts those that it may change, `changed` the grades that differ; `worth` is what is lost: right
    answers, and four for each wrong or false one. Below zero the engine does better without the signal.
    """

    group: str
    signal: str
    right: int
    offered: int
    wrong: int
    false: int
    met: int
    changed: int
    worth: int


class Ablation:
    """The labelled questions, and the grades on them with and without each signal.

    Every question is answered by trees that were grown without it (five-fold cross-validation over all the
    fitted questions). The trees grow anew where the signal is a feature or what features are made of; for
    the others they stay, which tells the most that the signal can be worth.
    """

    def __init__(self, config: Config, engine: Engine) -> None:
        self._engine = engine
        self._day = ASKED_ON
        self._bands = read_bands()
        by_folder = [
            (path.parent.name, question) for path in fitted_files() for question in questions_of(path)
        ]
        self._fitted = [question for _, question in by_folder]
        self.asked = frozenset(question for folder, question in by_folder if folder == ABLATED)
        self._towns = tuple(towns(config))
        self._lessons = lessons(self._engine.base, self._bands, self._fitted, self._day, others=self._towns)
        self._unseen = self._held_out(self._lessons)
        self._seen: dict[Question, frozenset[Known]] = {}
        self._whole = dict(self._noted())

    @property
    def counts(self) -> Counter[Grade]:
        """The grades with every signal."""
        return Counter(self._whole.values())

    def loss(self, signal: Signal) -> Loss:
        """What the engine loses without a signal."""
        unseen = self._unseen
        if signal.regrown:
            base = self._engine.base
            changed = lessons(base, self._bands, self._fitted, self._day, signal.change, others=self._towns)
            unseen = self._held_out(changed)
        elif (signal.features, signal.seeds) != (FEATURES, SEEDS):
            unseen = self._held_out(self._lessons, signal.features, signal.seeds)
        without = engine_without(signal, self._engine.base, self._engine.derived)
        grades = dict(_graded(without, unseen, self._touched(signal), self._day))
        return _loss(signal, self._whole, grades)

    def _noted(self) -> Iterator[tuple[Question, Grade]]:
        """The grades with every signal; also notes which conflicts each question meets."""
        noted: set[Known] = set()
        engine = Engine(self._engine.base, noting(self._engine.derived, noted))
        for question, given in _graded(engine, self._unseen, self.asked, self._day):
            self._seen[question] = frozenset(noted)
            noted.clear()
            yield question, given

    def _touched(self, signal: Signal) -> frozenset[Question]:
        """The questions whose answers may change: for conflicts, those that meet any."""
        if signal.group not in SPEAKING:
            return self.asked
        known = (signal.group, signal.name)
        return frozenset(question for question, seen in self._seen.items() if known in seen)

    def _held_out(
        self, taught: Lessons, features: Sequence[str] = FEATURES, seeds: Sequence[int] = SEEDS
    ) -> HeldOut:
        return held_out(taught, self._fitted, self._bands, features, seeds)


def _graded(
    engine: Engine, unseen: HeldOut, asked: frozenset[Question], day: date
) -> Iterator[tuple[Question, Grade]]:
    for unseeing, questions in unseen.engines(engine):
        for question in questions:
            if question in asked:
                yield question, grade(question, answer_to(question, unseeing, day))


def _loss(signal: Signal, whole: Grades, without: Grades) -> Loss:
    """The loss by the grades with every signal, and without it by those of the questions it may change."""
    more = Counter(without.values())
    more.subtract(Counter(whole[question] for question in without))
    right, false = more[Grade.RIGHT], more[Grade.FALSE]
    wrong = more[Grade.WRONG] + more[Grade.UNCITED]
    return Loss(
        group=signal.group.value,
        signal=signal.name,
        right=right,
        offered=more[Grade.OFFERED],
        wrong=wrong,
        false=false,
        met=len(without),
        changed=sum(grade is not whole[question] for question, grade in without.items()),
        worth=_COST * (wrong + false) - right,
    )


def run_ablation(config: Config, console: Console, names: Sequence[str], *, as_json: bool) -> None:
    """Takes the signals away one at a time and prints what is lost; NoSignalError for an unknown name."""
    engine = build_engine(config)
    chosen = _chosen(signals(engine.derived), names)
    with console.status("先算什么都不少的成绩"):
        ablation = Ablation(config, engine)
    shown = track(chosen, "每次少一样", console=console, transient=True)
    losses = [ablation.loss(signal) for signal in shown]
    if as_json:
        record = {
            "questions": len(ablation.asked),
            "with_all": {grade.value: count for grade, count in sorted(ablation.counts.items())},
            "without": [asdict(loss) for loss in losses],
        }
        console.print_json(json.dumps(record, ensure_ascii=False))
    else:
        _print(console, ablation.counts, losses)


def _chosen(every: Sequence[Signal], names: Sequence[str]) -> Sequence[Signal]:
    """The signals of those names, of a group where no signal is called so; all where there are no names."""
    own, groups = {signal.name for signal in every}, {group.value for group in Group}
    if odd := sorted(set(names) - own - groups):
        raise NoSignalError(f"没有叫“{'、'.join(odd)}”的。有这些：{'、'.join(sorted(own | groups))}")
    whole = set(names) - own
    return [signal for signal in every if not names or signal.name in names or signal.group in whole]


def _print(console: Console, counts: Mapping[Grade, int], losses: Sequence[Loss]) -> None:
    """Prints the losses as a table, the most valuable signal of each group first."""
    table = Table("少了", "", "对", "给了选项", "答错", "不该答却答了", "碰到的", "不同的", "值")
    for group, name in _GROUPS.items():
        ranked = sorted((loss for loss in losses if loss.group == group), key=lambda loss: -loss.worth)
        for loss in ranked:
            changes = (f"{change:+d}" for change in (loss.right, loss.offered, loss.wrong, loss.false))
            table.add_row(name, loss.signal, *changes, *map(str, (loss.met, loss.changed, loss.worth)))
        table.add_section()
    whole = "，".join(f"{grade.value} {count}" for grade, count in sorted(counts.items()))
    console.print(Text(f"一样不少（交叉验证）：{whole}"))
    console.print(table)
    console.print(Text(f"“值”：少掉的对，加上多出的错乘以 {_COST}，按题数算；负数是少了反而好。"))
