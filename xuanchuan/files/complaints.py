"""What the template language complains of, in words an officer can act on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from xuanchuan.files.toml import did_you_mean

REASONS = (
    (r"^((?:模板|格式|这里).+)$", "{0}"),
    (r"Range too big", "range 里的数太大"),
    (r"'(.+) object' has no attribute '(.+)'", "这里没有“{1}”{guess}"),
    (r"'(.+)' is undefined", "没有“{0}”这个名字{guess}"),
    (r"access to attribute '(.+)' of '.+' object is unsafe", "模板里不许用“{0}”"),
    (r"No filter named '(.+)'", "没有“{0}”这个写法（竖线后面的词）"),
    (r"No test named '(.+)'", "没有“{0}”这个判断（is 后面的词）"),
    (r"Unexpected end of template.*innermost block that needs to be closed is '(.+)'", "{% {0} %} 没有配对的结尾"),
    (r"Encountered unknown tag '(.+?)'", "不认识 {% {0} %}，或者它多写了一次"),
    (r"expected token '(.+)', got '(.+)'", "这里该写 {0}，却写了 {1}"),
    (r"unexpected '(.+)'", "多了一个 {0}，或者括号没有配对"),
)


def in_chinese(message: str, names: Mapping[str, Any] = MappingProxyType({})) -> str:
    """What jinja2's complaint comes to, in words an officer can act on."""
    for pattern, words in REASONS:
        if match := re.search(pattern, message, re.DOTALL):
            said = words.replace("{guess}", did_you_mean(match[match.lastindex or 1], _known(match[1], names)))
            return said.replace("{0}", match[1]).replace("{1}", match[match.lastindex or 1])
    return f"写法不对（{message}）"


def line_of(fault: BaseException) -> int:
    """The template line an exception came from, 1 when it cannot be told."""
    line, trace = 1, fault.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _known(name: str, names: Mapping[str, Any]) -> list[str]:
    """The names that could have been meant: those of the value of that type, or the ones a template may use."""
    kinds = {f"{type(one).__module__}.{type(one).__qualname__}": one for one in names.values()}
    return [one for one in dir(kinds[name]) if not one.startswith("_")] if name in kinds else list(names)
