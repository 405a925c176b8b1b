"""Reasons: what stands between a question and the entry that it was to find, in sentences for staff."""

from __future__ import annotations

from knowledge.files.faults import filling

# Each kind of conflict has a sentence by its name; with more behind the name it is said where more is known.
REASONS = {
    "facet": "问的是“{word}”，这一条的回答里没有说。",
    "facet_undeclared": (
        "问的是“{word}”（{facets}），这一条的 facets 里没有；回答里真说了就加上，读错了就换个说法考。"
    ),
    "counter": "问的是多少“{word}”，这一条里没有用“{word}”数的数。",
    "counted": "问的是“{word}”的数目，这一条数的是别的。",
    "attribute": "“{word}”不在这一条的问法、回答或者 subject 里；是一回事，就写进去。",
    "event": "“{word}”这件事，这一条的问题和回答里没有说。",
    "qualifier": "问的是“{word}”，这一条管的不是它。",
    "qualifier_own": "问的是“{word}”，这一条只管“{own}”（{group}）。",
    "qualifier_inferred": "问的是“{word}”，这一条没写限定，程序按它的问题当成只管“{own}”（{group}）。",
    "qualifier_of_phrasing": (
        "问的是“{word}”，这一条没写限定，程序按它的问法“{phrasing}”当成只管“{own}”（{group}）。"
    ),
    "narrowing": "问的只是“{word}”，这一条的限定、问法和回答里都没有。",
    "numbered": "问的是“{word}”，这一条里没有这个号。",
    "name": "“{word}”这个名字，不在这一条的问法、回答或者 subject 里。",
    "modifier": "“{word}”不在这一条的问法、回答或者 subject 里；是一回事，就写进去。",
    "part": "“{word}”问的只是其中一部分，这一条没有单说。",
    "turn": "“{word}”换了一面来问（剩多少、以后怎样……），这一条没有这样说；是一回事，就写一句带它的问法。",
    "date": "问的是“{word}”，这一条的回答和依据里没有这个日子。",
    "year": "问的是“{word}”，这一条和它的资料里都没有这一年。",
    "period": "问的是“{word}”，这一条说的不是这样一段时间。",
    "counter_example": "这句话写在这一条的 not_for 里，留一处就够。",
    "subject": "这句话没有提到 subject 里的“{subject}”，别的词也几乎对不上。",
    "subject_unwritten": "这一条没有写 subject，这句话的词也几乎对不上。",
    # where nothing speaks against it
    "nearer": "它更像 {other} 那一条（问法“{phrasing}”）；照这句话换个说法，给这一条加一两句问法。",
    "torn": "它和 {other} 那一条分不开（问法“{phrasing}”）；照这句话换个说法，给这一条加一两句问法。",
    "too_little": "这句话没说问什么，{other} 也对得上；换一句说明白的。",
    "few": "没有什么说不通，只是问法太少（最像的是“{phrasing}”）；照这句话换个说法，加一两句问法。",
    "unsaid": "没有什么说不通，只是离哪句问法都远（最像的是“{phrasing}”）；照这句话换个说法，加一两句问法。",
    "words_unsaid": "“{words}”在这一条里没有说过，写进问法最管用。",
    # what tells it apart from the other
    "years_apart": "两条只差年份：那一条每写一句问法，这一条也换上{own}写一句，问到哪一年就答哪一年。",
    "subject_apart": "那一条说的是“{other}”，这一条说的是“{own}”；问法里带上自己的词，就分得开。",
    "unlike": "这一条的问法里没有像它的话；照这句话换个说法，加一两句问法。",
    "canned": "这句话得到的是固定的回话（问候、求助，或者没有字），不去找条目；换一句不像求助和问候的。",
    # how it was read
    "read_as": "程序把它读成“{text}”。",
    "asks": "读成在问：{facets}。",
    "a_number": "一个数，例如个数 count、金额 amount",
}


def reason(code: str, **words: object) -> str:
    """The sentence of that code, filled in."""
    return REASONS[code].format(**filling(words))
