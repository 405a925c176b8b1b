"""Follow-ups: how a question refers to the previous turn, and how it is completed from that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.language.cues import Cue
from knowledge.language.dictionary import Word
from knowledge.language.interpret import Interpreter
from knowledge.language.normalise import normalise
from knowledge.language.query import Query
from knowledge.language.question_words import A_NUMBER, ADDS, HEDGE
from knowledge.language.vocabulary import Mention, Role, is_concept, is_event

_OPENING = re.compile(
    r"^(?:[这那]些|那么?|还有|另外|[它他她](?:(?!们)|们(?=[^,。?!]{1,4}的那))|这(?!样|么)|对了|再问|哦|噢|嗯"
    r"|(?:那么?|要是|如果)?要?(?:换|改)[成作](?=[^,。?!]{1,8}(?:呢|是|多少|几|怎么))"
    r"|and|what about|how about|then)\s*,?"
)
_CONNECTIVE = re.compile(r"^(?:那么?|还有|另外|对了|再问|and|then)\s*,?")
_PRONOUN = re.compile(r"^(?:它|他|她|这个?(?!样|么)|那个?(?!么|样))|\b(?:it|its|they|them|that|there)\b")

_WHETHER_THERE_IS = re.compile(
    r"有没有(?!说|提|写|人)|有无|(?:^|[,。?!])有[^,。?!]{2,8}(?:吗|么|没有?|不)[?。!]*$"
)

_EACH = re.compile("分别|各自|各[是有]")
_ADDED = re.compile(rf"(?<=[一-鿿]){ADDS}[一-鿿]{{2,}}|\band\b.*\bin total\b")  # 电影加演出一共几场
_DESCRIBED = re.compile("的那[种个些家位次条款项类]$")
_REMINDS = re.compile(r"(?:可|这|又)?不是(?:都|老|天天|一直|总)?(?:说|讲|喊|号召|宣传|要求)[^,。?!]+[吗么嘛]")
_ITS_NAME = re.compile("(?:那|它|名字)?叫(?:什么|啥|嘛)")
TRAILING = "呢呀啊?。! "
_DOCUMENT = "document"  # the group of papers and cards in `language.yaml`
_NOUN = "n"  # how the tags of nouns begin, those of names among them
_NOUN_LEFT_OUT = re.compile(f"(?<!前)的(?:$|(?:呢|{HEDGE}|都|是|有)*(?:$|{A_NUMBER}|哪))")


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What is remembered of the previous turn.

    Attributes:
        question: the last question that said what it asks, as typed.
        entries: the ids of the entries that were answered or offered.
        told: whether these were answers, and not only options.
    """

    question: str
    entries: tuple[str, ...]
    told: bool = True

    @property
    def told_several(self) -> bool:
        """Whether several answers were given, to one of which a question may refer by its number (第二个)."""
        return self.told and len(self.entries) > 1


def without_connectives(query: Query) -> str:
    """The text of a question without an opening that only connects it to the previous turn (那…, 还有…)."""
    return _OPENING.sub("", query.text).strip(" ,") or query.text


def names_concept(query: Query) -> bool:
    """Whether a question names a concept of this town, and not only a limit (那城市的呢)."""
    return bool(concepts(query))


def concepts(query: Query) -> tuple[Mention, ...]:
    """The names of concepts of this town in a question."""
    return tuple(mention for mention in query.mentions if is_concept(mention.senses))


def asks_about_existence(query: Query) -> bool:
    """Whether a question asks only if something exists (有没有成人班)."""
    return not query.cues and _WHETHER_THERE_IS.search(query.text) is not None


def has_substance(query: Query) -> bool:
    """Whether a text asks something, or names a concept or a limit; 嗯, 2 and 都不是 do neither."""
    return query.asks or bool(query.cues or query.mentions)


def refers_by_pronoun(query: Query) -> bool:
    """Whether a question has a pronoun for its subject (它的门票)."""
    return bool(_PRONOUN.search(_CONNECTIVE.sub("", query.text)))


def is_continuation(query: Query) -> bool:
    """Whether a question is marked as a continuation (那…, 它…), or has no noun of its own (怎么申请)."""
    return (
        without_connectives(query) != query.text
        or refers_by_pronoun(query)
        or not (query.numbered or nouns(query))
    )


def nouns(query: Query) -> tuple[str, ...]:
    """The nouns of a question outside its cues (not those of 多少钱)."""
    words = (query.words[number] for number in query.content)
    return tuple(
        word.text
        for word in words
        if (word.tag.startswith(_NOUN) or _is_document(word, query))
        and all(word.text not in cue.text for cue in query.cues)
    )


def _is_document(word: Word, query: Query) -> bool:
    """Whether a word is the name of a paper or card (社保卡, 驾照), which dictionaries seldom call a noun."""
    senses = (s for m in query.mentions if m.start == word.start and m.end == word.end for s in m.senses)
    return any(sense.group == _DOCUMENT for sense in senses)


def is_description(query: Query) -> bool:
    """Whether a clause only describes a thing, even with a question word (按用多少热算钱的那种)."""
    return _DESCRIBED.search(query.text) is not None


