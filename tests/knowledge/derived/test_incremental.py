"""A version that takes over what stayed from the one before is the same as one read whole."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.engines import SHIPPED_TEXTS
from knowledge.answering.engine import Engine
from knowledge.conflicts.profile import own_texts
from knowledge.derived.derived import Derived, derive
from knowledge.files.yamltext import parse, plain
from knowledge.language import dictionary as dictionaries
from knowledge.language.general import read_language
from knowledge.language.pinyin import build_syllables
from knowledge.loading.loader import Loaded, read_knowledge
from knowledge.loading.remembered import Remembered, remember
from knowledge.model.entry import Entry
from tests.conftest import TOWNS

DAY = date(2031, 1, 10)
Held = dict[str, object]
Town = dict[str, Held]  # file -> what it holds

# Names that are new, that other entries say already, that hold others, and that English ones stem from.
NAMES = (
    "门票",
    "滑冰场",
    "柳溪",
    "开门",
    "泳池",
    "图书",
    "多少",
    "镇",
    "swimming",
    "library books",
    "a座",
    "镇上的书",
    "九天谷",
)
QUESTIONS = ("几点开门", "在哪里", "一次多少钱", "有多少本书", "要什么材料", "什么时候借书")
ASKED = (
    "游永馆的门票",
    "tushuguan zai nali",
    "图书管有多少书",
    "滑冰场几点开门",
    "where is the library",
    "游泳馆和图书馆在哪",
)


def entries_of(held: Held) -> list[Held]:
    """The entries of a file, to be changed in place; none in a file that has none."""
    entries = held.get("entries")
    return entries if isinstance(entries, list) else []


def _topics(town: Town) -> list[str]:
    return sorted(name for name, held in town.items() if entries_of(held))


def _any_entry(town: Town, dice: random.Random) -> Held:
    return dice.choice(entries_of(town[dice.choice(_topics(town))]))


def changed_answer(town: Town, dice: random.Random) -> None:
    entry = _any_entry(town, dice)
    entry["answer"] = f"{entry['answer']}{dice.choice(NAMES)}在那里。"


def changed_figure(town: Town, dice: random.Random) -> None:
    entry = _any_entry(town, dice)
    entry["answer"] = f"{entry['answer']}{dice.choice(('', '另外还有99个。'))}"  # without evidence: a fault


def changed_subject(town: Town, dice: random.Random) -> None:
    _any_entry(town, dice)["subject"] = dice.sample(NAMES, dice.randint(0, 3))


def added_phrasing(town: Town, dice: random.Random) -> None:
    entry = _any_entry(town, dice)
    held = entry.get("phrasings")
    more = dice.choice(NAMES) + dice.choice(QUESTIONS)  # may stand elsewhere already: a fault
    entry["phrasings"] = [*(held if isinstance(held, list) else []), more]


def removed_phrasings(town: Town, dice: random.Random) -> None:
    _any_entry(town, dice).pop("phrasings", None)


def added_entry(town: Town, dice: random.Random) -> None:
    name = dice.choice(NAMES)
    new: Held = {
        "id": f"new-{dice.randint(1, 9)}",  # may be there already: a fault
        "question": f"{name}{dice.choice(QUESTIONS)}呢{dice.randint(1, 99)}",
        "answer": f"{name}的事在通告里。",
        "citations": [{"source": "lanhe-notice", "paragraph": dice.randint(1, 9), "evidence": "通告"}],
        "subject": [name, dice.choice(NAMES)],
        "not_for": [dice.choice(NAMES) + "是谁"],
    }
    entries = entries_of(town[dice.choice(_topics(town))])
    entries.insert(dice.randint(0, len(entries)), new)


def removed_entry(town: Town, dice: random.Random) -> None:
    entries = entries_of(town[dice.choice(_topics(town))])
    if len(entries) > 1:
        entries.pop(dice.randrange(len(entries)))  # others may be related to it: a fault


def moved_entries(town: Town, dice: random.Random) -> None:
    dice.shuffle(entries_of(town[dice.choice(_topics(town))]))


def changed_lexicon(town: Town, dice: random.Random) -> None:
    terms = town["lexicon"].setdefault("terms", [])
    assert isinstance(terms, list)
    if terms and dice.random() < 0.5:
        terms.pop(dice.randrange(len(terms)))
    else:
        terms.append(
            {
                "term": dice.choice(NAMES),
                "synonyms": [dice.choice(NAMES), "叫法"],
                "english": ["rink"],
                "pinyin": [dice.choice(("yyg", "bao xiao"))],
            }
        )


def changed_sources(town: Town, dice: random.Random) -> None:
    sources = town["sources"]["sources"]
    assert isinstance(sources, list)
    sources[0]["paragraphs"] = dice.randint(1, 8)  # citations may point behind the end: a fault


def renamed_file(town: Town, dice: random.Random) -> None:
    name = dice.choice(_topics(town))
    town[f"{name}x"] = town.pop(name)


EDITS: tuple[Callable[[Town, random.Random], None], ...] = (
    changed_answer,
    changed_figure,
    changed_subject,
    added_phrasing,
    removed_phrasings,
    added_entry,
    removed_entry,
    moved_entries,
    changed_lexicon,
    changed_sources,
    renamed_file,
)


def read_town() -> Town:
    """The sample town as staff wrote it."""
    town: Town = {}
    for path in sorted((TOWNS / "lanhe").glob("*.yaml")):
        node = parse(path.read_bytes(), path.name).node
        held = None if node is None else plain(node)
        assert isinstance(held, dict)
        town[path.stem] = held
    return town


def write(town: Town, folder: Path) -> None:
    """Writes the files of a town, and no others."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, held in town.items():
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(held, allow_unicode=True), "utf-8")


