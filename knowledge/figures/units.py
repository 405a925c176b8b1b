"""Units and classifiers that make a numeral a figure, with their synonyms."""

from __future__ import annotations

MONEY, YEAR, AGE = "元", "年", "岁"
# Canonical unit -> its exact synonyms.
UNITS: dict[str, tuple[str, ...]] = {
    MONEY: ("块钱", "元钱", "元人民币", "圆", "块"),
    "美元": (),
    "欧元": (),
    "港元": ("港币",),
    "%": (),
    "‰": (),
    "百分点": ("个百分点",),
    "人次": (),
    "人": ("个人", "名", "位", "号人"),
    "户": (),
    "家": (),
    "次": ("遍", "回", "趟"),
    "公里": ("千米", "km", "㎞"),
    "米": (),
    "厘米": ("公分", "cm"),
    "毫米": ("mm",),
    "亩": (),
    "公顷": (),
    "平方公里": ("平方千米",),
    "平方米": ("平米", "㎡"),
    "立方米": ("立方", "m³"),
    "吨": (),
    "公斤": ("千克", "kg"),
    "斤": (),
    "克": (),
    "里": ("里地", "里路", "华里"),
    "升": (),
    "千瓦": (),
    "千伏": (),
    "摄氏度": ("℃",),
    "度": (),
    AGE: ("周岁",),
    "周年": (),
    YEAR: (),
    "个月": (),
    "月": ("月份",),
    "工作日": ("个工作日",),
    "日": ("天", "号"),
    "周": ("星期", "个星期", "礼拜", "个礼拜"),
    "小时": ("个小时", "钟头", "个钟头"),
    "分钟": (),
    "秒": ("秒钟",),
    "倍": (),
}

# Classifiers that count things; each is a unit of its own.
CLASSIFIERS = (
    *"个项件条场份起所座处栋幢套间台辆艘架部本册篇张幅片根棵株头只匹对双组支批类种层轮宗例门堂节集封则句页笔针剂",
    *"桌床盏眼口道段班顶",
    "车次",
    "班次",
    "名额",
)

# After digits these are units too; a Chinese numeral before them is rather part of a name (三角, 十字, 二期).
AFTER_DIGITS = (*"分里级期届字步桩队员大时", "万次")

# What people call a unit for short, after digits: 260方 of water, a flat of 130平.
SHORT_AFTER_DIGITS = {"方": "立方米", "平": "平方米"}

# What is halved by 半 before it: 半小时, 半年, 半个月; 半月 is half of what 个月 counts, and no date.
HALVED = (
    *("年", "个月", "月", "天", "日", "个工作日", "小时", "个小时", "钟头", "个钟头", "分钟", "周岁", "岁"),
    *("星期", "个星期", "礼拜", "个礼拜", "公里", "千米", "里", "里地", "里路", "米", "厘米", "亩", "公顷"),
    *("平方公里", "平方米", "平米", "立方米", "吨", "公斤", "千克", "斤", "克", "升", "个百分点", "百分点"),
)

# What 半 behind it adds a half to: 一年半, 5公里半, 三块半; nothing that is a date or counted whole.
AND_A_HALF = (
    *("年", "个月", "天", "小时", "钟头", "分钟", "岁", "周", "星期", "礼拜", "里", "米", "亩", "公顷"),
    *("立方", "吨", "公斤", "千克", "斤", "克", "升", "度", "倍", "块", "层", "间", "个"),
)

# Not a unit if one of these characters follows: 三年级, 三轮车, 三位一体, 三号楼, 二十四节气, 两部门.
NOT_BEFORE = {
    "年": "级代",
    "轮": "车椅",
    "位": "一数",
    "号": "楼线院门桥井文机店泵站厂",
    "节": "气",
    "部": "门委",
    "场": "所",
    "门": "诊",
    "组": "织",
    "台": "账",
    "层": "级面",
    "班": "子",
    "片": "区",
    "道": "路",
    "周": "边围年",
    "步": "行",
    "分": "钟之",
    "时": "间候",
    "级": "别",
    "期": "间",
    "队": "伍",
    "员": "工",
    "里": "面",
    "里地": "铁名点区块",
    "里路": "口段",
    "号人": "员",
    "毛": "流不党衣巾线笔孩坯竹",
    "天": "然",
    "月": "子亮",
    "人": "民",
    "对": "不吗么吧呀啊嘛",
    "方": "面案法向式便言钟",
    "平": "均安等台原",
}

