"""Faults: what is wrong in the staff's files, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.model.entry import FilePosition

_LONGEST_QUOTE = 40

# Code -> the sentence staff read: what is wrong, then what to do.
SENTENCES = {
    # the folder and its files
    "no_directory": "找不到知识库文件夹“{name}”。请检查路径有没有写错。",
    "not_a_directory": "“{name}”不是文件夹。请给出放着 YAML 文件的文件夹。",
    "unreadable_directory": "打不开知识库文件夹“{name}”（{reason}）。请检查权限。",
    "no_topic": "“{name}”里没有主题文件。请至少写一个含有 topic 和 entries 的 .yaml 文件。",
    "no_sources": "“{name}”里没有 sources.yaml。每条回答都要注明出处，请先登记资料来源。",
    "same_file_twice": "“{name}”已经有一份，扩展名不同的两份只能留一份。请合并后删掉一份。",
    "same_topic_twice": (
        "“{name}”里的条目，“{other}”里都有，像是它的副本。副本请移到别的文件夹；要用的是这一份，就把那一份移走。"
    ),
    "file_of_another_kind": (
        "“{name}”里写的是 {kind} 的内容，程序不会用它。是副本就移到别的文件夹；不是，就把文件名改成 {kind}。"
    ),
    "no_file": "没有这个文件。请检查路径和文件名。",
    "unreadable_file": "打不开这个文件（{reason}）。请检查它是不是普通文件、有没有读取权限。",
    "not_a_file": "这不是普通文件。请换成一个 YAML 文本文件。",
    "file_too_large": "文件超过 {limit} MB，太大了。请按主题拆成几个文件。",
    # the text of a file
    "not_utf8": "这里的字节不是 UTF-8 文字。请在编辑器里用“另存为”把编码选成 UTF-8。",
    "control_character": "这里有一个看不见的控制字符（{name}）。请删掉它再保存。",
    "empty_file": "文件是空的。请写上内容，或者删掉这个文件。",
    "directive": "行首不能用 % 号。如果它是正文，请把整句话放进引号里。",
    "tab": "这里用了制表符（Tab 键）。请改成空格，每一层缩进两个空格。",
    "invisible": "这里混进了一个{name}（{number}），看着像空格，或者看不见。请删掉它，要空格就用英文的。",
    "full_width_colon": "这里的冒号是中文冒号“：”。请改成英文冒号加一个空格，写成“{key}: ”的样子。",
    "no_space_after_colon": "英文冒号后面少了一个空格。请写成“{key}: ”再接内容。",
    "no_colon": "“{key}”后面少了英文冒号。请写成“{key}: ”再接内容。",
    "no_dash": (
        "这里前面少了英文短横线。列表的每一项要写成“- 内容”，各项左对齐；少了它，就和上下的行连成了一句。"
        "本来就是一句的，请写在一行里。"
    ),
    "dash_in_text": (
        "这一行和下面以“- ”开头的行连成了一句。是列表，就把这里的字移到下一行，前面也加上“- ”；"
        "是一句话，就写在一行里，整句放进引号。"
    ),
    "colon_in_text": "这一行多了一个英文冒号加空格。是正文就把整句话放进引号里，不是就检查上一行的缩进。",
    "indentation": "这里的缩进和上下行对不齐。同一层的各行要左对齐，请用空格调整。",
    "dash": "这里的短横线“-”没有对齐。列表的每一项要写成“- 内容”，各项左对齐。",
    "unclosed_quote": "从这里开始的引号没有配对。请在句子末尾补上同样的引号。",
    "no_entries": "这里前面少了一行 entries。请在 topic 下面另起一行，顶格写上“entries:”，条目接在后面。",
    "after_quote": "引号后面还有多余的文字。请把整句话都放进引号里，或者去掉引号。",
    "backslash": "双引号里的反斜杠“\\”用得不对。请改用单引号，或者去掉反斜杠。",
    "unclosed_bracket": "这里的 [ ] 或 {{ }} 没有配对，或者各项之间少了逗号。请补上英文括号和英文逗号。",
    "reserved_character": "这里不能用“{name}”开头。请把整句话放进引号里。",
    "block_text": "“|”或“>”后面的写法不对。请在它后面直接换行，正文另起一行并缩进。",
    "syntax": "这里不合 YAML 的写法。请检查这一行和上一行的缩进、冒号、引号和括号。",
    "anchor": "不能使用“&”记号（锚点）。请直接写出内容；如果它是正文，请放进引号里。",
    "alias": "不能使用“*”引用（别名）。请直接写出内容；如果它是正文，请放进引号里。",
    "tag": "不能使用“!”标签。请删掉它；如果它是正文，请放进引号里。",
    "merge_key": "不能使用“<<”合并。请把内容直接写出来。",
    "complex_key": "冒号左边只能是一个词，不能是列表或者一组内容。请检查这里的括号和“?”号。",
    "too_deep": "这里套得太深，超过了 {limit} 层。请检查缩进和括号。",
    "too_many_nodes": "文件里的内容太多，超过了 {limit} 项。请按主题拆成几个文件。",
    "too_long": "这段文字超过了 {limit} 个字。请检查引号有没有配对，或者把内容分开写。",
    "several_documents": "一个文件里只能有一份内容。请删掉中间的“---”，或者拆成两个文件。",
    "duplicate_key": "“{key}”在这里又写了一遍，第 {line} 行已经写过。请合并成一处。",
    # the shape of the content
    "unknown_key": "不认识“{key}”这一项。{hint}",
    "missing": "这里少了必填的“{key}”。请补上。",
    "empty": "“{key}”不能空着。请填上内容。",
    "want_text": "“{key}”应该是一段文字。请直接写文字，不要写成列表或者一组内容。",
    "want_list": "“{key}”应该是一个列表。请写成 [甲, 乙]，或者每项一行、以“- ”开头。",
    "want_mapping": "“{key}”应该是一组“名称: 内容”。请检查冒号后的空格和缩进。",
    "want_number": "“{key}”应该是一个数字，例如 6；现在写的是“{value}”。",
    "want_date": "“{key}”应该写成 2026-03-31 这样的日期，没有就留空；现在写的是“{value}”。",
    "no_such_day": "“{key}”的日期“{value}”在日历上没有。请改成真实的日期。",
    "want_sha256": "“{key}”应该是 64 位的 SHA-256 校验值，只含 0-9 和 a-f。请重新计算，或者先留空。",
    "want_id": "编号“{value}”只能用英文字母、数字和 - _ .，以字母或数字开头，最多 64 个字符。请改写。",
    "want_one_of": "“{key}”不能是“{value}”。可以写：{allowed}。{hint}",
    "wide_mark": "这里的“{name}”是中文的。列表里的逗号和括号要用英文的，写成“{narrow}”，例如 [甲, 乙]。",
    "want_dash": "列表的每一项要以英文短横线加一个空格开头，写成“- 内容”，各项左对齐。请改正这里的“{mark}”。",
    "want_moment": "“{key}”应该写成 2026-12-01 09:30 的样子，用本地的钟点，不写时区；现在写的是“{value}”。",
    "want_switch": "“{key}”只能写 true（是）或 false（否）；现在写的是“{value}”。",
    "want_chat": "“{value}”不是群的编号。群的编号是负数，例如 -1001234567890，用 anda announce chats 查。",
    "want_target": "target 要么写 all（所有的群），要么写 tags 或 chats，不能都空着，也不能都写。",
    "too_few": "“{key}”至少要有一项。请补上。",
    "no_items": "“{key}”下面还是空的。请至少写一项，以“- id: 编号”开头；还不想写，就先删掉这个文件。",
    "comma_in_text": "“{key}”前面的英文逗号把一句话切成了两项。请把整句话放进英文单引号里，写成 '甲,乙'。",
    "word_quotes": "“{mark}”是中文的引号，在这里不算引号。请换成英文单引号，把整句话放进 '…' 里。",
    "facet_twice": "facet 和 facets 只能写一个。请把内容都写进 facets。",
    "invalid": "“{key}”的内容不对：{value}。请对照其他条目的写法修改。",
    "too_many_faults": "这个文件的问题太多，其余的没有列出。请先改好上面这些。",
    # the content as a whole
    "no_citation": "这一条没有出处。请在 citations 里写明来源、段落和原文里的短语。",
    "duplicate_id": "编号“{id}”已经用在 {other}。请换一个编号，全部文件里不能重复。",
    "duplicate_source": "来源编号“{id}”已经用在 {other}。请换一个编号。",
    "duplicate_phrasing": "问法“{phrasing}”在条目“{id}”（{other}）里也有。请删掉一处。",
    "no_words": "“{value}”里没有文字。请删掉，或者写上文字。",
    "dangling_related": "没有编号是“{id}”的条目。请改正或者从 related 里删掉。{hint}",
    "dangling_source": "没有登记过来源“{id}”。请改正，或者在 sources.yaml 里登记。{hint}",
    "no_paragraph": "出处没有写段落。请加上 paragraph: 段落号。",
    "paragraph_out_of_range": (
        "来源“{source}”只有 {count} 段，没有第 {paragraph} 段。请改段落号（标题也算一段，空行不算）。"
    ),
    "no_cell": "来源“{source}”是表格，出处要写 row（行的编号）和 column（列名）。请补上。",
    "evidence_too_long": "依据有 {length} 个字，最多 {limit} 个字。{hint}",
    "uncarried_figure": "{where}里的“{figure}”没有依据。{hint}",
    "misplaced_figure": (
        "{where}里写的是“{said}”，依据里是“{told}”，说的不是一回事。"
        "请对照原文改正；要是一回事，就照依据的字眼写。"
    ),
    "dates_reversed": "生效日 {valid_from} 在失效日 {expires_on} 之后。请改正其中一个。",
    # announcements
    "not_announcements": "“{name}”不是文件夹。请把公告的 YAML 文件放进名叫 announcements 的文件夹。",
    "duplicate_announcement": "公告编号“{id}”已经用在 {other}。请换一个编号。",
    "dangling_entry": "没有编号是“{id}”的条目。请改正或者从 entries 里删掉。{hint}",
    "broken_markup": "正文里的“{tag}”不对。记号要成对，例如 <b>粗体</b>；文字里的 < 请写成 &lt;。",
    "text_too_long": "正文连出处一共 {length} 个字，最多 {limit} 个。请写短一些，或者分成两条。",
    "personal_number": "正文里有身份证号或者银行卡号那样的号码。请删掉；手机号可以写，人人都会看到。",
    "tag_too_long": "主题“{tag}”太长，最多 {limit} 个字。请改短。",
    "want_cron": "“{value}”不是重复的规律。请写五个数：分 时 日 月 星期，例如 0 9 * * 1 是每周一 9 点。",
    "too_often": "一天最多发 {limit} 次，这样写超过了。请减少次数。",
    "never_again": "到截止的时候一次也轮不到。请改规律或者 until。",
    "ends_before": "“{key}”在发出的时间之前。请改正其中一个。",
    "past_moment": "发出的时间 {moment} 已经过去了。请改成以后的时间，或者空着。",
    "entry_not_in_force": "条目“{id}”在发出的那天不在有效期里。请换一个条目，或者先更新它。",
    # what the engine makes of the content
    "own_question_missed": "用这一条自己的问题“{question}”去问，{found}。",
    "check_missed": "检查问题“{question}”没有找到这一条（{found}）。",
    "not_for_hit": "“{question}”写在 not_for 里，却会用这一条来回答。请看看 facets、qualifiers 写全了没有。",
    "unlisted_group": "限定“{group}”这一组没有登记过，不起作用。请改正，或者先登记到 lexicon.yaml 里。{hint}",
    "unlisted_value": "限定“{group}”里没有登记过“{value}”。请改正，或者先登记到 lexicon.yaml 里。{hint}",
    "ranges_touch": (
        "“{value}”和“{other}”里都有{figure}，问{figure}的不知会听到哪一条。看原文：{figure}不算在“{value}”里，"
        "就写成“{short}”；不算在“{other}”里，就写成“{beyond}”。"
    ),
    "ranges_overlap": (
        "“{value}”和“{other}”里都有{first}到{figure}，问这当中的不知会听到哪一条。请照原文把两档分开。"
    ),
    "ranges_nested": (
        "提示：“{value}”里包着“{other}”，{entries} 说的又是同一样事物，有人两条都对得上。"
        "原文是分档的，就写成不重叠的，例如 60至79周岁、80周岁以上。"
    ),
    "named_otherwise": (
        "提示：问题里的“{name}”是“{value}”（{group}）的别称，程序就当这一条只管“{value}”。"
        "真是这样就写进 qualifiers；不是，就别把“{name}”写成它的别称，写进问法就够。"
    ),
    "twin_group": (
        "提示：“{group}”和程序自带的“{other}”管的是一回事（{twins}），这些条目等于限定了两次，容易答不上。"
        "用自带的一组就行，写“{other}: {value}”这样的；要留着自己的，就把 {other} 也写上。"
    ),
    "year_moved": (
        "提示：“{word}”现在指的是{year}年，这一条说的却是{told}，对不上了。"
        "请把“{word}”换成{told}；{year}年的，有资料就另写一条。"
    ),
    "years_spanned": (
        "提示：回答从{first}年{month}月说到{second}年{later}月，问{first}年、问{second}年都会用这一条来答。"
        "开始和结束能分就分成两条，各写各的年份；分不开，就把问另一年的话写进 not_for。"
    ),
    "review_due": "条目“{id}”该复核了（复核日 {day}）。请核对后改 review_by。",
    "said_twice": "提示：问法“{phrasing}”在这一条里写过了（第 {line} 行）。留一处就够。",
    "shared_name": "提示：“{name}”是“{term}”的同义词，也写在“{other}”里。意思不一样就只留一处。",
    "remark_in_text": (
        "提示：“#”后面的“{remark}”程序不读，居民看不到。是正文，就把整句话放进英文单引号里；"
        "是写给同事看的，就在“#”后面空一格，句末不用句号。"
    ),
    "bare_answer": "提示：回答只有“{answer}”，居民看不出说的是什么。请写成一句完整的话。",
    "one_item": (
        "提示：“{value}”程序当成了一项，中文的“{mark}”不分开各项。是几项，就换成英文逗号；真是一项，就不用改。"
    ),
    "strange_kind": "提示：程序没有自带“{kind}”这一种回复。想换掉“{near}”那一句，就把它改成“{near}”。",
    "only_a_year": "提示：发布日期“{published}”只有年份。原文这样印就不用改；没有印就空着，不要猜。",
    "unknown_text": "程序里没有“{key}”这句固定用语。请改正名称，或者删掉。{hint}",
    # what staff change through the bot
    "entry_withdrawn": "条目“{id}”已经不在知识库里。请重新选一个。",
    "masked_phrasing": "问法“{phrasing}”里有遮住的号码，不能写进知识库。请另写一句没有号码的问法。",
    "phrasing_not_placed": "没法在这里稳妥地加上问法，文件没有动。请用编辑器手工加。",
    "phrasing_missed": "加上“{phrasing}”以后用它去问，答的还不是这一条。请看看它是否在有效期内。",
    "unwritable_file": "写不进这个文件（{reason}），文件没有动。请检查文件夹的权限和磁盘。",
    "changed_meanwhile": "这个文件后来又有改动，没有动它。请用编辑器手工改。",
    "nothing_to_undo": "没有可以撤销的改动。",
    # a table that becomes content
    "broken_line": '这一行不是一个完整的 JSON 对象。请改成 {{"列名": "内容", …}}，或者删掉这一行。',
    "broken_row": "从这一行起不合 CSV 的写法，多半是引号没有配对，或者一格太长。请检查这一行。",
    "nested_cell": "这一格不是文字或数字。请改成一段文字。",
    "too_many_cells": "这一行比表头的 {value} 列多。请检查逗号，格子里有逗号时整格要放进双引号。",
    "too_few_cells": "这一行比表头的 {value} 列少。请检查逗号，空的格子也要留着逗号。",
    "cell_too_long": "这一格超过了 {value} 个字。请分成几行，或者把内容写短。",
    "nameless_column": "表头第 {value} 列没有列名。请补上。",
    "column_twice": "表头里这个列名写了两次。请改掉一个。",
    "no_question_cell": "这一行没有写问题。请补上，或者删掉这一行。",
    "no_answer_cell": "这一行没有写回答。请补上，或者删掉这一行。",
    "row_id_twice": "这一行的编号，第 {value} 行已经用了。一行一个编号，请在表里把其中一个改掉。",
    "no_such_column": "表里没有“{name}”这一列，只有：{names}。",
    "no_question_column": "看不出哪一列是问题。请用 --question 列名 指明；表里有：{names}。",
    "no_answer_column": "看不出哪一列是回答。请用 --answer 列名 指明，可以写几次；表里有：{names}。",
    "empty_table": "“{name}”里一行内容也没有。请检查是不是选错了文件。",
    "table_is_excel": (
        "“{name}”其实是 Excel 文件，只是改了名字。请用表格软件打开它，另存为“CSV UTF-8”，再导入。"
    ),
    "table_of_semicolons": (
        "“{name}”的各列是用分号隔开的，程序只认逗号。请在表格软件里另存为“CSV UTF-8（逗号分隔）”，再导入。"
    ),
    "table_unreadable": "读不了“{name}”（{reason}）。请检查路径和权限。",
    "table_not_utf8": "“{name}”不是 UTF-8 文字。表格请先另存为“CSV UTF-8”，再导入。",
    # evidence against its source
    "no_such_source": "没有登记过来源“{id}”。sources.yaml 里登记的是：{known}。",
    "source_unreadable": "读不了原文文件“{path}”（{reason}）。请检查路径和权限。",
    "source_not_utf8": "原文文件“{path}”不是 UTF-8 文字。请在编辑器里用“另存为”把编码选成 UTF-8。",
    "source_unknown": "认不出“{path}”是哪一份来源。请写成 来源编号=文件，或者核对 sources.yaml 里的 sha256。",
    "source_paragraphs": (
        "来源“{source}”登记了 {count} 段，文件里有 {found} 段（标题也算一段，空行不算）。"
        "请核对后改正 paragraphs。"
    ),
    "evidence_not_found": "依据“{evidence}”不在来源“{source}”的第 {paragraph} 段里。请从原文原样抄写。",
    "evidence_elsewhere": (
        "依据“{evidence}”不在来源“{source}”的第 {paragraph} 段，在第 {other} 段。请把 paragraph 改成 {other}"
        "（标题也算一段，空行不算）。"
    ),
    "evidence_cut": "依据“{evidence}”把第 {paragraph} 段里的数字切断了。请把数字、单位和“余”字抄完整。",
    "cell_not_found": "来源“{source}”的表格里没有“{row}”行“{column}”列。请核对行编号和列名。",
    "cell_differs": "依据“{evidence}”和表格“{row}”行“{column}”列的内容“{cell}”不一样。请照表格抄写。",
}


# What to do about a fault where that depends on more than its kind.
HINTS = {
    "shorten": "请只留下带数字的短语，分成几条也可以。",
    "shorten_to": "可以只写{pieces}。",
    "part_into": "可以分成 {count} 条：{pieces}。",
    "prove": "请对照原文改正，或者补一条带这个数字的依据。",
    "other_bound": "依据“{evidence}”里的“{other}”，说的界限不一样。请照原文说，或者换个不带这个数的说法。",
    "other_unit": "依据“{evidence}”里的“{other}”，单位不一样，或者说的不是一回事。请照原文写。",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """Something staff must put right; `place` is empty when there is no file to point at.

    `why` tells what lies behind it, where that is known only when the engine is asked.
    """

    place: FilePosition | None
    code: str
    sentence: str
    why: str = ""

    def __str__(self) -> str:
        told = self.sentence + self.why
        return told if self.place is None else f"{self.place}: {told}"


def fault(code: str, place: FilePosition | None, **words: object) -> Fault:
    """The fault of that code, its sentence filled in."""
    return Fault(place=place, code=code, sentence=SENTENCES[code].format(**filling(words)))


def filling(words: Mapping[str, object]) -> dict[str, object]:
    """What a sentence is filled in with: long or unprintable words are shortened."""
    return {name: _shown(word) if isinstance(word, str) else word for name, word in words.items()}


class Phrase(str):
    """Words that are ours, hence shown in full."""

    __slots__ = ()


def hint(code: str, **words: object) -> Phrase:
    """What to do about a fault, filled in."""
    return Phrase(HINTS[code].format(**filling(words)))


def quoted(texts: Iterable[str]) -> Phrase:
    """Some texts of staff's, each in quotation marks."""
    return Phrase("".join(f"“{_shown(text)}”" for text in texts))


def _shown(word: str) -> str:
    if isinstance(word, Phrase):
        return word
    text = "".join(character if character.isprintable() else " " for character in word[: _LONGEST_QUOTE + 1])
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"
