"""Templates and letterheads from strangers: none reaches Python, runs for ever or fills the memory; each is told why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document
from ward import Job, answers

from xuanchuan.files.sandbox import FAULTS, MOST, MOST_ROUNDS, Sandbox

FRONT = "+++\nname = '我的'\norder = 0\nlayout = 'script'\nformats = ['txt']\npurpose = '试'\n+++\n# 题目\n\n"
UNIT = '[unit]\nname = "某县妇女联合会"\n'
# What is asked for, and the words that say why it is not given.
ESCAPES = [
    ("{{ ''.__class__.__mro__ }}", "不许用“__class__”"),
    ("{{ cycler.__init__.__globals__ }}", "不许用"),
    ("{{ ''|attr('__class__') }}", "没有“attr”这个写法"),
    ("{{ '{0.__class__}'.format(1) }}", "不许用“format”"),
    ("{{ ''['format'] }}", "不许用“format”"),
    ("{{ namespace.__init__ }}", "不许用"),
    ("{{ range.__globals__ }}", "不许用"),
    ("{% set x = [1] %}{{ x.extend(x) }}", "不许用“extend”"),
    ("{{ 'a'.center(99999) }}", "不许用“center”"),
    ("{{ 'a'|center(99999) }}", "没有“center”这个写法"),
    ("{{ [1]|random }}", "没有“random”这个写法"),
    ("{{ lipsum(n=99999) }}", "没有“lipsum”这个名字"),
    ("{% for x in range(99999) %}{% for y in range(99999) %}{% endfor %}{% endfor %}", "循环转了"),
    ("{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}", "recursive"),
    ("{{ 'a' * 10**9 }}", "长得不正常"),
    ("{{ [1] * 10**9 }}", "长得不正常"),
    ("{{ 10 ** 99999 }}", "长得不正常"),
    ("{{ '%999999999d'|format(1) }}", "宽度大得不正常"),
    ("{{ '%*d'|format(999999999, 1) }}", "宽度大得不正常"),
    ("{{ '%999999999d' % 1 }}", "宽度大得不正常"),
    ("{% set n = namespace(x='aa') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}", "长得不正常"),
    ("{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}", "长得不正常"),
    ("{{ 'aaa'|replace('a', 'b' * 9999)|replace('b', 'c' * 9999) }}", "长得不正常"),
    ("{% for a in range(9999) %}{% for b in range(10) %}" + "字" * 999 + "{% endfor %}{% endfor %}", "长得不正常"),
    ("{{ [[1]]|sum(start=[]) }}", "算不出来"),
    ("{{ " + "(" * 9999 + "1" + ")" * 9999 + " }}", "没有尽头"),
    ("{% for a in 'x' %}" * 30 + "{% endfor %}" * 30, "没有尽头"),
    ("{{ " + "9" * 9999 + " }}", "算不出来"),
    ("{% include '/etc/passwd' %}", "不能用"),
    ("{% import 'os' as os %}", "不能用"),
    ("{% extends 'x' %}", "不能用"),
    ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "不能用"),
    ("{% block b %}{{ self.b() }}{% endblock %}", "不能用"),
]


def project(folder: Path) -> Path:
    folder.mkdir()
    (folder / "xuanchuan.toml").write_text(UNIT, encoding="utf-8")
    return folder


def test_a_template_of_a_strangers_is_told_what_it_may_not(tmp_path):
    jobs = []
    for number, (body, _) in enumerate(ESCAPES):
        folder = project(tmp_path / str(number))
        (folder / "templates").mkdir()
        (folder / "templates" / "own.md.j2").write_text(FRONT + body + "\n", encoding="utf-8")
        jobs.append(Job(str(folder), ["make", "我的", "11.25", "--output", "出.txt"]))
    found = answers(jobs, [Job(str(project(tmp_path / "warm")), ["make", "横幅标语", "11.25", "--output", "x.txt"])])
    for (body, said), one in zip(ESCAPES, found, strict=True):
        assert one.code == 2, (body[:60], one)
        assert re.search(f"为什么：.*{said}", one.err), (body[:60], one.err)
        assert "own.md.j2 第" in one.err
    assert list(tmp_path.rglob("出*")) == []


def test_a_letterhead_of_a_strangers_is_told_what_it_may_not(tmp_path):
    folder, jobs = project(tmp_path / "h"), []
    for number, (body, _) in enumerate(ESCAPES):
        form = Document()
        form.add_paragraph(f"{{{{ 单位 }}}}{body}")
        form.save(folder / f"{number}.docx")
        jobs.append(Job(str(folder), ["make", "11.25", "--form", f"{number}.docx", "--output", "出.docx"]))
    for (body, _), one in zip(ESCAPES, answers(jobs, jobs[:1]), strict=True):
        assert one.code == 2, (body[:60], one)
        assert one.plain, (body[:60], one.err)
        assert re.search(r"为什么：.*[一-鿿]", one.err), (body[:60], one.err)
    assert list(folder.glob("出*")) == []


def run(body: str) -> str:
    return Sandbox(lambda value: value).from_string(body).render(many=["甲"] * 300, unit={"name": "某县妇联"})


def test_what_honest_templates_do_goes_on_working():
    assert run("{{ unit.name ~ '：' ~ 3 }}") == "某县妇联：3"
    assert run("{{ many | join('、') | length }}") == "599"
    assert run("{{ '%.1f' | format(2.26) }}，12338 {{ '%d%%' | format(5) }}") == "2.3，12338 5%"
    assert run("{{ 'a-b' | replace('-', '—') }}{{ 2 ** 10 * 3 + 1 }}{{ [1] + [2] }}") == "a—b3073[1, 2]"
    assert run("{% for x in many %}{% for y in many %}{% endfor %}{% else %}{% endfor %}好") == "好"
    assert run("{% set n = namespace(x=0) %}{% for x in many %}{% set n.x = n.x + 1 %}{% endfor %}{{ n.x }}") == "300"


def test_the_bounds_are_what_they_say():
    assert run(f"{{% for x in range({MOST_ROUNDS // 4}) %}}{{% for y in 'abc' %}}{{% endfor %}}{{% endfor %}}") == ""
    with pytest.raises(Exception, match="圈还没有完"):
        run(f"{{% for x in range({MOST_ROUNDS // 4}) %}}{{% for y in 'abcd' %}}{{% endfor %}}{{% endfor %}}")
    assert len(run(f"{{{{ 'a' * {MOST} }}}}")) == MOST
    with pytest.raises(Exception, match="长得不正常"):
        run(f"{{{{ 'a' * {MOST + 1} }}}}")
    assert issubclass(RecursionError, FAULTS)
