"""What is wrong with a command as it was typed, in Chinese: the parser's own sentences are English."""

from typing import Any, cast

import typer

# The parser's family of "not written rightly" errors; its own module moves between its versions.
UsageError = cast("type[Exception]", typer.BadParameter.__bases__[0])
EXIT_CODE = 2


def in_words(error: Any) -> str:
    """One sentence for an error of the parser: what is wrong, and where the right way is told."""
    context = getattr(error, "ctx", None)
    command = getattr(context, "command_path", None) or "selfcheck"
    return f"{_trouble(error)}写法见 {command} --help。"


def _trouble(error: Any) -> str:
    param = getattr(error, "param", None)
    if param is not None:
        hint = _name_of(param)
        missing = type(error).__name__ == "MissingParameter"
        return f"缺少 {hint}。" if missing else f"{hint} 的值不在允许的范围内。"
    if option := getattr(error, "option_name", None):
        unknown = type(error).__name__ == "NoSuchOption"
        return f"没有 {option} 这个选项。" if unknown else f"选项 {option} 后面缺少值。"
    message = str(getattr(error, "message", error))
    if message.startswith("No such command"):
        return "没有这个命令。"
    if message.startswith("Missing command"):
        return "后面缺少命令。"
    return "命令后面有多余的内容。"


def _name_of(param: Any) -> str:
    """--workspace for an option, FOLDER for what stands without a name."""
    options = [one for one in getattr(param, "opts", ()) if one.startswith("--")]
    return str(options[0] if options else (param.name or "").upper())
