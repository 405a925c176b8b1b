"""Greetings, thanks and the like in wordings that nobody listed; what asks for something is none of them."""

from __future__ import annotations

import pytest

from knowledge.language.normalise import normalise
from knowledge.language.replies import Replies, build_replies
from knowledge.model.base import Lexicon

SAID = {
    "greeting": """
        早上好啊
        下午好呀
        你好，请问
        您好，我想咨询一个事
        hi there
        安答你好呀
        大家早上好
        哈喽哈喽
        师傅你好，问个事儿
        你好你好
        新年快乐
        早啊
        早安
        领导好
        嗨，安答
        Hello there!
        good morning
        zaoshang hao
        您好，在吗
        晚上好，打扰一下
    """,
    "test": """
        问个事儿
        我想问一下
        有个事想问问你
        请问
        能问你个问题吗
        我想打听个事
        我有个问题
        打扰一下
        有人在吗
        在不在呀
        喂喂
        想咨询点事情
        can I ask you a question
    """,
    "thanks": """
        谢谢你啊帮大忙了
        太感谢了
        好的，谢谢您嘞
        真是太谢谢你了
        谢谢安答
        感谢感谢
        谢啦
        辛苦你了
        麻烦您了，谢谢
        知道了，谢谢啊
        谢谢您的耐心解答
        唔该晒
        thank you so much
        xie xie ni
        哈哈谢谢
        帮了我大忙了
    """,
    "farewell": """
        晚安
        晚安啦
        谢谢，再见
        好的拜拜
        我先走了
        我要睡觉了
        那就这样吧
        没事了，谢谢
        不问了
        明天再聊
        先忙了哈
        good night
        拜拜咯
        我去吃饭了
    """,
    "identity": """
        你是AI吗
        你是机器人还是真人
        你到底是人还是机器啊
        你是不是真人呀
        您是哪位
        你叫什么名字
        你好，你是谁
        谁做的你
        这是机器人吗
        你不会是机器人吧
        你是什么东西
        怎么称呼您
        介绍一下你自己
        对面是真人吗
        你是ChatGPT吗
        是人工智能吗
        are you human
        are you a robot or a person
        who are you
        你是哪个单位的
    """,
    "person": """
        我要找活人
        给我找个活人说话
        转人工
        能不能找个真人跟我说
        帮我转人工客服
        我不想跟机器人说话
        有没有人工客服
        你好，转人工
        找个人跟我聊
        我要人工
        废物，给我转人工
        直接找工作人员
        can I talk to a real person
    """,
    "abuse": """
        你妈的什么破玩意
        SB
        傻逼玩意
        你个傻子
        什么垃圾机器人
        滚犊子
        你是不是有病
        你真是个废物
        滚滚滚
        操你妈
        人工智障
        破机器人
        cnm
        你他妈是不是傻
        fuck you
        垃圾东西
    """,
    "complaint_about_bot": """
        投诉你
        我要投诉你
        你答非所问
        你又答错了
        我问的不是这个
        你根本没听懂
        你听不懂人话吗
    """,
    "capability": """
        你能干什么
        你都会啥呀
        我能问你些什么
        你好，你能帮我干啥
        what can you do
    """,
    "praise": """
        你真棒
        回答得真好
        你太厉害了
        挺好用的
        说得真清楚
        给你点赞
        真不错
    """,
    "chitchat": """
        给我讲个笑话
        陪我聊会儿天吧
        吃了吗
        你几岁了
        唱首歌吧
    """,
    "repeat": "太长了",
    "laughter": """
        哈哈哈哈哈
        呵呵
        hahaha
        笑死我了
    """,
    "acknowledgement": """
        好的好的
        嗯嗯知道了
        哦，这样啊
        我明白了
        OK
        行吧，算了
    """,
    "unsubscribe": """
        不要再给我发通知了
        怎么才能不收公告
        别再发消息了
    """,
}

ASKED = """
    你好，医疗救助封顶线是多少
    早上好，洒水车几点来
    请问图书馆在哪
    谢谢，那五保呢
    我想咨询低保怎么办
    问个事儿，二院啥时候建好
    你们几点上班
    那呢
    多少钱
    在哪
    什么时候
    有几个
    叫什么
    是谁
    谁负责
    这是什么
    他多大了
    他是谁
    有用吗
    真的能报吗
    好不好办
    好的学校有几所
    知道怎么办吗
    能办吗
    人工湖在哪
    人工增雨搞了几次
    机器人比赛什么时候
    垃圾几点收
    垃圾分类
    找人帮忙搬家
    找个工作
    我要找书记
    转到二院要什么手续
    投诉村支书
    我要投诉物业
    再说一遍洒水的时间
    行不行
    对不对
    早市几点
    早点铺在哪
    拜拜庙会几号
    睡觉打呼噜能报销吗
    妈的报销比例咋这么低
    老师好找吗
    大家都说好的医院
    辛苦费多少
    帮忙办证收费吗
    谢师宴能办吗
    感谢信往哪送
    你好多少钱
    我明白了但是钱不够怎么办
    哈尔滨
    嗨歌的地方
    我有个问题，低保怎么申请
    我要吃饭
    吃了药能打疫苗吗
    在吗这个文件
    没有了吗
    没事了吧我的低保
    人在哪
    客服电话是多少号段
    真人秀
    忙不忙
    先进村有几个
    明天来吗
    大忙季节补贴
    这个机器人多少钱
    操场开放吗
    草原补贴
    靠山村在哪
    日间照料中心
    娘家户口怎么迁
    妈妈的医保
    他妈是低保户能救助吗
    滚动播放几次
    破案多少起
    破产企业几家
    东西多少钱
    智能手机培训
    什么东西免费
    缺德事谁管
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.fixture(scope="module")
def replies() -> Replies:
    """The replies of a town that wrote none."""
    return build_replies(Lexicon(qualifiers={}))


@pytest.mark.parametrize(
    ("message", "kind"),
    [pytest.param(text, kind, id=text) for kind, texts in SAID.items() for text in lines(texts)],
)
def test_a_courtesy_is_known_however_it_is_worded(replies: Replies, message: str, kind: str) -> None:
    reply = replies.find(normalise(message))
    assert reply is not None
    assert reply.kind == kind


@pytest.mark.parametrize("message", [pytest.param(text, id=text) for text in lines(ASKED)])
def test_what_asks_for_something_is_no_courtesy(replies: Replies, message: str) -> None:
    assert replies.find(normalise(message)) is None
