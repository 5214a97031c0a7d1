"""A 简报 in its frame says what the ledger says of one event and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from ledger_making import project, run

LINE = "12.4 广场宣传，横幅2 展板6 资料500 咨询31 到场约200人 与司法局、法院联合，公众号推送，讲《宪法》《民法典》，在人民广场"
# All that the frame and its sentences may add of their own.
OWN = ("工作简报", "第", "期", "编", "联合", "在", "围绕", "开展", "活动宣讲了", "的有关规定", "这次活动", "以", "的形式进行",
       "并通过", "传播", "据登记", "活动共有", "数字见台账", "号", "报", "送", "发", "印", "共印", "份", "活动")  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    place = project(tmp_path_factory.mktemp("county"))
    assert run(place, "log", "add", LINE).returncode == 0
    assert run(place, "log", "add", "12.1-12.7 宪法宣传周，资料3000").returncode == 0
    return place


def paragraphs(path: Path) -> list[str]:
    body = docx.Document(str(path)).element.body
    return ["".join(t.text or "" for t in one.iter(qn("w:t"))) for one in body.iter(qn("w:p"))]


def test_every_word_of_a_brief_is_the_ledgers_the_units_or_the_frames(folder):
    done = run(folder, "report", "1", "--as", "简报.docx", "--issue", "12", "--why")
    assert done.returncode == 0, done.stderr
    backed = dict(re.findall(r"^  (\S+)　(.+?)$", re.sub(r"\n  (?=\S*[^　\n]*$)", "", done.stdout), re.MULTILINE))
    assert {"日期", "联合单位", "地点", "节点", "名称", "法律", "形式", "媒体", "数字"} <= set(backed)
    text = "\n".join(paragraphs(folder / "简报.docx"))
    text = re.sub(r"【[^】]*】|字数[^\n]*|初稿[^\n]*", "", text)
    known = [*backed.values(), "第12期", "第1号", "清河县妇女联合会", "清河县妇联", "2026年12月20日"]
    parts = {part for value in known for part in (value, *re.split("[、　]", value))}
    for part in sorted((*parts, *OWN), key=len, reverse=True):
        text = text.replace(part, "")
    assert not re.findall(r"[一-鿿\d]+", text), text


def test_the_frame_has_its_number_line_and_who_it_goes_to(folder):
    run(folder, "report", "1", "--as", "简报.docx", "--issue", "12")
    path = sorted(folder.glob("简报*.docx"))[0]
    lines = paragraphs(path)
    assert "第12期" in lines
    assert any(line.startswith("报：") for line in lines)
    assert any("共印" in line for line in lines)
    assert any("图片说明" in line for line in lines)
    rules = [
        one
        for one in docx.Document(str(path)).element.body.iter(qn("w:bottom"))
        if one.get(qn("w:color"), "").upper() in ("FF0000", "E60000")
    ]
    assert rules, "the red line below the head"


def test_without_an_issue_number_it_is_asked_for(folder):
    run(folder, "report", "2", "--as", "另一期.docx")
    text = "\n".join(paragraphs(folder / "另一期.docx"))
    assert "【第几期，由本单位编】" in text
    assert "2026年12月1日（星期二）至12月7日" in text
