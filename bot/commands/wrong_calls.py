"""What is wrong with a call, in sentences: by the kind of the error and what it names, not in its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.sentences import call_text

_EXTRA = re.compile(r" \((.*)\)$", re.DOTALL)  # the words that were too many, as the error ends
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def complaint(error: Any) -> Iterator[str]:
    """What is wrong with a call, then where its help is; a call without a command gets the help itself."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        yield error.message
        return
    yield _BY_KIND.get(kind, _plain)(error)
    if error.ctx is not None:
        yield call_text("see_help", call=error.ctx.command_path)


def _plain(error: Any) -> str:
    """A sentence of ours, or words too many, the only other thing that an error without a kind tells."""
    message = error.message
    if _CHINESE.search(message.partition(" (")[0]):
        return str(message)
    extra = _EXTRA.search(message)
    return call_text("too_many", words=extra[1]) if extra else call_text("odd_call", reason=message)


def _no_option(error: Any) -> str:
    near = [name for name in error.possibilities or () if name != "--help"]
    meant = call_text("meant", names=" ".join(near)) if near else ""
    return call_text("no_option", name=error.option_name, meant=meant)


def _missing(error: Any) -> str:
    parameter = error.param
    if parameter is None:
        return call_text("odd_call", reason=error.message)
    return call_text("missing", name=_name(parameter), what=parameter.help or "")


def _value(error: Any) -> str:
    """An option without the value that it needs, or with one that it does not take."""
    if "not take" in error.message:
        return call_text("takes_no_value", name=error.option_name)
    known = error.ctx.command.params if error.ctx is not None else ()
    what = next((one.help for one in known if error.option_name in one.opts), None)
    return call_text("needs_value", name=error.option_name, what=what or "")


def _odd(error: Any) -> str:
    parameter = error.param
    if parameter is None:
        return call_text("odd_call", reason=error.message)
    return call_text("odd_value", name=_name(parameter), wish=_wish(parameter, error.message))


def _wish(parameter: Any, message: str) -> str:
    least, most = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if least is not None and most is not None:
        return call_text("wish_range", least=least, most=most)
    if "integer" in message:
        return call_text("wish_whole")
    return call_text("wish_number" if "number" in message or "float" in message else "wish_other")


def _name(parameter: Any) -> str:
    """A parameter as it is typed: an option with what stands for its value."""
    metavar = parameter.metavar or ""
    if parameter.param_type_name == "option":
        return " ".join([parameter.opts[0], metavar]).strip()
    return metavar or str(parameter.name).upper()


_BY_KIND = {
    "NoSuchOption": _no_option,
    "MissingParameter": _missing,
    "BadOptionUsage": _value,
    "BadParameter": _odd,
}
