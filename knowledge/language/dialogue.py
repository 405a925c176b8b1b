"""Follow-ups: what a question without a subject borrows from the answer before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.language.cues import Cue
from knowledge.language.dictionary import Word
from knowledge.language.interpret import Interpreter
from knowledge.language.normalise import normalise
from knowledge.language.query import Query
from knowledge.language.question_words import ADDS
from knowledge.language.vocabulary import Mention, Role, is_concept, is_event

_OPENING = re.compile(
    r"^(?:[这那]些|那么?|还有|另外|[它他她](?:(?!们)|们(?=[^,。?!]{1,4}的那))|这(?!样|么)|对了|再问|哦|噢|嗯"
    r"|and|what about|how about|then)\s*,?"
)
_CONNECTIVE = re.compile(r"^(?:那么?|还有|另外|对了|再问|and|then)\s*,?")
_LEANING = re.compile(r"^(?:它|他|她|这个?(?!样|么)|那个?(?!么|样))|\b(?:it|its|they|them|that|there)\b")

_WHETHER_THERE_IS = re.compile(
    r"有没有(?!说|提|写|人)|有无|(?:^|[,。?!])有[^,。?!]{2,8}(?:吗|么|没有?|不)[?。!]*$"
)

_ADDED = re.compile(rf"(?<=[一-鿿]){ADDS}[一-鿿]{{2,}}|\band\b.*\bin total\b")  # 电影加演出一共几场
_DESCRIBED = re.compile("的那[种个些家位次条款项类]$")
_ITS_NAME = re.compile("(?:那|它|名字)?叫(?:什么|啥|嘛)")
TRAILING = "呢呀啊?。! "
_NOUN = "n"  # how the tags of nouns begin, those of names among them
_NOUN_LEFT_OUT = re.compile("(?<!前)的(?:$|(?:呢|一共|总共|都|是|有)*(?:$|多少|几|哪))")


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What is remembered of the turn before.

    Attributes:
        question: the last question that said what it asks, as typed.
        entries: the ids of the entries that were spoken of.
        told: whether those entries were told, and not only offered as what may have been meant.
    """

    question: str
    entries: tuple[str, ...]
    told: bool = True

    @property
    def told_several(self) -> bool:
        """Whether several things were told, of which one may be spoken of by its place (第二个)."""
        return self.told and len(self.entries) > 1


def without_connectives(query: Query) -> str:
    """The question without the words that only tie it to the one before."""
    return _OPENING.sub("", query.text).strip(" ,") or query.text


def names_concept(query: Query) -> bool:
    """Whether a question names a thing of this town, and not only a limit (那城市的呢)."""
    return any(is_concept(mention.senses) for mention in query.mentions)


def asks_about_existence(query: Query) -> bool:
    """Whether a question is for whether there is something (有没有成人班)."""
    return not query.cues and _WHETHER_THERE_IS.search(query.text) is not None


def has_substance(query: Query) -> bool:
    """Whether a question asks, or names a thing or a limit; 嗯, 2 and 都不是 do neither."""
    return query.asks or bool(query.cues or query.mentions)


def refers_by_pronoun(query: Query) -> bool:
    """Whether a question speaks of its subject by a pronoun (它的门票): it is about that and nothing else."""
    return bool(_LEANING.search(_CONNECTIVE.sub("", query.text)))


def is_continuation(query: Query) -> bool:
    """Whether a question shows that it goes on from the one before: 那…, 它…, or names nothing (怎么申请)."""
    return (
        without_connectives(query) != query.text
        or refers_by_pronoun(query)
        or not (query.numbered or nouns(query))
    )


def nouns(query: Query) -> tuple[str, ...]:
    """The nouns of a question that are not in what asks (多少钱)."""
    words = (query.words[number] for number in query.content)
    return tuple(
        word.text
        for word in words
        if word.tag.startswith(_NOUN) and all(word.text not in cue.text for cue in query.cues)
    )


def is_description(query: Query) -> bool:
    """Whether a clause only describes a thing, be it with a word that asks (按用多少热算钱的那种)."""
    return _DESCRIBED.search(query.text) is not None


