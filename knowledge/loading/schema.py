"""The schema of the files staff write: the closed vocabulary of keys, for loading and for editors."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from knowledge.loading.values import (
    EVERYONE,
    LIST_OF_TEXT,
    TEXT_TYPES,
    ChatId,
    Day,
    Facets,
    Id,
    InLanguages,
    Kind,
    MayBeEmpty,
    Moment,
    Number,
    Sha256,
    Switch,
    Text,
    Texts,
    Until,
    Word,
    Words,
    everyone,
    listed,
    mapped,
)
from knowledge.model.announcement import OnDoubt
from knowledge.model.source import SourceKind


class Shape(BaseModel):
    """A group of keys; others are refused. What editors show of the shapes below is in Chinese."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class CitationShape(Shape):
    """一条出处。"""

    source: Text = Field(title="来源", description="sources.yaml 里登记的来源编号")
    evidence: Text = Field(title="依据", description="原文里带数字的短语，照抄，最多 24 个字")
    paragraph: Number = Field(None, title="段落", description="文章的第几段；标题是第 1 段，空行不算")
    row: MayBeEmpty = Field("", title="行", description="表格来源：行的编号")
    column: MayBeEmpty = Field("", title="列", description="表格来源：列名")


class TranslationShape(Shape):
    """条目的另一种语言。"""

    question: Text = Field(title="问题", description="这种语言的问题")
    answer: Text = Field(title="回答", description="这种语言的回答，数字要和依据一致")


class EntryShape(Shape):
    """一个条目：一件能回答的事。"""

    id: Id = Field(title="编号", description="稳定的英文编号，全部文件里不重复")
    question: Text = Field(title="问题", description="菜单和“您是不是想问”里显示的问题")
    phrasings: Texts = Field(
        [], title="问法", description="市民的各种问法，越多样越好；一个问法只属于一个条目"
    )
    answer: Text = Field(title="回答", description="给市民的回答，每个数字都要有依据")
    citations: list[CitationShape] = Field(title="出处", description="一条或几条出处", min_length=1)
    subject: Words = Field([], title="主体", description="说的是什么：这几个词合起来")
    facet: Facets = Field([], title="方面", description="只回答一个方面时可以写这个")
    facets: Facets = Field([], title="方面", description="回答了哪些方面")
    qualifiers: Annotated[
        dict[Text, Text],
        BeforeValidator(mapped),
        WithJsonSchema({"type": ["object", "null"], "additionalProperties": {"type": TEXT_TYPES}}),
    ] = Field(
        {},
        title="限定",
        description="只适用于什么：组名: 值。问到同组别的值时不用这条回答；哪样都管就写 不限",
    )
    not_for: Texts = Field([], title="不回答", description="看着像、但这一条回答不了的问题")
    checks: Texts = Field([], title="检查", description="必须能找到这一条的问题，不参与检索")
    related: Texts = Field([], title="相关", description="相关条目的编号")
    valid_from: Day = Field(None, title="生效日", description="从哪天起有效，空着就是一直有效")
    expires_on: Day = Field(None, title="失效日", description="到哪天为止有效，次日起不再说这个数字")
    review_by: Day = Field(None, title="复核日", description="最迟哪天要复核")
    translations: Annotated[
        dict[Text, TranslationShape],
        BeforeValidator(mapped),
    ] = Field({}, title="翻译", description="语言代码（如 en）: 问题和回答")

    @model_validator(mode="after")
    def _one_facet_key(self) -> Self:
        if self.facet and self.facets:
            raise PydanticCustomError("facet_twice", "facet and facets")
        return self


class TopicFile(Shape):
    """主题文件：一个菜单主题和它的条目。"""

    topic: Text = Field(title="主题", description="菜单里的主题名")
    entries: list[EntryShape] = Field(title="条目", description="这个主题的条目", min_length=1)


class SourceShape(Shape):
    """一份公开发表的资料。"""

    id: Id = Field(title="编号", description="来源的英文编号")
    kind: Kind = Field(SourceKind.ARTICLE, title="种类", description="article 文章（默认）或 table 表格")
    title: Text = Field(title="标题", description="标题，照原样")
    subtitle: MayBeEmpty = Field("", title="副标题", description="副标题，没有就空着")
    publisher: Text = Field(title="发布单位", description="谁发布的")
    author: MayBeEmpty = Field("", title="作者", description="作者，没有就空着")
    published: MayBeEmpty = Field("", title="发布日期", description="照原文印的日期；没有印就空着，不要猜")
    as_of: MayBeEmpty = Field("", title="时间说明", description="随回答一起给出的话，说明数字是什么时候的")
    as_of_en: MayBeEmpty = Field("", title="英文的时间说明", description="同样的话，用英文，随英文回答给出")
    paragraphs: Number = Field(None, title="段数", description="文章一共几段；标题也算一段，空行不算")
    sha256: Sha256 = Field("", title="校验值", description="原文文件的 SHA-256，用来核对依据")
    url: MayBeEmpty = Field("", title="网址", description="原文网址，没有就空着")


class SourcesFile(Shape):
    """sources.yaml：资料来源。"""

    sources: list[SourceShape] = Field(title="来源", description="登记过的资料来源", min_length=1)


class TermShape(Shape):
    """一个词条。"""

    term: Word = Field(title="词条", description="正式的叫法")
    synonyms: Words = Field([], title="同义词", description="大家还怎么叫它，意思必须完全一样")
    english: Words = Field([], title="英文", description="英文叫法，小写单数")
    pinyin: Words = Field([], title="拼音", description="不规则的拼音写法")