def is_rhetorical(query: Query) -> bool:
    """Whether a clause only reminds of what is said (不是说支持老百姓创业吗)."""
    return _REMINDS.match(query.text) is not None and not (query.cues or query.figures)


def asks_for_a_name(query: Query) -> bool:
    """Whether a clause asks for the name of what the clause before it describes (叫什么改造)."""
    return _ITS_NAME.match(query.text) is not None


def asks_for_each(query: Query) -> bool:
    """Whether a question asks the same of several things (甲和乙分别做了什么)."""
    return _EACH.search(query.text) is not None


def asks_for_total(query: Query) -> bool:
    """Whether a question asks for the total of several things (电影加演出一共多少场)."""
    return _ADDED.search(query.text) is not None


def has_content_outside_cues(query: Query) -> bool:
    """Whether a question has a content word outside its cues, or one that a cue asks about (哪些工程)."""
    words = (query.words[number] for number in query.content)
    return any(not any(_is_part_of(cue, word) for cue in query.cues) for word in words)


def _is_part_of(cue: Cue, word: Word) -> bool:
    """Whether a word only helps to ask (票价, 多少钱), and is not the noun asked about (哪些工程)."""
    is_asked_about = word.start > cue.start and word.tag.startswith(_NOUN) and len(word.text) > 1
    return cue.start <= word.start < cue.end + len(cue.counter) and not is_asked_about


def omits_its_noun(query: Query) -> bool:
    """Whether a question says what is done, but not to what, which the previous turn says (那改建的呢)."""
    of = _NOUN_LEFT_OUT.search(query.text.rstrip(TRAILING))
    if of is None or any(cue.start < of.start() for cue in query.cues) or nouns(query):
        return False
    events = [mention for mention in query.mentions if is_event(mention.senses)]
    concepts = (mention for mention in query.mentions if is_concept(mention.senses))
    return bool(events) and all(concept in events for concept in concepts)


def needs_context(query: Query) -> bool:
    """Whether a question names no concept of its own, or does not say what it asks (那十三中, 十三中呢)."""
    is_bare_name = query.names_without_asking and (query.asks or without_connectives(query) != query.text)
    return not names_concept(query) or is_bare_name or refers_by_pronoun(query) or omits_its_noun(query)


def completions(
    query: Query, context: Context, subjects: tuple[str, ...], interpreter: Interpreter
) -> Iterator[tuple[str, str]]:
    """The question completed with a carried subject, each completion with the question's own words.

    The whole subject is carried first, then each term of it, then none. A limit in it is left out if the
    question names one of the same group. A question that does not say what it asks takes over the last cue
    of the previous question.
    """
    own = without_connectives(query)
    if query.names_without_asking:
        asked = " ".join(cue.text for cue in interpreter.read(normalise(context.question)).cues[-1:])
        name = own.rstrip(TRAILING)
        own = f"{asked} {name}" if query.english else name + asked
    terms = tuple(_without_groups(term, query, interpreter) for term in subjects)
    space = " " if query.english else ""
    for carried in dict.fromkeys(("".join(term for term in terms if term not in own), *terms)):
        if carried and carried not in own:
            yield carried + space + own, own
    if query.names_without_asking and names_concept(query):
        yield own, own
        yield without_connectives(query), without_connectives(query)


def substitutions(query: Query, asked: Query) -> Iterator[str]:
    """The previous question `asked`, with the name in a bare question put in for each name in it.

    Nothing where the previous question does not say what it asks (听说建了新学校), or where the bare one does
    (那封顶线呢, 农村低保报销呢).
    """
    if any(_asks(m) or is_event(m.senses) for m in query.mentions) or not (
        asked.cues or any(map(_asks, asked.mentions))
    ):
        return
    name = without_connectives(query).rstrip(TRAILING)
    for other in asked.mentions:
        yield asked.text[: other.start] + name + asked.text[other.end :]
    if not asked.mentions:
        yield name + asked.text


def with_limit_replaced(query: Query, asked: Query) -> str:
    """The previous question `asked`, with the limits of a bare one in place of its own (夏天呢 for 冬天).

    Empty where it sets no limit of the same group.
    """
    text = asked.text
    for mention in sorted(asked.mentions, key=lambda mention: -mention.start):
        groups = {s.group for s in mention.senses if s.role is Role.QUALIFIER} & query.qualifiers.keys()
        if other := next((m for m in query.mentions if groups & {s.group for s in m.senses}), None):
            text = text[: mention.start] + other.text + text[mention.end :]
    return "" if text == asked.text else text


def _asks(mention: Mention) -> bool:
    """Whether a name says what is asked (封顶线), and not about what."""
    return any(sense.role is Role.ATTRIBUTE for sense in mention.senses)


def _without_groups(term: str, query: Query, interpreter: Interpreter) -> str:
    """The term without limits of a group that the question names itself, also within a name (公交12路)."""
    text = normalise(term)
    for mention in interpreter.read(text).mentions:
        groups = {sense.group for sense in mention.senses if sense.role is Role.QUALIFIER}
        if groups & set(query.qualifiers):
            text = text.replace(mention.text, "")
    for own in (interpreter.vocabulary.lexicon.qualifiers, interpreter.language.qualifiers):
        for value in (value for group in query.qualifiers for value in own.get(group, ())):
            text = text.replace(normalise(value), "")
    return text
