"""Jinja2 with every filled-in value kept apart from the template's own Markdown.

``{{ value }}`` leaves only a mark in the text; the value itself waits in a list until the Markdown has been parsed, and
is then put in its place as literal text, or as a block of its own. So whatever a field holds - Markdown, Jinja, HTML,
line ends, pipes - it comes out as typed and can never break the structure around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import jinja2
from jinja2 import nodes

from xuanchuan.files.complaints import in_chinese, line_of
from xuanchuan.files.sandbox import CALLING, FAULTS, Sandbox, said_of
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
FORBIDDEN = (*CALLING, nodes.AssignBlock, nodes.FilterBlock)


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
    environment = Sandbox(filled.keep, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(filters)
    try:
        tree = environment.parse(template.body.translate(STRAY))
        _refuse_forbidden(tree, template)
        filled.text = environment.from_string(tree).render(context)
    except jinja2.TemplateSyntaxError as fault:
        raise _mistaken(template, fault.lineno, in_chinese(fault.message or "")) from fault
    except jinja2.TemplateError as fault:
        raise _mistaken(template, line_of(fault), in_chinese(fault.message or "", context)) from fault
    except FAULTS as fault:
        raise _mistaken(template, line_of(fault), said_of(fault)) from fault
    return filled


def _refuse_forbidden(tree: nodes.Template, template: Template) -> None:
    """Constructs that would fill a value twice, or reach outside the template."""
    for node in tree.find_all(FORBIDDEN):
        raise _mistaken(template, node.lineno, "模板里不能用 macro、call、block、include、extends 和成段的 set")


def _mistaken(template: Template, line: int, why: str) -> XuanchuanError:
    return XuanchuanError(
        f"模板“{template.name}”有一处写法不对",
        where=f"{template.where} 第 {template.first_line + line - 1} 行",
        why=why,
        hint="改好这一行，再运行一次；或者先把自己的模板移开，用自带的模板",
    )
