"""Emergencies in everyday words get whom to call; a question about a policy or a figure gets none of that."""

from __future__ import annotations

import pytest

from knowledge.language.normalise import normalise
from knowledge.language.replies import Replies, build_replies
from knowledge.model.base import Lexicon

# What somebody in need may type, by the kind of need. Nothing here is copied from the words that are listed.
REPORTED = {
    "suicide": """
        我不想活了
        活着没意思
        我妹妹想不开
        我女儿在房间割手
        我妈站在楼顶上
        有人站在桥边要跳
        我真的撑不下去了，想结束这一切
        我想从楼上跳下去
        我儿子关着门说要自杀
        我老伴在家上吊了快来人
        闺女割腕了好多血
        我吃了一整瓶安眠药
        他刚才发消息说要去跳河
        死了算了，谁也不在乎我
        活够了
        同学说她想轻生，我该咋办
        不想再活下去，太累了
        唔想做人
        我好想死
        写好遗书了
        真想一了百了
        活着太累了，不想活
        wo bu xiang huo le
        I want to kill myself
        I don't want to live any more
    """,
    "fraud": """
        被骗了两万块钱
        有人冒充我儿子找我要钱
        网贷让我先交钱
        我把验证码告诉别人了
        网恋对象让我投资
        接到电话说我涉嫌洗钱让我转账
        我被人骗了钱咋办
        刚给骗子转了五千，能追回来吗
        我妈让骗子骗了八千
        网上刷单被骗了
        有人冒充公安局让我把钱转到安全账户
        客服让我共享屏幕还要验证码，是不是骗子
        我银行卡被盗刷了
        俾人呃咗三千蚊
        遭骗咯，咋个办嘛
        好像遇到诈骗了
        老人要给骗子汇款拦不住
        裸聊被人敲诈了
        有人拿我照片敲诈我
        我上当受骗了
        让我先交保证金才放款，是不是骗人的
        对方说我孩子在医院抢救，让我赶紧打钱
        bei pian le
        I got scammed out of 5000 yuan
        他們說我的卡涉案，叫我轉錢去安全賬戶
    """,
    "gas": """
        满屋煤气味头晕
        一屋子煤气味头晕
        家里有股煤气味咋整
        厨房天然气漏了
        好像漏气了，煤气味好重
        煤气罐呲呲漏气
        屋里一股燃气味，不敢开灯
        灶上的管子漏天然气
        烧炉子，屋里人都头晕恶心
        屋企好大阵煤气味
        闻着有煤气的味道
        天然氣洩漏了怎麼辦
        我们一家煤气中毒了
        楼道里全是液化气味
        mei qi lou le
        I can smell gas in my flat
    """,
    "electric": """
        有人触电了
        电线掉地上了
        高压线断了，直冒火花
        我爸被电了，叫不应
        孩子让电打了
        变压器炸了
        门口的电线杆倒了
        洗衣机漏电电着人了
        电线耷拉下来，快碰到人了
        触电晕过去了
        the power line is down on the road
    """,
    "fire": """
        家里着火了
        楼下车棚着起来了
        我闻到烧焦味，楼道有烟
        有火啊，快啲叫消防
        我家厨房起火了快来人
        隔壁楼着火啦
        电动车充电烧着了
        油锅着了灭不了
        楼道里全是烟出不去
        屋头燃起来了
        山上着火咯
        屋企着火啊
        火烛啊快啲嚟
        車庫起火了
        插座冒烟还有火花
        仓库烧起来了
        麦秸垛着了，火势很大
        我被困在火里了
        着火了怎么办
        我们小区23号楼着火，好大的烟，消防车多久能到
        隔壁房子烧着了
        wo jia zhao huo le
        my kitchen is on fire
        there is a fire in the building
        路边一辆车自燃了
    """,
    "violence": """
        老公打我
        我老公又打我了
        他喝多了打我和孩子
        丈夫拿皮带抽我
        被家暴了
        我爸天天打我妈
        前夫跑来打我
        我男人往死里打我
        老公掐我脖子
        老公成日打我
        男朋友打我，不敢出门
        儿子打我要钱
        老公把我打流血了
        my husband is beating me
    """,
    "missing": """
        孩子不见了
        我妈走丢了
        老人走失了
        小孩在商场找不着了
        孩子被人抱走了
        我家娃丢了
        闺女一晚上没回家，电话也打不通
        爷爷出门一直没回来
        细路唔见咗
        女儿失踪两天了
        孩子放学没回家
        有人要拐孩子
        我爸有老年痴呆，走丢了
        my son is missing
        haizi bu jian le
    """,
    "trapped": """
        困在电梯里了
        电梯不动了我出不去
        山体滑坡把人埋了
        树倒了压着车里有人
        电梯坏了，里面关着人
        车被水淹了，人出不来
        洪水把我们困住了
        房子塌了压着人
        孩子的手卡住了拔不出来
        孩子锁车里了
        被困在山上下不来
        墙倒了砸到人
        地震了
        we are stuck in the elevator
        孩子脑袋卡在栏杆里
    """,
    "water": """
        有人落水
        孩子掉河里了
        有人在河里喊救命
        水塘里有小孩漂着
        有人掉进冰窟窿了
        娃掉水塘头了
        老人栽进沟里起不来
        小孩掉井里了
        有人跳河了
        细路跌落水
        车开进河里了
        快淹死了
        河里有人，他不会水沉下去了
        有人在水库溺水
        you ren luo shui le
        somebody fell into the river
    """,
    "traffic": """
        门口撞车了
        我被车撞了
        撞到人了怎么办
        路上两辆车撞了，有人受伤
        我妈骑车让汽车碰了
        车翻沟里了
        出车祸了
        大货车侧翻了
        高速上追尾了
        撞完人跑了
        有人被三轮车轧了腿
        俾车撞亲
        there has been a car accident
    """,
    "crime": """
        有人拿刀要砍我
        有人拿刀
        有陌生男人进我家
        我被传销控制了
        他们不让我走
        有人在我家门口泼油漆
        我女儿被人摸了
        我俾人打
        有个男的拿着菜刀追我
        楼下两伙人打起来了
        有人踹我家门
        有人撬我家锁
        我被人抢了包
        抢劫啊
        一个男的一直跟着我，我好害怕
        有人要杀我
        我被绑架了
        有人掐我脖子
        我被人打了
        几个人堵着我要打我
        有人拎刀斩人
        他威胁要弄死我
        帮我报警
        快打110
        有人非礼我
        我孩子在学校被打了
        somebody is trying to break into my house
        a man with a knife is chasing me
    """,
    "theft": """
        有人偷我电动车
        我电动车被偷了
        家里被撬了
        三轮车叫人骑走了
        手机让人扒了
        家里遭贼了
        店里进小偷了
        电瓶叫人偷走了
        我的钱包被偷
        单车俾人偷咗
        屋里遭偷了
        我三轮车丢了
        我家被盗了
        有賊入屋
        有人正在偷我家的狗
        wo de diandongche bei tou le
        my bike was stolen
    """,
    "birth": """
        我老婆要生了
        媳妇羊水破了
        快生了，来不及去医院
        我要生了怎么办
        孕妇肚子疼见红了
        老婆就快生啦
        邻居家媳妇要生了，叫不到车
        破水了
        wo laopo yao sheng le
        my wife is in labour
    """,
    "medical": """
        老人喘不上气
        我爸喘不上气了
        我妈突然说不出话了
        爸爸心口疼得直冒汗
        有个老头倒在路边不动了
        孩子喝了洗洁精怎么办
        我手被绞进机器里了
        吃错药了咋办
        我哮喘犯了没药
        老人快没气了
        我妈刚才晕了一下，现在脸色发白冒虚汗
        爷爷吃饭卡住了
        我奶奶突然晕倒了
        有人晕倒在路边
        老人摔倒起不来了
        胸口疼得厉害出冷汗
        孩子把电池吞了
        娃吞了个硬币
        宝宝卡住了喘不过气
        我妈喝农药了
        孩子误吃了药
        手指被机器切断了
        流了好多血止不住
        半边身子动不了，嘴也歪了
        老头叫不醒了
        爷爷没心跳了
        孩子抽搐翻白眼
        被毒蛇咬了
        我妈心脏病犯了
        从楼上摔下来了
        吃蘑菇中毒了
        快叫救护车
        阿婆晕咗
        老豆抖唔到气
        老漢昏過去了
        俺娘上不来气儿了
        娃儿噎到了
        人快不行了
        我叔吐血了
        高烧四十度，抽了
        my dad can't breathe
        she is unconscious
        my baby swallowed a battery
        老人家跌倒，流好多血
        laoren hun dao le
    """,
    "help": """
        救命
        救命啊
        救救我
        救救孩子
        快来人啊，出人命了
        help me please
        jiu ming a
        sos
        快救人
    """,
}