# English word -> unit; "次/倍" means either. Words that are not here compare by value alone.
ENGLISH_UNITS: dict[str, str] = {
    **dict.fromkeys(("yuan", "rmb", "cny", "renminbi"), "元"),
    **dict.fromkeys(("dollar", "dollars", "usd"), "美元"),
    **dict.fromkeys(("euro", "euros"), "欧元"),
    **dict.fromkeys(("percent", "per cent", "pct"), "%"),
    **dict.fromkeys(("percentage point", "percentage points"), "百分点"),
    **dict.fromkeys(("person", "persons", "people", "residents", "patients"), "人"),
    **dict.fromkeys(("household", "households", "families"), "户"),
    **dict.fromkeys(("time", "times"), "次/倍"),
    **dict.fromkeys(("km", "kilometre", "kilometres", "kilometer", "kilometers"), "公里"),
    **dict.fromkeys(("m", "metre", "metres", "meter", "meters"), "米"),
    **dict.fromkeys(("mu",), "亩"),
    **dict.fromkeys(("hectare", "hectares", "ha"), "公顷"),
    **dict.fromkeys(("square km", "square kilometres", "square kilometers"), "平方公里"),
    **dict.fromkeys(("square metre", "square metres", "square meter", "square meters", "sqm"), "平方米"),
    **dict.fromkeys(("cubic metres", "cubic meters"), "立方米"),
    **dict.fromkeys(("ton", "tons", "tonne", "tonnes"), "吨"),
    **dict.fromkeys(("kwh", "kilowatt hour", "kilowatt hours", "kilowatt-hours"), "度"),
    **dict.fromkeys(("kg", "kilogram", "kilograms"), "公斤"),
    **dict.fromkeys(("year old", "years old", "years of age"), "岁"),
    **dict.fromkeys(("year", "years"), "年/周年/岁"),
    **dict.fromkeys(("month", "months"), "个月"),
    **dict.fromkeys(("working day", "working days", "workday", "workdays"), "工作日"),
    **dict.fromkeys(("day", "days"), "日"),
    **dict.fromkeys(("week", "weeks"), "周"),
    **dict.fromkeys(("hour", "hours"), "小时"),
    **dict.fromkeys(("minute", "minutes"), "分钟"),
    **dict.fromkeys(("second", "seconds"), "秒"),
}

CANONICAL: dict[str, str] = {
    **{name: name for name in (*CLASSIFIERS, *AFTER_DIGITS)},
    **{alias: unit for unit, aliases in UNITS.items() for alias in (unit, *aliases)},
    **SHORT_AFTER_DIGITS,
}

CLOCK_UNIT = "时刻"  # of a time of day, in minutes since midnight
# Units that only say when something is.
OF_MOMENTS = frozenset({CLOCK_UNIT, "时", "月", YEAR})
# Units that say when something is, or how old somebody is, rather than how many or how much.
OF_DATES_AND_AGES = frozenset({CLOCK_UNIT, "时", "日", "周", "月", YEAR, "周年", AGE})

# A lone 一 with one of these is a figure all the same: 一元 is a price, 一个 is an article.
MEASURES = frozenset({"元", "%", "公里", "米", "亩", "公顷", "平方米", "吨", "公斤", "岁", "月"})


def agree(one: str, other: str) -> bool:
    """Whether two units may mean the same; an empty unit agrees with any; 次/倍 is either."""
    if one == other or not one or not other:
        return True
    return not set(one.split("/")).isdisjoint(other.split("/"))