def read(folder: Path, before: Remembered | None = None) -> Loaded:
    return read_knowledge(folder, SHIPPED_TEXTS, before)


def asked_of(entries: Sequence[Entry]) -> set[str]:
    """Questions in staff's words, and the same bent a little."""
    told = {text for entry in entries for text in (*own_texts(entry), *entry.not_for)}
    return told | {text[1:] for text in told} | set(ASKED) | {name + "多少" for name in NAMES}


def told_by(engine: Engine, questions: set[str]) -> dict[str, object]:
    """All that an engine makes of questions, scores and reasons included."""
    return {question: engine.answer(question, DAY) for question in sorted(questions)}


def assert_same(base: Loaded, whole: Loaded, derived: Derived) -> None:
    """Both answer every question alike, to the last digit of every score."""
    assert base.base is not None and base.base == whole.base
    afresh = derive(base.base)
    questions = asked_of(base.base.entries)
    assert told_by(Engine(base.base, derived), questions) == told_by(Engine(base.base, afresh), questions)
    kept, new = derived.ranker.finder, afresh.ranker.finder
    for index, other in ((kept.phrasings, new.phrasings), (kept.texts, new.texts)):
        for held in afresh.read[:20]:
            tokens = dict.fromkeys(held.profile.texts, 1.0)
            assert index.similarities(tokens).tobytes() == other.similarities(tokens).tobytes()
            said, said_anew = (one.score_all(one.coverage_query(tokens)) for one in (index, other))
            assert said.tobytes() == said_anew.tobytes()
    assert derived.names == afresh.names and derived.english_words == afresh.english_words
    assert derived.repairer.by_sound == afresh.repairer.by_sound
    assert derived.repairer.by_shape == afresh.repairer.by_shape
    assert derived.decoder == afresh.decoder


@pytest.fixture(scope="module", autouse=True)
def _what_no_edit_changes_is_read_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("knowledge.derived.derived.read_language", cache(read_language))
        patch.setattr("knowledge.language.dictionary._everyday", cache(dictionaries._everyday))
        patch.setattr("knowledge.language.pinyin.build_syllables", cache(build_syllables))
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("incremental") / "town"


@given(seed=st.integers(0, 2**32))
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
def test_any_row_of_edits_gives_what_a_load_of_the_whole_gives(folder: Path, seed: int) -> None:
    dice, town = random.Random(seed), read_town()  # noqa: S311
    write(town, folder)
    loaded = read(folder)
    assert loaded.base is not None
    remembered, derived = loaded.remembered, derive(loaded.base)
    for _ in range(4):
        for _ in range(dice.randint(1, 3)):
            dice.choice(EDITS)(town, dice)
        write(town, folder)
        loaded, whole = read(folder, remembered), read(folder)
        assert loaded.faults == whole.faults and loaded.version == whole.version
        if loaded.base is not None:
            remembered, derived = loaded.remembered, derive(loaded.base, before=derived)
            assert_same(loaded, whole, derived)


def test_what_a_snapshot_leaves_to_remember_is_what_the_load_remembered(folder: Path) -> None:
    write(read_town(), folder)
    loaded = read(folder)
    assert loaded.base is not None
    assert remember(loaded.base, loaded.files) == loaded.remembered


def test_only_the_entry_that_changed_is_read_anew(folder: Path) -> None:
    town = read_town()
    write(town, folder)
    loaded = read(folder)
    assert loaded.base is not None
    before = derive(loaded.base)
    entry = entries_of(town["services"])[2]
    entry["answer"] = f"{entry['answer']}就这些。"
    write(town, folder)
    after = read(folder, loaded.remembered).base
    assert after is not None
    numbers = derive(after, before=before).new_entries
    assert [after.entries[number].id for number in numbers] == [entry["id"]]
    assert len(before.new_entries) == len(loaded.base.entries)
