"""The schema: the closed vocabulary of keys, the same for the loader and for editors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.files.yamltext import parse
from knowledge.loading.schema import FILES, EntryShape, LexiconFile, TextsFile, json_schema
from knowledge.loading.shapes import shaped
from knowledge.model.entry import Entry, Facet
from knowledge.model.source import Source


def read(kind: str, text: str) -> Any:
    node = parse(text.encode(), "t.yaml").node
    assert node is not None
    result = shaped(FILES[kind], node, "t.yaml")
    assert not result.faults
    return result.shape


def entry(rest: str = "") -> str:
    return (
        "topic: 甲\nentries:\n  - id: a\n    question: 问\n    answer: 答\n"
        "    citations: [{source: s, paragraph: 1, evidence: 据}]\n" + rest
    )


def objects(schema: object) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


def test_every_field_of_an_entry_can_be_written() -> None:
    derived = {"topic", "place"}
    assert set(Entry.__dataclass_fields__) - derived == set(EntryShape.model_fields) - {"facet"}


def test_every_field_of_a_source_can_be_written() -> None:
    sources = read("sources", "sources: [{id: s, title: 题, publisher: 社, paragraphs: 8}]\n")
    assert set(Source.__dataclass_fields__) == set(type(sources.sources[0]).model_fields)


def test_one_facet_may_be_written_in_the_singular() -> None:
    shape = read("topic", entry("    facet: amount\n"))
    assert shape.entries[0].facet == [Facet.AMOUNT]


def test_one_text_stands_for_a_list_of_one() -> None:
    shape = read("topic", entry("    phrasings: 问法\n    related:\n"))
    assert (shape.entries[0].phrasings, shape.entries[0].related) == (["问法"], [])


def test_a_date_left_empty_is_open() -> None:
    shape = read("topic", entry("    valid_from:\n    expires_on: 2026-12-31\n"))
    assert shape.entries[0].valid_from is None
    assert str(shape.entries[0].expires_on) == "2026-12-31"


def test_a_plain_answer_is_the_chinese_one() -> None:
    lexicon: LexiconFile = read("lexicon", "emergency: [{words: [着火了], answer: 请打 119。}]\n")
    texts: TextsFile = read("texts", "texts: {unknown: 不知道, lapsed: {zh: 过期, en: lapsed}}\n")
    assert lexicon.emergency[0].answer == {"zh": "请打 119。"}
    assert texts.texts == {"unknown": {"zh": "不知道"}, "lapsed": {"zh": "过期", "en": "lapsed"}}


def test_every_part_of_the_lexicon_is_optional() -> None:
    lexicon: LexiconFile = read("lexicon", "terms:\nqualifiers:\nreplies:\nemergency:\n")
    assert (lexicon.terms, lexicon.qualifiers, lexicon.replies, lexicon.emergency) == ([], {}, [], [])


@pytest.mark.parametrize("kind", FILES)
def test_the_json_schema_of_each_kind_refuses_other_keys(kind: str) -> None:
    schema = json_schema(kind)
    assert set(schema["properties"]) == set(FILES[kind].model_fields)
    assert all(found["additionalProperties"] is False for found in objects(schema))


def test_one_json_schema_tells_the_kinds_apart_by_their_keys() -> None:
    schema = json_schema()
    reached = []
    while "if" in schema:
        reached.append(schema["then"]["$ref"])
        schema = schema["else"]
    assert reached == [
        "#/$defs/AnnouncementFile",
        "#/$defs/TextsFile",
        "#/$defs/LexiconFile",
        "#/$defs/SourcesFile",
    ]
    assert schema["$ref"] == "#/$defs/TopicFile"
    assert all(ref.rpartition("/")[2] in json_schema()["$defs"] for ref in reached)


def test_editors_are_told_of_every_key_in_chinese() -> None:
    described = [field for found in objects(json_schema()) for field in found["properties"].values()]
    assert described
    for field in described:
        assert any("一" <= character <= "鿿" for character in field["description"])


def test_the_schema_that_content_files_point_to_is_the_generated_one() -> None:
    shipped = Path(__file__).parents[3] / "knowledge" / "schema.json"
    assert json.loads(shipped.read_text("utf-8")) == json_schema()
    for path in sorted((shipped.parent / "content").glob("*.yaml")):
        assert "$schema=../schema.json" in path.read_text("utf-8").splitlines()[0], path.name
