"""A unit's own Word form or letterhead, filled: ``{{ 单位 }}`` becomes the unit's name, in the form's own type.

::

    filled = fill_form(Path("红头.docx"), {"单位": "某县妇女联合会", "电话": ""})
    filled.data    # the bytes of the finished .docx
    filled.left    # ("电话",): what nothing is known of stands in yellow

The form may come from anywhere: it is read as a stranger's archive, its tags run in the sandbox, and what is wrong
with a tag is said with the paragraph the tag stands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

import jinja2

from xuanchuan.files import extras
from xuanchuan.files.archives import open_archive
from xuanchuan.files.complaints import in_chinese, line_of
from xuanchuan.files.sandbox import FAULTS, Sandbox, refuse_calling, said_of
from xuanchuan.model.error import XuanchuanError
from xuanchuan.render.docx.package import STAMP, finished
from xuanchuan.render.docx.yellow import mark_yellow
from xuanchuan.render.formtags import Passage, fault_in, passages, source_lines, words_at
from xuanchuan.render.front import slot_words
from xuanchuan.render.literal import legal

INSTALL = extras.install("forms")
# Between two paragraphs of a value: the next one starts in the look of the one the tag stands in.
PARAGRAPH = "\a"
_MEND = "改好这一处，存盘，再运行一次"
NOWHERE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A finished form, the fields its tags name, and those of them that nothing was known of."""

    data: bytes
    asked: frozenset[str]
    left: tuple[str, ...]


class Unknown(str):
    """A field that exists but has nothing in it: false to ``{% if %}``, printed as a yellow 【name】."""

    name: str

    def __new__(cls, name: str) -> Unknown:
        """The field of this name."""
        made = super().__new__(cls, "")
        made.name = name
        return made


def require() -> None:
    """XuanchuanError with the exact step when the extra that fills forms is not installed."""
    extras.require("docxtpl", "forms", "还没有装填表的部件", "自带的材料不用它，照常能做")


def fill_form(
    path: Path, fields: Mapping[str, Any], yellow: tuple[str, ...] = (), elsewhere: Mapping[str, str] = NOWHERE
) -> FilledForm:
    """Fill a form; an empty field is left yellow, and so is every 【】 of ``yellow`` inside the fields' words.

    A field that is None has nothing to say and prints nothing.

    XuanchuanError names the paragraph of a tag that is broken or asks for a field that does not exist; ``elsewhere``
    says what to do about a field that this filling has not got though another has.
    """
    require()
    found, dated = _read(path)
    names = {name: Unknown(name) if value == "" else value for name, value in fields.items()}
    writer = _Writer()
    word = _filled(path, writer, names, elsewhere)
    left = tuple(dict.fromkeys(writer.left))
    mark_yellow(word, [slot_words(name) for name in (*left, *yellow)])
    if not dated:
        word.core_properties.modified = datetime(*STAMP)
    asked = {name for passage in found for name in passage.names}
    return FilledForm(finished(word), frozenset(asked & fields.keys()), left)


class _Writer:
    """The sandbox, and the empty fields it met."""

    def __init__(self) -> None:
        self.left: list[str] = []
        self.environment = Sandbox(self._written, autoescape=True)

    def _written(self, value: Any) -> Any:
        """A value as it is printed."""
        if isinstance(value, jinja2.Undefined):
            return str(value)  # raises, naming what is not known
        if value is None:
            return ""
        if isinstance(value, Unknown):
            self.left.append(value.name)
            return slot_words(value.name)
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            raise TypeError("这里是好几项，要写成 {% for 一项 in … %}，或者后面加 | join('、')")
        return PARAGRAPH.join(map(legal, value.split(PARAGRAPH))) if isinstance(value, str) else value


def _read(path: Path) -> tuple[list[Passage], bool]:
    """The passages that hold tags, and whether the form says when it was made; XuanchuanError for a broken tag."""
    with open_archive(path) as archive:
        found = [passage for passage in passages(archive) if passage.tagged]
        dated = "docProps/core.xml" in archive
    if fault := fault_in(found):
        raise _broken(path, fault.passage.place, fault.passage.words, fault.why)
    if not found:
        raise XuanchuanError(
            "这份表里没有要填的地方",
            where=str(path),
            why="要填的地方应写成 {{ 单位 }}、{{ 电话 }} 的样子",
            hint="在 WPS 里写好 {{ }}，存成 .docx，再运行一次",
        )
    return found, dated


def _filled(path: Path, writer: _Writer, names: Mapping[str, Any], elsewhere: Mapping[str, str]) -> Any:
    """The form with its tags run, as a python-docx document."""
    from docxtpl import DocxTemplate

    form = DocxTemplate(BytesIO(path.read_bytes()))
    form.init_docx()
    for place, xml in _sources(form):
        _tried(path, place, xml, writer.environment, names, elsewhere)
    try:
        form.render(names, writer.environment, autoescape=True)
    except (jinja2.TemplateError, *FAULTS) as fault:
        raise _broken(path, "", "", f"填进去以后文件坏了（{fault}）") from fault
    return form.docx


def _sources(form: Any) -> Iterator[tuple[str, str]]:
    """Each part as it will be run, one paragraph a line."""
    yield "正文", source_lines(form.patch_xml(form.get_xml()))
    for place, kind in (("页眉", form.HEADER_URI), ("页脚", form.FOOTER_URI)):
        for _, part in form.get_headers_footers(kind):
            yield place, source_lines(form.patch_xml(form.get_part_xml(part)))


def _tried(
    path: Path,
    place: str,
    xml: str,
    environment: Sandbox,
    names: Mapping[str, Any],
    elsewhere: Mapping[str, str],
) -> None:
    """Run one part for the sake of its mistakes."""
    try:
        if line := refuse_calling(environment.parse(xml)):
            raise _broken(path, place, words_at(xml, line), "表里不能用 macro、call、block、include、extends")
        environment.from_string(xml).render(names)
    except jinja2.TemplateSyntaxError as fault:
        raise _broken(path, place, words_at(xml, fault.lineno), in_chinese(fault.message or "")) from fault
    except jinja2.UndefinedError as fault:
        why = f"{in_chinese(fault.message or '', names)}；能写的有：{'、'.join(names)}"
        hint = next((told for name, told in elsewhere.items() if f"'{name}' is undefined" == fault.message), _MEND)
        raise _broken(path, place, words_at(xml, line_of(fault)), why, hint) from fault
    except jinja2.TemplateError as fault:
        raise _broken(path, place, words_at(xml, line_of(fault)), in_chinese(fault.message or "")) from fault
    except FAULTS as fault:
        raise _broken(path, place, words_at(xml, line_of(fault)), said_of(fault)) from fault


def _broken(path: Path, place: str, words: str, why: str, hint: str = _MEND) -> XuanchuanError:
    said = f"{path} {place}“{words}”" if words else f"{path} {place}".rstrip()
    return XuanchuanError("表里有一处 {{ }} 填不了", where=said, why=why, hint=hint)
