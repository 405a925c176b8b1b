"""Headings: what the name of a column says that its cells tell, in any table."""

from __future__ import annotations

import pytest

from knowledge.answering.engine import Engine
from knowledge.model.entry import Facet


@pytest.mark.parametrize(
    ("headings", "facets"),
    [
        pytest.param(
            "办理时限 承诺办结时间 法定期限 多久办好 要几天", {Facet.DURATION}, id="how long it takes"
        ),
        pytest.param("收费标准 是否收费 费用 工本费 多少钱 手续费 单价", {Facet.FEE}, id="what it costs"),
        pytest.param("补助标准 补贴金额 待遇标准", {Facet.AMOUNT}, id="what one gets"),
        pytest.param("所需材料 申请材料 材料清单 要带什么 需要的证件", {Facet.MATERIALS}, id="papers"),
        pytest.param("咨询电话 联系方式 热线 监督电话 找谁", {Facet.CONTACT}, id="a telephone"),
        pytest.param("办理地点 受理窗口 地址 所在地 到哪儿办 去哪里", {Facet.PLACE}, id="a place"),
        pytest.param("办公时间 上班时间 受理时间", {Facet.TIME, Facet.DATE}, id="hours"),
        pytest.param("办理条件 服务对象 谁能办 适用人群", {Facet.ELIGIBILITY}, id="conditions"),
        pytest.param("办理流程 操作步骤 怎么办", {Facet.HOW}, id="steps"),
        pytest.param("办理部门 实施主体 责任单位 归谁管", {Facet.PERSON}, id="an office"),
        pytest.param("备注 设定依据 收费依据 事项类型 其他", set(), id="says too little"),
    ],
)
def test_a_heading_tells_facets(small_engine: Engine, headings: str, facets: set[Facet]) -> None:
    read = small_engine.derived.interpreter.headings.facets
    assert {heading: set(read(heading)) for heading in headings.split()} == dict.fromkeys(
        headings.split(), facets
    )
