"""HTML is read as Telegram reads it."""

from __future__ import annotations

import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.telegram_api.formatting import formatted
from tests.telegram_api.lengths import utf16
from tests.telegram_api.refusal import RefusalError

Json = dict[str, Any]


def entity(kind: str, offset: int, length: int, **details: Any) -> Json:
    return {"type": kind, "offset": offset, "length": length, **details}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        pytest.param("字", "字", [], id="plain"),
        pytest.param("<b>字</b>", "字", [entity("bold", 0, 1)], id="bold"),
        pytest.param("<B>字</B >", "字", [entity("bold", 0, 1)], id="any case, blanks in the end tag"),
        pytest.param("<b>字</>", "字", [entity("bold", 0, 1)], id="an end without a name"),
        pytest.param("😀<i>字</i>", "😀字", [entity("italic", 2, 1)], id="offsets count UTF-16 units"),
        pytest.param(
            "<u><s>字</s></u>", "字", [entity("strikethrough", 0, 1), entity("underline", 0, 1)], id="nested"
        ),
        pytest.param(
            '<a href="http://a.cn/?a=1&amp;b">字</a>',
            "字",
            [entity("text_link", 0, 1, url="http://a.cn/?a=1&b")],
            id="link",
        ),
        pytest.param(
            "<a href='http://a.cn'>字</a>",
            "字",
            [entity("text_link", 0, 1, url="http://a.cn")],
            id="single quotes",
        ),
        pytest.param(
            "<a>a.cn</a>", "a.cn", [entity("text_link", 0, 4, url="a.cn")], id="a link of its own words"
        ),
        pytest.param("<a>字</a>", "字", [], id="a link to nowhere"),
        pytest.param("<blockquote>字</blockquote>", "字", [entity("blockquote", 0, 1)], id="quote"),
        pytest.param(
            "<blockquote expandable>字</blockquote>",
            "字",
            [entity("expandable_blockquote", 0, 1)],
            id="expandable",
        ),
        pytest.param('<span class="tg-spoiler">字</span>', "字", [entity("spoiler", 0, 1)], id="span"),
        pytest.param(
            '<pre><code class="language-py">x</code></pre>',
            "x",
            [entity("pre", 0, 1, language="py")],
            id="pre with language",
        ),
        pytest.param("<code><b>x</b></code>", "x", [entity("code", 0, 1)], id="nothing inside code"),
        pytest.param(
            "<blockquote>一<blockquote>二</blockquote></blockquote>",
            "一二",
            [entity("blockquote", 0, 2)],
            id="no quote inside a quote",
        ),
        pytest.param("<b></b>字", "字", [], id="around nothing"),
        pytest.param(" <b> 字 </b> ", "字", [entity("bold", 0, 1)], id="blanks around"),
        pytest.param("&lt;b&gt; &amp;&quot;&#20013;&#x5b57;", '<b> &"中字', [], id="references"),
        pytest.param(
            "&lt &copy; & &#0;", "< &copy; & &#0;", [], id="without semicolon, unknown, alone, of nothing"
        ),
    ],
)
def test_tags_become_entities(source: str, text: str, entities: list[Json]) -> None:
    shown, found = formatted(source, "HTML")
    assert shown == text
    assert sorted(found, key=lambda one: str(one["type"])) == entities


@pytest.mark.parametrize(
    ("source", "why"),
    [
        pytest.param("<b>字", 'Can\'t find end tag corresponding to start tag "b"', id="never closed"),
        pytest.param("字</b>", "Unexpected end tag at byte offset 3", id="never opened"),
        pytest.param(
            "<b><i>字</b></i>",
            'Unmatched end tag at byte offset 9, expected "</i>", found "</b>"',
            id="crossed",
        ),
        pytest.param("<div>字</div>", 'Unsupported start tag "div" at byte offset 0', id="unknown"),
        pytest.param(
            "1 < 2 > 1", 'Unsupported start tag "" at byte offset 2', id="an arrow that was not escaped"
        ),
        pytest.param("字<br/>", 'Unsupported start tag "br/" at byte offset 3', id="a tag of web pages"),
        pytest.param("<b", "Unclosed start tag at byte offset 0", id="an end in a start tag"),
        pytest.param("<a href='x", "Unclosed start tag at byte offset 0", id="an end in a value"),
        pytest.param("<b>字</b", "Unclosed end tag at byte offset 6", id="an end in an end tag"),
        pytest.param(
            "<a href=http://a.cn>字</a>", "Unexpected end of name token at byte offset 8", id="a bare address"
        ),
        pytest.param(
            "<a =x>字</a>", 'Empty attribute name in the tag "a" at byte offset 0', id="no attribute name"
        ),
        pytest.param(
            "<span>字</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0', id="a plain span"
        ),
    ],
)
def test_broken_html_is_refused_with_its_place(source: str, why: str) -> None:
    with pytest.raises(RefusalError) as caught:
        formatted(source, "HTML")
    assert caught.value.description == f"Bad Request: can't parse entities: {why}"


ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
MARKUP = st.lists(
    st.sampled_from(
        [
            "<",
            ">",
            "/",
            "=",
            '"',
            "'",
            " ",
            "b",
            "<b>",
            "</b>",
            "<a href=",
            "<pre>",
            "</pre>",
            "</",
            "&#",
            "&lt;",
            "字",
            "😀",
        ]
    ),
    max_size=12,
).map("".join)


@given(ANY | MARKUP)
def test_any_text_is_read_or_refused(source: str) -> None:
    try:
        text, entities = formatted(source, "HTML")
    except RefusalError as refusal:
        assert refusal.description.startswith("Bad Request: can't parse entities: ")
        return
    for one in entities:
        assert 0 <= one["offset"] < one["offset"] + one["length"] <= utf16(text)


@given(ANY)
def test_what_was_escaped_is_read_as_it_was(text: str) -> None:
    assert formatted(f"<b>{html.escape(text)}</b>", "HTML")[0] == text.strip()


@given(ANY.filter(bool), ANY)
def test_an_escaped_attribute_keeps_its_value(address: str, label: str) -> None:
    source = f'<a href="{html.escape(address)}">字{html.escape(label)}</a>'
    _, entities = formatted(source, "HTML")
    assert [one["url"] for one in entities] == [address]
