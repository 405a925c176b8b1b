"""Facets by other names: the words that staff write for them, as in section 5 of the editors' guide."""

from __future__ import annotations

from knowledge.model.entry import Facet

# Facet -> what else it is called; the first is its name in the guide.
OTHER_NAMES = {
    Facet.AMOUNT: "金额 钱数 资金 sum amounts",
    Facet.FEE: "收费 费用 价格 价钱 门票 票价 price prices cost costs money fees charge",
    Facet.RATE: "比例 比率 百分比 涨幅 percent percentage ratio",
    Facet.COUNT: "个数 数量 数目 number numbers quantity",
    Facet.LENGTH: "长度 距离 distance",
    Facet.AREA: "面积 size",
    Facet.DATE: "日期 日子 day days",
    Facet.TIME: "时间 钟点 几点 hour hours when",
    Facet.DURATION: "持续多久 时长 期限 多久 period",
    Facet.FREQUENCY: "隔多久一次 频率 次数 often",
    Facet.PLACE: "地点 地址 位置 地方 where address location",
    Facet.PERSON: "人 人物 人员 who people persons",
    Facet.NAMES: "名称 名字 名单 name list",
    Facet.CONTENT: "内容 what contents",
    Facet.HOW: "办法 方法 方式 流程 步骤 怎么办 method procedure process",
    Facet.STATUS: "进展 状态 进度 情况 state progress",
    Facet.REASON: "原因 理由 why cause",
    Facet.CONTACT: "联系方式 电话 联系 phone telephone tel",
    Facet.MATERIALS: "材料 证件 documents papers material",
    Facet.ELIGIBILITY: "条件 资格 对象 condition conditions eligible",
    Facet.CHANGE: "变化 变动 changes",
}
_FACETS = {name: facet for facet, names in OTHER_NAMES.items() for name in names.split()}


def facet_called(word: str) -> Facet | None:
    """The facet that goes by this name."""
    return _FACETS.get(word.strip().lower())
