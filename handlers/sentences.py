"""What staff read in Telegram, in one table."""

from __future__ import annotations

SENTENCES = {
    "guide": (
        "工作人员的命令：\n"
        "/whoami 我的编号和角色\n/stats 最近七天的情况\n/queue 还没有答案的问题\n"
        "/reload 重新读知识库\n/stop_answers 原因　暂停回答\n/start_answers 原因　恢复回答"
    ),
    "whoami": "您的编号是 {number}，角色是 {role}。",
    "nobody": "您的编号是 {number}，不在工作人员名单里。",
    "role_needed": "这个命令要有 {role} 的角色。",
    "reason_needed": "请在命令后面写上原因，会记在案。例如：/{command} 数据有误，正在核对",
    "stopped": "已暂停回答，市民会看到固定的说明。原因：{reason}",
    "started": "已恢复回答。",
    "stats": "最近七天：\n回答 {answered}，请市民选 {clarify}，没答上 {unknown}\n评价：{ratings}\n问得最多：",
    "no_ratings": "还没有",
    "queue": "还没有答案的问题（最近 {count} 个）：",
    "queue_empty": "没有等着处理的问题。",
    "candidates": "　相近的条目：{entries}",
    "reloaded": "知识库已经重新读过，现在有 {count} 个条目。",
    "faulty": "新的知识库有 {count} 处要改，先用着原来的：",
    "mended": "知识库改好了，已经在用，现在有 {count} 个条目。",
    "config_faulty": "config.yaml 有 {count} 处要改，工作人员名单先用着原来的：",
    "config_mended": "config.yaml 改好了，工作人员名单已经照它更新。",
    "due": "本周提醒：有 {count} 个条目该复核了。",
}


def sentence(key: str, **words: object) -> str:
    """The sentence of that key, filled in."""
    return SENTENCES[key].format(**words)