class EmergencyShape(Shape):
    """紧急情况下先说的话。"""

    words: Words = Field(title="词语", description="听到哪些词就这样回复", min_length=1)
    answer: InLanguages = Field(title="回答", description="回复，一段文字或者 {zh: …, en: …}")


class ReplyShape(EmergencyShape):
    """一条固定回复。"""

    kind: Text = Field(title="种类", description="greeting 问候、thanks 感谢等；写自带的一种，就换掉那一句")


class LexiconFile(Shape):
    """lexicon.yaml：本地的叫法、限定词和固定回复，每一部分都可以不写。"""

    terms: Annotated[list[TermShape], BeforeValidator(listed)] = Field(
        [], title="词条", description="事物的各种叫法"
    )
    qualifiers: Annotated[
        dict[Text, dict[Word, Words]],
        BeforeValidator(mapped),
        WithJsonSchema(
            {
                "type": ["object", "null"],
                "additionalProperties": {"type": "object", "additionalProperties": LIST_OF_TEXT},
            }
        ),
    ] = Field({}, title="限定", description="组名: {值: [别的叫法]}；同一组的值互相排斥")
    replies: Annotated[list[ReplyShape], BeforeValidator(listed)] = Field(
        [], title="回复", description="程序自带问候、感谢、告别等回复；这里换一句，或者再加几种"
    )
    emergency: Annotated[list[EmergencyShape], BeforeValidator(listed)] = Field(
        [], title="紧急", description="程序自带各种求助；这里加本地的说法"
    )


class TextsFile(Shape):
    """texts.yaml：市民看到的固定用语，没写的用自带的。"""

    texts: dict[Text, InLanguages] = Field(title="用语", description="名称: 一段中文，或者 {zh: …, en: …}")


class TargetShape(Shape):
    """一条公告发给哪些群。"""

    everyone: Switch = Field(False, title="全部", description="发给所有登记过的群")
    tags: Texts = Field([], title="主题", description="订了其中任何一个主题的群")
    chats: Annotated[list[ChatId], BeforeValidator(listed)] = Field(
        [], title="群", description="单个的群，写群的编号，例如 -1001234567890"
    )

    @model_validator(mode="after")
    def _names_somebody(self) -> Self:
        if self.everyone == bool(self.tags or self.chats):
            raise PydanticCustomError("want_target", "everyone, or tags and chats")
        return self


class RepeatShape(Shape):
    """一条公告的重复。"""

    cron: Text = Field(title="规律", description="五个数：分 时 日 月 星期，例如 0 9 * * 1 是每周一 9 点")
    until: Until = Field(title="截止", description="重复到什么时候为止")


def _or_everyone(schema: dict[str, Any]) -> None:
    """Editors take a word for all groups beside the keys."""
    schema["anyOf"] = [{"$ref": schema.pop("$ref")}, {"enum": EVERYONE}]


class AnnouncementFile(Shape):
    """announcements 文件夹里的一个文件：一条发给各群的公告。"""

    id: Id = Field(title="编号", description="公告的英文编号，文件夹里不重复")
    text: Text = Field(title="正文", description="各群看到的文字，可以用 <b>粗体</b> 这样的记号")
    target: Annotated[TargetShape, BeforeValidator(everyone)] = Field(
        title="对象",
        description="all 是所有的群；也可以写 {tags: [...], chats: [...]}",
        json_schema_extra=_or_everyone,
    )
    entries: Texts = Field([], title="条目", description="正文里的数字出自哪些条目；写了就逐个核对")
    pin: Switch = Field(False, title="置顶", description="发出后置顶")
    silent: Switch = Field(False, title="静音", description="不响铃")
    urgent: Switch = Field(False, title="紧急", description="夜里也发")
    send_at: Moment = Field(
        None, title="时间", description="什么时候发，例如 2026-12-01 09:30；空着就是批准后马上发"
    )
    repeat: RepeatShape | None = Field(None, title="重复", description="{cron: 规律, until: 截止}")
    on_doubt: OnDoubt = Field(
        OnDoubt.HOLD, title="拿不准时", description="hold 留给人看（不会重复）；resend 再发一次（不会漏）"
    )
    valid_until: Until = Field(None, title="有效期", description="到什么时候为止，市民问起来还会提到它")


FILES: dict[str, type[Shape]] = {
    "topic": TopicFile,
    "sources": SourcesFile,
    "lexicon": LexiconFile,
    "texts": TextsFile,
    "announcement": AnnouncementFile,
}


def json_schema(kind: str | None = None) -> dict[str, Any]:
    """The JSON Schema of one kind of file, or one for all kinds that tells them apart by their first keys."""
    if kind is not None:
        return FILES[kind].model_json_schema()
    chosen: dict[str, Any] = {"$ref": "#/$defs/TopicFile"}
    definitions: dict[str, Any] = {}
    for name, model in FILES.items():
        schema = model.model_json_schema(ref_template="#/$defs/{model}")
        definitions |= schema.pop("$defs", {}) | {model.__name__: schema}
        if name != "topic":
            own = model.model_fields.keys() - TopicFile.model_fields.keys()
            keys = [{"required": [key]} for key in model.model_fields if key in own]
            chosen = {"if": {"anyOf": keys}, "then": {"$ref": f"#/$defs/{model.__name__}"}, "else": chosen}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "安答知识库", **chosen} | {
        "$defs": definitions
    }
