"""Sentences for staff while they write an announcement, until its number of chats is typed."""

WRITING = {
    "announce_wanted": (
        "请把公告发给我：文字，或者配好文字的一张照片、一个文件。粗体、斜体、链接照您写的样子发。\n"
        "不写了就发 /cancel。"
    ),
    "announce_new_words": "请把新的文字发给我，各群里的会一起改。照片、文件不变。不改了就发 /cancel。",
    "announce_kind": "公告只能是文字，或者一张照片、一个文件，配上说明。请重新发。",
    "announce_album": "一条公告只能带一张照片。请挑一张，单独发给我。",
    "announce_no_words": "公告还没有内容，请先把文字发给我。",
    "announce_too_long": (
        "太长了：{length} 字，最多 {limit} 字，多了 {over} 字（出处也算在内）。没有存，请缩短以后再发。"
    ),
    "announce_unproved": "这个数字没有依据：{figures}。请对照条目改正文，或者换条目。",
    "announce_told_otherwise": (
        "正文写的是“{said}”，条目的依据是“{told}”，说的不是一回事。"
        "请对照条目改正文；要是一回事，就照依据的字眼写。"
    ),
    "announce_masked": (
        "正文里有号码，没有存：身份证号、银行卡号不能写进公告，请删掉。"
        "要是只有手机号，请等我请您发内容以后，再发一次。"
    ),
    "announce_unproved_since": (
        "公告 {id} 批准以后，知识库改过了，先暂停，没有发：{wrong}\n请取消它，照新的内容再写一条。"
    ),
    "announce_lapsed": "到发送那天，这些条目不在有效期里：{entries}。请换条目，或者换时间。",
    "announce_cited_otherwise": "知识库更新过，出处对不上了。请把正文再发一次。",
    "announce_figures_unproved": "正文里有数字，没有写依据的条目，请再核对一遍。",
    "announce_tags_shown": "正文里有像 <b> 这样的标记，会照原样给人看到。要粗体请用 Telegram 自己的粗体。",
    "announce_cut_perhaps": "正文正好 {limit} 字，后面的可能被 Telegram 拆到下一条了，请看看是不是全的。",
    "announce_file_gone": "照片或者文件已经没有了，Telegram 不认。请重新发一次内容。（{reason}）",
    "announce_refused": "Telegram 不收这条内容，请改一改再发。（{reason}）",
    "announce_edited": "公告没有跟着改。要换内容，请按 [换内容]，再发一次。",
    "announce_nothing": "您现在没有在写公告。发 /announce 开始写；写好了的用 /announcements 看。",
    "announce_dropped": "好，不写了，什么都没有发。",
    "announce_page_old": "这条公告后来改过，请看最新的样子。",
    "draft_head": "↑ 每个群看到的就是这样。",
    "draft_amending": "↑ 各群里的会改成这样。",
    "draft_amended": "改到：收到过这条公告的 {count} 个群",
    "draft_target": "发给：{target}，{count} 个群",
    "draft_time": "时间：{time}",
    "draft_valid": "有效到：{time}",
    "valid_open": "发出以后 {days} 天（没有另写）",
    "draft_pin": "置顶",
    "draft_no_pin": "不置顶",
    "draft_silent": "，不响提示音",
    "draft_sound": "，有提示音",
    "draft_entries": "依据：{entries}",
    "draft_no_entries": "依据：没有写",
    "draft_mobile": "⚠ 正文里有手机号，人人都会看到。",
    "doubt_hold": "没把握送到的：留待确认，不重发",
    "doubt_resend": "没把握送到的：再发一次，可能重复",
    "time_now": "批准以后马上发",
    "time_at_once": "现在开始发",
    "time_amend": "现在开始改",
    "time_repeat": "重复（{cron}），到 {until} 为止，第一次 {first}",
    "target_all": "全部",
    "quiet_hours": "⚠ 这个时间在夜里，会打扰人。请选：",
    "trial": "⚠ 现在是试运行，只会发到工作群。",
    "choose_send": "发到 {count} 个群",
    "choose_amend": "改到 {count} 个群",
    "choose_target": "发给谁",
    "choose_time": "什么时候",
    "choose_valid": "有效到什么时候",
    "choose_same_day": "发出那天",
    "choose_three_days": "三天以后",
    "choose_month": "三十天以后",
    "choose_open_end": "不另写",
    "choose_pin_on": "不要置顶",
    "choose_pin_off": "置顶",
    "choose_silent_on": "要提示音",
    "choose_silent_off": "静音",
    "choose_doubt": "没把握的换个办法",
    "choose_entries": "写依据",
    "choose_content": "换内容",
    "choose_test": "先发到工作群",
    "choose_drop": "不写了",
    "choose_back": "好了",
    "choose_everyone": "全部（{count}）",
    "choose_now": "马上发",
    "choose_morning": "明天早上 {hour}:00",
    "choose_after_quiet": "改到早上发",
    "choose_urgent": "有急事，夜里也发",
    "target_wanted": "现在发给：{target}，{count} 个群。按按钮选，也可以打群名或者群的编号，一行一个。",
    "target_unknown": "没有找到这个群：{name}。机器人要先加进群里，才能往里发。",
    "target_channel": "“{name}”是频道，公告只发到群。请换一个。",
    "target_away": "“{name}”现在收不到：机器人不在群里，或者不让说话。",
    "target_several": "叫“{name}”的不止一个，请打编号：{found}",
    "no_chats": "没有一个群会收到，没有发。请换“发给谁”。",
    "no_chats_trial": (
        "现在是试运行，只发到工作群，可是 config.yaml 里还没有写工作群（announcements.staff_group）。"
    ),
    "time_wanted": (
        "什么时候发？按按钮选，也可以打：明天 9点；12月1日 下午3点；2026-12-01 09:30；"
        "每周一 9:00 到 2026-12-31。"
    ),
    "valid_wanted": (
        "有效到什么时候？过了就不再告诉来问的人，群里的留着。按按钮选，"
        "也可以打：明天；12月3日；2026-12-03 18:00。只写日子就到那天晚上。"
    ),
    "valid_past": "有效期已经过了。请换一个以后的时间。",
    "valid_before": "有效期在发出的时间（{time}）之前。请改正其中一个。",
    "moment_unreadable": "这个时间看不懂。请照着写：明天 9点，或者 2026-12-01 09:30。",
    "moment_no_hour": "还差几点。请照着写：明天 9点。",
    "moment_past": "这个时间已经过了。请换一个以后的时间。",
    "moment_unknown_zone": "这个时区不认得。请用 Asia/Shanghai 这样的名字，不写就是本地时间。",
    "repeat_unreadable": "这样的重复看不懂。请照着写：每周一 9:00 到 2026-12-31。",
    "repeat_no_end": "重复发要写到哪天为止。请照着写：每周一 9:00 到 2026-12-31。",
    "repeat_too_often": "太密了，一天最多 {limit} 次。",
    "repeat_never": "照这样写，到结束那天也轮不到发一次。请检查日期。",
    "entries_wanted": "请打条目的编号，一行一个，例如 medical-aid-ceiling。打“无”就是不写依据。",
    "entries_unknown": "没有这个条目：{entries}。请检查编号。",
    "test_sent": "已经发到工作群，请去看看。",
    "test_no_group": "还没有工作群：请在 config.yaml 里写 announcements.staff_group。",
    "test_failed": "发不到工作群：{reason}",
    "test_mark": "试发，请看看下面这条公告的样子：",
    "confirm_wanted": (
        "这条公告要发到 {count} 个群，发出去就有人看到了。确定的话，请打数字：{count}\n不发就 /cancel。"
    ),
    "confirm_amend": "要改 {count} 个群里的这条公告。确定的话，请打数字：{count}\n不改就 /cancel。",
    "confirm_number": "没有发。确定的话，请只打数字：{count}；不发就 /cancel。",
    "confirm_changed": "群数变了，现在是 {count} 个，没有发。确定的话，请打数字：{count}",
}