def asks_for_a_name(query: Query) -> bool:
    """Whether a clause asks for the name of what was described before it (叫什么改造)."""
    return _ITS_NAME.match(query.text) is not None


def asks_for_total(query: Query) -> bool:
    """Whether a question asks for what several things come to together (电影加演出一共多少场)."""
    return _ADDED.search(query.text) is not None


def has_content_outside_cues(query: Query) -> bool:
    """Whether a question has a word that carries something beside what asks, or behind it (哪些工程)."""
    words = (query.words[number] for number in query.content)
    return any(not any(_belongs_to(cue, word) for cue in query.cues) for word in words)


def _belongs_to(cue: Cue, word: Word) -> bool:
    """Whether a word is part of what asks (票价, 多少钱), and no noun of which it asks (哪些工程)."""
    of_what = word.start > cue.start and word.tag.startswith(_NOUN) and len(word.text) > 1
    return cue.start <= word.start < cue.end + len(cue.counter) and not of_what


def omits_its_noun(query: Query) -> bool:
    """Whether a question says what is done and not to what: the turn before does (那改建的呢)."""
    of = _NOUN_LEFT_OUT.search(query.text.rstrip(TRAILING))
    if of is None or any(cue.start < of.start() for cue in query.cues) or nouns(query):
        return False
    done = [mention for mention in query.mentions if is_event(mention.senses)]
    things = (mention for mention in query.mentions if is_concept(mention.senses))
    return bool(done) and all(thing in done for thing in things)


def needs_context(query: Query) -> bool:
    """Whether a question names no thing of its own, or asks nothing by itself (那十三中, 十三中呢)."""
    bare = query.names_without_asking and (query.asks or without_connectives(query) != query.text)
    return not names_concept(query) or bare or refers_by_pronoun(query) or omits_its_noun(query)


def completions(
    query: Query, context: Context, subjects: tuple[str, ...], interpreter: Interpreter
) -> Iterator[tuple[str, str]]:
    """Pairs of the question with a borrowed subject and the question's own words.

    All of the subject is borrowed, then each single term, then none. A borrowed limit gives way to one
    of the same group that the question states itself; what a question without a cue asks for is borrowed
    from the question before.
    """
    own = without_connectives(query)
    if query.names_without_asking:
        asked = " ".join(cue.text for cue in interpreter.read(normalise(context.question)).cues[-1:])
        bare = own.rstrip(TRAILING)
        own = f"{asked} {bare}" if query.english else bare + asked
    terms = tuple(_without_groups(term, query, interpreter) for term in subjects)
    joint = " " if query.english else ""
    for borrowed in dict.fromkeys(("".join(term for term in terms if term not in own), *terms)):
        if borrowed and borrowed not in own:
            yield borrowed + joint + own, own
    if query.names_without_asking and names_concept(query):
        yield own, own
        yield without_connectives(query), without_connectives(query)


def substitutions(query: Query, asked: Query) -> Iterator[str]:
    """The question before, with what a bare question names in the place of each thing that it named.

    None where it did not say what is asked of that (听说建了新学校), or the bare one does
    (那封顶线呢, 农村低保报销呢).
    """
    if any(_asks(m) or is_event(m.senses) for m in query.mentions) or not (
        asked.cues or any(map(_asks, asked.mentions))
    ):
        return
    named = without_connectives(query).rstrip(TRAILING)
    things = [mention for mention in asked.mentions if is_concept(mention.senses) and not _asks(mention)]
    for thing in things:
        yield asked.text[: thing.start] + named + asked.text[thing.end :]
    if not things:
        yield named + asked.text


def _asks(mention: Mention) -> bool:
    """Whether a name tells what is asked of something (封顶线), and not of what."""
    return any(sense.role is Role.ATTRIBUTE for sense in mention.senses)


def _without_groups(term: str, query: Query, interpreter: Interpreter) -> str:
    """The term without the qualifier values that the question replaces."""
    text = normalise(term)
    for mention in interpreter.read(text).mentions:
        groups = {sense.group for sense in mention.senses if sense.role is Role.QUALIFIER}
        if groups & set(query.qualifiers):
            text = text.replace(mention.text, "")
    return text
