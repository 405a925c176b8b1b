"""Patterns of the words that ask, add, leave out, or tell what was before, for all that look for them.

Where 几 stands between a verb and a counter (修了几条) it asks whatever follows, and the rule says so itself.
Those in `PIECES` are pieces of the turns of phrase in `facets.yaml` too, by these names.
"""

from __future__ import annotations

import re

A_NUMBER = "(?:多少|几(?![乎率]))"  # 几乎 and 几率 ask nothing
SOME_NUMBER = (
    "(?:[\\d.]+|[零〇一二两三四五六七八九十百千])[零〇一二两三四五六七八九十百千万亿]*"  # one that is stated
)
HOW_LARGE = "多[高大长宽深远重久厚]"  # 多重, 多宽
WHAT = "(?:什么|啥)"
WHICH = f"(?:哪|{WHAT})"
HOW = "(?:怎么|怎样|咋|如何)"
WHEN = "(?:(?:什么|啥|嘛)时候|(?:什么|啥)时间|啥时|何时|几时|多会儿)"
ANYTHING = f"(?:{A_NUMBER}|{HOW_LARGE}|{WHICH}|{HOW}|谁|怎|为何)"  # whatever is asked for

# What stands between a thing and what asks for it: 人数大概一共是多少
HEDGES = ("大概", "大约", "一共", "总共")
HEDGE = f"(?:{'|'.join(HEDGES)})"

# 电影加演出, 村道加上国道; no 加油, 增加, 加多少
ADDS = "(?<![增参添更另再外])加上?(?![大快强工装固入油班盖层建一在起多几了收发])"
# 除了低保, 除低保户外; no 拆除, 除法
BUT = "(?<![拆清解消废开排免剔切扣])除(?![法以夕夜尘草湿])"
EARLIER = "(?:以前|之前|原来|原先|过去|从前|早先|本来)"

PIECES = {
    **{"number": A_NUMBER, "what": WHAT, "which": WHICH, "how": HOW, "when": WHEN},
    **{"hedge": HEDGE, "but": BUT},
}

# 谁知道, 哪位晓得 turn to everybody and ask for nobody
ADDRESS = re.compile(
    r"(?<![是由归找叫给被让跟和为])(?:有没有|有)?(?:谁|哪位|哪个)(?:能|可以|来)?(?:"
    r"知道|晓得|清楚|了解|说说|讲讲"
    r"|告诉(?:一下|下|我们?|咱们?|俺们?|大家)"
    r"|(?:给|跟|和)(?:我们?|咱们?|俺们?|大家)(?:说说?|讲讲|科普)(?:一?下)?"
    r")(?!的)(?:吗|呢|啊|呀|不|么|一?下)?"
)

# How much somebody pays (交多少钱), and how much somebody gets (补多少钱).
HOW_MUCH = rf"(?:是|要|得|了|的|到|个)*{A_NUMBER}个?(?:钱|[块元毛]|[百千万亿]|(?=[^一-鿿]|$|[啊呀呢吧哦]))"
PAYS = "(?:花费?|掏|付|出|耗资|交|缴|收费?|买|卖|租金?|租|造价|成本|票价|价格|价钱|单价)" + HOW_MUCH
GETS = "(?:补[贴助]?|奖励?|发放?|领取?|给予?|拨|救助|资助|报销?|赔偿?)" + HOW_MUCH
