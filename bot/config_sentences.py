"""Sentences for operators about a configuration that cannot be used: where, what, and what to do."""

from __future__ import annotations

SENTENCES = {
    "no_file": "{variable}：没有 {file} 这个文件。请检查路径，或者去掉这个环境变量。",
    "unreadable": "{file}：打不开（{reason}）。请检查它是不是普通文件、有没有读取权限。",
    "no_mapping": "{file}:{line}: 最外面应该是一行一项的“名称: 内容”。请检查英文冒号和它后面的空格。",
    "no_name": "{file}:{line}: 冒号左边应该是一项设置的名称，现在是“{key}”。请对照 config.yaml 改正。",
    "data_dir_is_file": "这是一个文件。请改成一个文件夹，没有的会自己建；或者把这个文件移走。",
    "no_knowledge_folder": "没有这个文件夹。请改成放着知识库的文件夹，从配置文件所在的地方算起。",
    "odd": "{file}：里面有看不懂的内容，例如日历上没有的日期。请对照 config.yaml 改正。",
    "unknown": "{where}没有“{key}”这一项设置。{hint}",
    "unknown_variable": "环境变量 {variable}：没有这一项设置。{hint}",
    "meant": "是不是想写 {names}？",
    "nothing_near": "用不着就删掉。",
    "variable": "环境变量 {variable} = {value}：{wish}",
    "key": "{where}{key} = {value}：{wish}",
    "place": "{file}:{line}:{column}: ",
}
HIDDEN = "******"
GROUP = "（一组内容）"

# What is wanted, by the kind of the fault that pydantic names.
WISHES = {
    "int_type": "要写一个整数。",
    "int_parsing": "要写一个整数。",
    "int_parsing_size": "数字太大了。",
    "int_from_float": "要写一个整数，不带小数。",
    "float_type": "要写一个数字。",
    "float_parsing": "要写一个数字。",
    "finite_number": "要写一个确定的数字。",
    "bool_type": "要写 true 或者 false。",
    "bool_parsing": "要写 true 或者 false。",
    "string_type": "要写一段文字，数字和日期要放进引号里。",
    "path_type": "要写一个文件或者文件夹的路径。",
    "enum": "只能写 {allowed}。",
    "greater_than_equal": "不能小于 {ge}。",
    "less_than_equal": "不能大于 {le}。",
    "model_type": "下面应该是一组“名称: 内容”。请检查英文冒号后的空格和下一行的缩进。",
    "dict_type": "应该是一组“名称: 内容”，没有就写 {{}}。请检查英文冒号后的空格和下一行的缩进。",
    "list_type": "应该是一个列表，例如 [甲, 乙]；没有就写 []。",
    "name": "冒号左边要写 Telegram 编号，是一个数字；私聊发 /whoami 就能知道。",
}
ANY_WISH = "这样写用不了。请照 config.yaml 里的说明改。"


def said(code: str, /, **words: object) -> str:
    """A sentence, filled in."""
    return SENTENCES[code].format(**words)
