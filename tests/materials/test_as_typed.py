"""Whatever a unit's field holds comes out as typed, in every format, and breaks nothing around it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html import unescape

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from trial_campaign import UNIT, trial_kit

from xuanchuan.materials import find_template, load_templates
from xuanchuan.materials.compose import compose
from xuanchuan.materials.templates import read_template
from xuanchuan.model.document import slots
from xuanchuan.model.error import XuanchuanError
from xuanchuan.render import render

TEMPLATES = load_templates()
NASTY = [
    "# 标题|表格|**粗**_斜_`码`",
    "{{ unit.phone }}{% for x in y %}{# 注释 #}",
    "<script>alert(1)</script>&amp;<b>",
    "::: safety",
    "1. 不是列表",
    '/ \\ : * ? " < > |',
    "[链接](http://x) ![图](y) <http://z>",
    "> 引用 --- === ~~~",
    "| a | b |",
    "\\*转义\\*",
    "㐂䶮𠮷",
]
FIELD = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Zs", "Cf")), min_size=1, max_size=30
)


def words_of(data: bytes, format: str) -> str:
    if format == "docx":
        document = docx.Document(io.BytesIO(data))
        return "".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))
    text = data.decode("utf-8-sig")
    return (
        unescape(re.sub(r"<[^>]+>", "", re.sub(r"<style.*?</style>", "", text, flags=re.DOTALL)))
        if format == "html"
        else text
    )


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("field", NASTY)
@pytest.mark.parametrize("format", ["docx", "html", "txt"])
def test_a_field_with_markup_in_it_comes_out_as_typed(field, format):
    kit = trial_kit(replace(UNIT, name=field, short=field, address=field))
    for name in ("plan", "flyer", "slogans", "copy"):
        document = compose(find_template(TEMPLATES, name), kit)
        assert squeezed(field) in squeezed(words_of(render(document, format), format)), name


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FIELD)
def test_any_field_comes_out_as_typed_in_every_format(field):
    document = compose(find_template(TEMPLATES, "flyer"), trial_kit(replace(UNIT, name=field)))
    for format in ("docx", "html", "txt"):
        assert squeezed(field) in squeezed(words_of(render(document, format), format)), format


@settings(max_examples=60, deadline=None)
@given(FIELD)
def test_no_field_changes_the_structure(field):
    template = find_template(TEMPLATES, "plan")
    plain = compose(template, trial_kit())
    typed = compose(template, trial_kit(replace(UNIT, name=field, short=field, phone=field, contact=field)))
    assert [type(block) for block in typed.blocks] == [type(block) for block in plain.blocks]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.id)
def test_every_template_makes_a_document_in_every_format_it_names(template):
    document = compose(template, trial_kit())
    assert document.blocks
    for format in template.facts.formats:
        assert render(document, format) == render(compose(template, trial_kit()), format)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.id)
def test_no_template_leaves_markup_behind(template):
    text = words_of(render(compose(template, trial_kit()), "txt"), "txt")
    for mark in ("**", "{{", "}}", "{%", ":::", "\ufdd0", "Undefined", "None"):
        assert mark not in text


def test_the_draft_mark_counts_the_slots():
    document = compose(find_template(TEMPLATES, "plan"), trial_kit())
    left = len(slots(document))
    assert left >= 3
    assert f"还有 {left} 处待填" in render(document, "txt").decode("utf-8-sig")


@pytest.mark.parametrize(
    ("body", "row", "said"),
    [
        ("# 标题\n\n{{ unit.nmae }}", 7, "nmae"),
        ("# 标题\n\n{% for x in [1] %}\n", 7, "配对"),
        ("{% macro x() %}{% endmacro %}", 5, "macro"),
        ("{{ ''.__class__ }}", 5, "不许"),
        ("::: nonsense\nx\n:::", 5, "nonsense"),
    ],
)
def test_a_template_mistake_names_its_line(body, row, said):
    text = f'+++\nname = "试验"\nlayout = "form"\nformats = ["txt"]\n+++\n{body}'.replace("+++\n# ", "+++\n# ")
    template = read_template(text, "trial", "trial.md.j2")
    with pytest.raises(XuanchuanError) as caught:
        compose(template, trial_kit())
    assert said in caught.value.why
    assert "trial.md.j2" in caught.value.where


def test_a_campaign_file_with_mistakes_tells_them_all():
    import tomllib

    from trial_campaign import TOML

    from xuanchuan.materials.campaigns import read_campaign

    table = tomllib.loads(TOML)
    table["themee"] = "x"
    del table["aims"]
    table["quiz"][0]["answers"] = [9]
    table["points"][0]["ref"] = "反家庭暴力法"
    with pytest.raises(XuanchuanError) as caught:
        read_campaign(table, "trial.toml")
    for said in ("themee", "theme", "aims", "points", "法名:条号"):
        assert said in caught.value.why
    assert caught.value.where == "trial.toml"
