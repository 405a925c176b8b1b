"""Sentences for staff about the queue, reports, statistics and the knowledge base."""

ANSWERING = {
    "guide": (
        "工作人员的命令：\n"
        "/whoami 我的编号和角色\n/stats 最近 {days} 天的情况\n/queue 还没有答案的问题\n"
        "/undo 撤销刚才加的问法\n/reports 市民说不对的回答\n"
        "/announce 写公告\n/announcements 看公告\n/cancel 不写了\n"
        "/reload 重新读知识库\n/stop_answers 原因　暂停回答\n/start_answers 原因　恢复回答"
    ),
    "whoami": "您的编号是 {number}，角色是 {role}。",
    "nobody": "您的编号是 {number}，不在工作人员名单里。",
    "role_needed": "这个命令要有 {role} 的角色。",
    "reason_needed": "请在命令后面写上原因，会记在案。例如：/{command} 数据有误，正在核对",
    "stopped": "已暂停回答，市民会看到固定的说明。原因：{reason}",
    "started": "已恢复回答。",
    "stats": (
        "最近 {days} 天：\n回答 {answered}，请市民选 {clarify}，没答上 {unknown}\n评价：{ratings}\n每天："
    ),
    "stats_day": "{day}　回答 {answered}，请市民选 {clarify}，没答上 {unknown}",
    "stats_often": "问得最多：",
    "no_ratings": "还没有",
    "queue": "还没有答案的问题，第 {number} 组，共 {count} 组。这一组有 {size} 个：",
    "queue_more": "……还有 {count} 个",
    "queue_reply": "直接回复这条消息，就是给等答案的人写信。",
    "queue_empty": "没有等着处理的问题。",
    "previous": "上一个",
    "next": "下一个",
    "add_to": "加到：{question}",
    "new_entry": "要新条目",
    "out_of_scope": "不归我们管",
    "other_office": "归别的部门",
    "decided": "记下了：{decision}，{count} 个问题。",
    "why": "写明理由",
    "why_hint": "回复这条消息可以写明理由，会记在案。",
    "why_noted": "理由记下了。",
    "decision_gone": "找不到这个决定了，理由没有记下。",
    "group_changed": "这一组已经处理过，或者有了新的问题。请再看一遍。",
    "checking": "正在检查……",
    "written": "问法已经加到“{question}”，现在就能答：",
    "known_already": "“{question}”已经有这些问法，没有再写。",
    "left_out": "这些没有写进去，因为有遮住的号码，或者一次太多：",
    "missed": "这些没有通过检查，没有写，还留在队列里：",
    "not_written": "没有写进去：",
    "told": "告诉了 {count} 位等答案的人。",
    "told_later": "另有 {count} 位现在联系不上，会自动再送。",
    "undo": "撤销",
    "undone": "已撤销加给“{entry}”的问法，问题回到队列里。已经告诉市民的收不回来。",
    "not_undone": "没有撤销：",
    "report": (
        "市民说不对的回答，第 {number} 个，共 {count} 个（{people} 人说的）。\n"
        "问：{question}\n当时的条目：{entries}\n现在的回答：{answer}\n"
        "先改好知识库，再按“已改正”：上面这个回答会告诉说不对的人。"
    ),
    "reports_empty": "没有等着处理的报告。",
    "report_corrected": "已改正",
    "report_dismissed": "没有错",
    "settled": "记下了：{decision}，告诉了 {count} 位。",
    "reply_sent": "发给了 {count} 位；没送到 {left} 位；另有 {alone} 个问题没有人留下要听的地方。",
    "reply_not_sent": (
        "没有发出去：{alone} 个问题没有人按“有答案了告诉我”，不知道发到哪里；没送到 {left} 位。"
    ),
    "reloaded": "知识库已经重新读过，现在有 {count} 个条目。",
    "faulty": "新的知识库有 {count} 处要改，先用着原来的：",
    "mended": "知识库改好了，已经在用，现在有 {count} 个条目。",
    "config_faulty": "config.yaml 有 {count} 处要改，工作人员名单先用着原来的：",
    "config_mended": "config.yaml 改好了，工作人员名单已经照它更新。",
    "due": "本周提醒：有 {count} 个条目该复核了。",
}
