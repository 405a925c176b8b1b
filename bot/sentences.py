"""What staff are told when the bot cannot start, or had to stop: each sentence says what to do."""

from __future__ import annotations

SENTENCES = {
    "no_token": "没有机器人的令牌。请向 @BotFather 申请，放进环境变量 ANDA_TELEGRAM__TOKEN。",
    "odd_token": "令牌的样子不对，应当像 123456:ABC-def。请检查 ANDA_TELEGRAM__TOKEN。",
    "wrong_token": "Telegram 不认这个令牌，可能写错了或者已经作废。请检查 ANDA_TELEGRAM__TOKEN。",
    "odd_proxy": "代理的地址用不了。请检查 telegram.proxy（应当像 http://127.0.0.1:3128）。",
    "another_instance": "数据文件夹 {folder} 已经有一个安答在用。请先停掉那一个，或者换一个数据文件夹。",
    "no_data_folder": "数据文件夹 {folder} 用不了（{reason}）。请检查权限和磁盘。",
    "no_storage": "数据库打不开（{reason}）。请检查 storage.url、权限和磁盘。",
    "odd_storage": "storage.url 看不懂。留空就用 SQLite，或者写成 postgresql://用户@主机/库名。",
    "key_unreadable": "{file}：密钥读不了也写不进去（{reason}）。请检查权限和磁盘。",
    "key_damaged": "{file}：密钥不完整。请从备份恢复；删掉它会换一把新的，旧的记录就对不上人了。",
}


class CannotRunError(Exception):
    """The bot cannot run; the message says why and what to do."""

    def __init__(self, code: str, **words: object) -> None:
        super().__init__(SENTENCES[code].format(**words))
        self.code = code
