"""A town made for measuring: any number of entries, all different, none of them true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import yaml

_FIRST = "松柳梅竹枫桐榆槐桂杏桃梨棠荷菊兰芦苇菱莲石玉金银铜铁珠瑶琼璃云霞虹雪霜露雾岚星月"
_SECOND = "溪岭湾坡塘浦滩洲岗峰谷泉潭渠堤"
_KINDS = ("路", "街", "巷")
_BEFORE = ("请问", "想问一下", "打听一下")

_A_FILE = 50  # entries

# What there is in a street: its name, what is told of it, the unit, the facet, ways of asking.
Service = tuple[str, str, str, str, tuple[str, ...]]
_SERVICES: tuple[Service, ...] = (
    ("游泳馆", "门票", "元", "fee", ("{p}的票价是多少", "去{p}一次要交多少钱", "{p}怎么收费")),
    ("停车场", "车位", "个", "count", ("{p}能停多少辆车", "{p}有几个车位", "{p}的车位数量")),
    ("图书馆", "藏书", "册", "count", ("{p}有多少本书", "{p}的藏书量", "{p}里的书有几册")),
    ("养老院", "床位", "张", "count", ("{p}有几张床", "{p}的床位数", "{p}能住多少老人")),
    ("幼儿园", "招生", "人", "count", ("{p}招多少孩子", "{p}的招生人数", "{p}收几个小朋友")),
    ("公园", "面积", "亩", "area", ("{p}有多大", "{p}占多少亩", "{p}的占地面积")),
    ("菜市场", "摊位", "个", "count", ("{p}有几个摊位", "{p}的摊位数量", "{p}能摆多少摊")),
    ("卫生院", "挂号费", "元", "fee", ("{p}挂号多少钱", "在{p}挂个号要几块", "{p}的挂号费用")),
    ("水厂", "供水", "吨", "amount", ("{p}一天供多少水", "{p}每天供水几吨", "{p}的日供水量")),
    ("小学", "教室", "间", "count", ("{p}有几间教室", "{p}的教室数量", "{p}有多少间教室上课")),
    ("桥梁", "长度", "米", "length", ("{p}有多长", "{p}一共几米", "{p}的全长")),
    ("路灯", "安装", "盏", "count", ("{p}装了几盏", "{p}的安装数量", "{p}一共装了多少盏")),
    ("公交站", "线路", "条", "count", ("{p}有几条线", "{p}停靠多少条线路", "{p}的公交线路数")),
    ("澡堂", "洗澡", "元", "fee", ("{p}洗一次多少钱", "去{p}洗澡要几块", "{p}的洗澡费用")),
    ("食堂", "午饭", "元", "fee", ("{p}吃顿午饭多少钱", "{p}的午饭价格", "{p}午饭要几块")),
    ("体育馆", "座位", "个", "count", ("{p}能坐多少人", "{p}的座位数", "{p}有几个座位")),
    ("文化站", "讲座", "场", "count", ("{p}办几场讲座", "{p}的讲座场数", "{p}一年多少场讲座")),
    ("垃圾站", "清运", "吨", "amount", ("{p}清运多少垃圾", "{p}的清运量", "{p}运走几吨")),
    ("绿地", "树木", "棵", "count", ("{p}种了几棵树", "{p}有多少棵树", "{p}的树木数量")),
    ("充电桩", "电费", "元", "fee", ("{p}充一次多少钱", "在{p}充电要几块", "{p}的充电费用")),
    ("邮局", "信箱", "个", "count", ("{p}有几个信箱", "{p}的信箱数量", "{p}能租多少信箱")),
    ("粮库", "储粮", "吨", "amount", ("{p}存了多少粮食", "{p}的储粮量", "{p}储了几吨粮")),
    ("戏院", "戏票", "元", "fee", ("{p}看场戏多少钱", "{p}的戏票价格", "在{p}买张戏票要几块")),
    ("苗圃", "花苗", "株", "count", ("{p}育了几株花苗", "{p}的花苗数量", "{p}有多少株花苗")),
    ("泵站", "水泵", "台", "count", ("{p}有几台水泵", "{p}的水泵数量", "{p}装了多少台泵")),
)


def services() -> tuple[Service, ...]:
    """The services of every street."""
    return _SERVICES


def streets() -> Iterator[str]:
    """Names of streets, no two alike; some 1,800."""
    for kind in _KINDS:
        for second in _SECOND:
            for first in _FIRST:
                yield first + second + kind


def entry_of(street: str, number: int, service: Service, figure: int) -> dict[str, object]:
    """The entry of one service of one street, as staff would write it."""
    name, thing, unit, facet, asked = service
    place = f"{street}{name}"
    question = f"{place}的{thing}是多少{unit}？"
    return {
        "id": f"street-{number}-{_SERVICES.index(service)}",
        "question": question,
        "phrasings": [
            *(phrasing.format(p=place) for phrasing in asked),
            f"{_BEFORE[number % len(_BEFORE)]}{place}的{thing}有多少",
            f"住在{street}附近，想了解{name}的{thing}",
        ],
        "answer": f"{place}的{thing}是{figure}{unit}。",
        "citations": [
            {"source": "made-report", "paragraph": number % 40 + 1, "evidence": f"{thing}{figure}{unit}"}
        ],
        "subject": [place, thing],
        "facets": [facet],
        "not_for": [f"{place}的负责人是谁"],
        "checks": [f"我想知道{place}的{thing}"],
    }


def town(entries: int) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """The topics of a town of so many entries, two streets each."""
    asked = (
        (street, number, service, 10 + (number * 7 + place * 13) % 900)
        for number, street in enumerate(streets())
        for place, service in enumerate(_SERVICES)
    )
    made = [entry_of(*parts) for parts in islice(asked, entries)]
    names = list(islice(streets(), 2 * -(-entries // _A_FILE)))
    for number, start in enumerate(range(0, entries, _A_FILE)):
        yield "和".join(names[2 * number : 2 * number + 2]), made[start : start + _A_FILE]


def write_town(folder: Path, entries: int) -> Sequence[Path]:
    """Writes a town of so many entries; returns the files of its topics."""
    folder.mkdir(parents=True)
    source = {"id": "made-report", "title": "测速用的样本", "publisher": "样本报", "paragraphs": 40}
    write_yaml(folder / "sources.yaml", {"sources": [{**source, "as_of": "这是编造的样本，只用来测速度。"}]})
    files = []
    for number, (topic, members) in enumerate(town(entries)):
        files.append(folder / f"streets-{number:04}.yaml")
        write_yaml(files[-1], {"topic": topic, "entries": members})
    return files


def write_yaml(file: Path, data: dict[str, object]) -> None:
    """Writes a file as staff would have it."""
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    file.write_text(yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False), "utf-8")