# Questions about a policy, a service or a figure, with the same words in them.
ASKED = """
    煤气怎么交费
    天然气多少钱一方
    煤气表怎么换
    煤气公司电话多少
    天然气啥时候通到我们村
    煤气罐在哪儿年检
    煤气中毒怎么预防
    煤气安全检查查了几家
    燃气泄漏报警器免费发吗
    烟感报警器哪里领
    天然气改造花了多少
    燃气管道几时换
    侦破了多少诈骗案
    反诈宣传搞了几场
    骗子抓了几个
    诈骗案下降了多少
    骗取医保基金怎么罚
    电信诈骗怎么防
    骗保举报电话
    追回被骗资金多少万
    被骗的老人有多少
    防诈骗讲座在哪里
    反诈中心在哪
    破获电信诈骗案几起
    消防检查了多少家
    灭火器哪里领
    消防通道被占找谁
    消防安全培训啥时候
    火灾发生了多少起
    森林防火期是几月
    火灾隐患整改了几处
    烧柴取暖有补贴吗
    烧秸秆罚多少
    接着火车几点开
    火化费多少钱
    微型消防站几个
    去年着火的那个仓库赔了多少
    着火了保险赔不赔
    上火了吃什么
    我们村火了，游客多少
    生意火了
    生孩子能报多少
    生二胎有补贴吗
    生育津贴怎么领
    要生孩子了怎么办准生证
    快生了，产检免费吗
    我要生二胎需要什么手续
    生了孩子怎么上户口
    自行车被盗案下降多少
    被盗的电动车找回来几辆
    抓了多少小偷
    盗窃案破了几起
    入室盗窃案件有多少
    电动车上牌在哪
    电动车丢了怎么注销牌照
    身份证丢了怎么补
    医保卡被偷了去哪补办
    户口本丢了要什么手续
    老年证丢了
    车牌丢了怎么补
    抢劫案多少起
    打架斗殴案件下降没有
    砍树要不要批
    有人打我电话推销社保
    抢我们的停车位怎么办
    持刀抢劫案破了几起
    杀虫剂哪里领
    打黑除恶抓了多少人
    公交车不见了，是不是改线了
    心脏病能报销吗
    脑梗住院报几成
    喘不上气住院能报多少
    救护车多少钱
    救护车有几辆
    120急救站有几个
    心梗属于大病吗
    摔伤算不算工伤
    狂犬疫苗哪里打
    被狗咬了去哪打疫苗
    中毒事故几起
    食物中毒怎么处罚
    农药瓶回收吗
    农药补贴多少
    晕车药能报吗
    高血压能办慢病吗
    流感疫苗免费吗
    老人摔倒了养老保险赔不赔
    突然晕倒那次住院能报销吗
    交通事故下降多少
    车祸赔偿标准
    追尾怎么理赔
    道路交通事故救助基金怎么申请
    落水管谁来修
    防溺水宣传搞了几次
    溺水事故多少起
    水库在哪
    水井打了几眼
    掉头的地方在哪
    游泳馆几点开
    心理咨询热线是多少
    不想活动了，想退订
    不想交了怎么退
    死亡证明怎么开
    丧葬费多少
    我想死你们了
    热死了，啥时候来电
    笑死我了
    忙死了
    走失老人手环怎么领
    老人走失的手环怎么办理
    孩子找不到学校怎么办
    孩子学籍找不到了
    孩子找不到工作
    老人不见好转，能转院吗
    孩子不见得能上这个学校
    我孩子身份证丢了
    电线什么时候改造
    变压器增容找谁
    漏电保护器怎么装
    电线杆能不能迁走
    停电了找谁
    家暴保护令怎么申请
    反家暴宣传几场
    补贴打我妈卡里了吗
    钱打我卡上了吗
    儿子打工去了，低保还给吗
    我爸打疫苗去哪
    电梯加装补贴多少
    电梯年检几月
    危房塌了能领多少补助
    困难群众救助多少人
    老人困难补助
    救命药进医保了吗
    救助站在哪
    救助金多少
    有没有救灾物资
    井盖丢了谁管
    地震局电话
    地震应急演练搞了几次
    how much is the gas bill
    how many fires were there
    how many fraud cases were solved
    where is the fire station
    how many robberies were there last year
    疫情期间困在外地的补贴
    小孩打水枪的地方在哪
    偷税漏税怎么举报
    偷工减料找谁投诉
    路上撞坏护栏怎么赔
    水费表坏了漏水找谁
    水管漏了找谁修
    暖气漏水打哪个电话
    我家漏雨能补助吗
    下水道堵了冒水
    房子漏水了
    工厂冒黑烟怎么举报
    烟花爆竹哪里卖
    电动车充电桩有几个
    楼道里全是杂物没人管
    狗咬人了谁管，要不要办狗证
    孩子吃了早饭再打针行吗
    老人吃了降压药能体检吗
    刀具能带上公交吗
    拿着身份证去哪办
    有人占道卖菜
    有人偷偷倒垃圾
    偷倒垃圾罚多少
    老人打车优惠吗
    三轮车能上路吗
    我电动车的牌照啥时候发
    晕倒在地的老人谁扶的
    溺水救人的小伙叫什么
    追尾谁的责任
    社区让我打钱办老年卡
    老人打我名下的钱到了吗
    道闸被撞坏了修好没有
    前几天化工厂着火伤了几个人
    追回来的被骗款有863万吗
    我想问下落垡水厂扩建的事
    农村危房塌了几间
    旧房子给扒了没有
    给小区装防盗门了吗
    娃儿半夜烧起来了，儿科几点关门
    孩子被学校关在门外
    家里有烟囱能拆吗
    仓库着火那家企业恢复了没
    消防演习着火了是真的吗
    有人打我家门口过
    带着刀鱼能上车吗
    跟着我儿子落户
    验证码给我发一个
    结束自己经营的店怎么注销
    死了算不算工伤
    上吊桥怎么走
    工作动态在哪查
    我爸脑梗三年了，办慢病证要什么
    老人卡丢了去哪补
    被人打断了发言的代表是谁
    车让交警拖走了找谁
    桥什么时候通车
    叫消防来检查要不要钱
    村里压着补贴不发找谁
    路面永远湿的救命
    翻遍了也没有，救救孩子
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.fixture(scope="module")
def replies() -> Replies:
    """The replies of a town that wrote none."""
    return build_replies(Lexicon(qualifiers={}))


@pytest.mark.parametrize(
    ("message", "kind"),
    [pytest.param(text, kind, id=text) for kind, texts in REPORTED.items() for text in lines(texts)],
)
def test_an_emergency_is_told_whom_to_call(replies: Replies, message: str, kind: str) -> None:
    reply = replies.find(normalise(message))
    assert reply is not None
    assert reply.kind == f"emergency_{kind}"


@pytest.mark.parametrize("message", [pytest.param(text, id=text) for text in lines(ASKED)])
def test_a_question_about_the_same_things_is_no_emergency(replies: Replies, message: str) -> None:
    text = normalise(message)
    assert replies.emergency_in(text) is None
    assert replies.emergencies.named(text) is None
