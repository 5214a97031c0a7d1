"""Jinja2 with every filled-in value kept apart from the template's own Markdown.

``{{ value }}`` leaves only a mark in the text; the value itself waits in a list until the Markdown has been parsed, and
is then put in its place as literal text, or as a block of its own. So whatever a field holds - Markdown, Jinja, HTML,
line ends, pipes - it comes out as typed and can never break the structure around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment

from xuanchuan.files.toml import did_you_mean
from xuanchuan.materials.templates import Template
from xuanchuan.model.document import (
    Callout,
    Heading,
    Imprint,
    Items,
    Letterhead,
    LineBreak,
    PageBreak,
    Panel,
    Paragraph,
    Qr,
    Quote,
    Signature,
    Slot,
    Table,
    Text,
)
from xuanchuan.model.error import XuanchuanError

BLOCKS = (Heading, Paragraph, Quote, Items, Table, Callout, Signature, PageBreak, Qr, Panel, Letterhead, Imprint)
INLINES = (Text, Slot, LineBreak)

# Noncharacters: no text of a person's holds them, and no format could print them.
OPEN, CLOSE = "\ufdd0", "\ufdd1"
MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
STRAY = str.maketrans("", "", OPEN + CLOSE)
FORBIDDEN = (
    nodes.Macro,
    nodes.CallBlock,
    nodes.AssignBlock,
    nodes.FilterBlock,
    nodes.Include,
    nodes.Import,
    nodes.FromImport,
    nodes.Extends,
)


class Filled:
    """A template's text with marks, and the values the marks stand for."""

    def __init__(self) -> None:
        self.text = ""
        self.values: list[Any] = []

    def keep(self, value: Any) -> str:
        """Keep a value; the mark that stands for it."""
        if value is None or value == "":
            return ""
        if isinstance(value, jinja2.Undefined):
            return str(value)  # raises, naming what is not known
        if isinstance(value, bool) or not isinstance(value, (str, int, float, *BLOCKS, *INLINES)):
            raise TypeError(f"{type(value).__name__} 不能直接印出来：日期要加 | long_day，一组文字要加 | join('、')")
        self.values.append(value.translate(STRAY) if isinstance(value, str) else value)
        return f"{OPEN}{len(self.values) - 1}{CLOSE}"


def fill(template: Template, context: Mapping[str, Any], filters: Mapping[str, Callable[..., Any]]) -> Filled:
    """Run a template in the sandbox; XuanchuanError names the template and the line of a mistake."""
    filled = Filled()
    environment = SandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        finalize=filled.keep,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(filters)
    try:
        _refuse_forbidden(environment, template)
        filled.text = environment.from_string(template.body.translate(STRAY)).render(context)
    except jinja2.TemplateSyntaxError as fault:
        raise _mistaken(template, fault.lineno, _in_chinese(fault.message or "")) from fault
    except jinja2.TemplateError as fault:
        raise _mistaken(template, _line(fault), _in_chinese(fault.message or "", context)) from fault
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as fault:
        raise _mistaken(template, _line(fault), str(fault)) from fault
    return filled


def _refuse_forbidden(environment: SandboxedEnvironment, template: Template) -> None:
    """Constructs that would fill a value twice, or reach outside the template."""
    for node in environment.parse(template.body).find_all(FORBIDDEN):
        raise _mistaken(template, node.lineno, "模板里不能用 macro、call、include、extends 和成段的 set")


def _line(fault: BaseException) -> int:
    """The template line an exception came from, 1 when it cannot be told."""
    line, trace = 1, fault.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


REASONS = (
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


def _in_chinese(message: str, names: Mapping[str, Any] = MappingProxyType({})) -> str:
    """What jinja2 complains of, in words an officer can act on."""
    for pattern, words in REASONS:
        if match := re.search(pattern, message, re.DOTALL):
            said = words.replace("{guess}", did_you_mean(match[match.lastindex or 1], _known(match[1], names)))
            return said.replace("{0}", match[1]).replace("{1}", match[match.lastindex or 1])
    return f"写法不对（{message}）"


def _known(name: str, names: Mapping[str, Any]) -> list[str]:
    """The names that could have been meant: those of the value of that type, or the ones a template may use."""
    kinds = {f"{type(one).__module__}.{type(one).__qualname__}": one for one in names.values()}
    return [one for one in dir(kinds[name]) if not one.startswith("_")] if name in kinds else list(names)


def _mistaken(template: Template, line: int, why: str) -> XuanchuanError:
    return XuanchuanError(
        f"模板“{template.name}”有一处写法不对",
        where=f"{template.where} 第 {template.first_line + line - 1} 行",
        why=why,
        hint="改好这一行，再运行一次；或者先把自己的模板移开，用自带的模板",
    )
