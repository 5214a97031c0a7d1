"""``xuanchuan check``: the verdict first, the report beside the draft, the frozen JSON, exit codes, nothing overwritten."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest

ROOT = Path(__file__).parents[2]
NOW = "1795564800"  # 2026-11-25
KEYS = ["kind", "severity", "text", "span", "where", "law", "article", "suffix", "article_end", "paragraph", "item", "verdict",
        "suggest", "evidence"]  # fmt: skip
BAD = "根据《妇女权益保护法》第二十三条，办好全国法制宣传日活动。\n《山东省反家庭暴力条例》第二十条\n"
GOOD = "《反家庭暴力法》第二十三条规定了人身安全保护令。\n"


def run(cwd: Path, *args: str, command: str = "check", **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "xuanchuan", command, *args],
        cwd=cwd,
        env={**os.environ, "SOURCE_DATE_EPOCH": NOW, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), **env},
        stdin=subprocess.DEVNULL, capture_output=True, check=False,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "旧折页.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "好.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "宣传单.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    return tmp_path


def test_the_verdict_comes_first_and_only_what_must_be_changed_is_shown(folder):
    done = run(folder, "旧折页.txt")
    assert done.returncode == 4
    assert done.stdout.decode() == (
        "先别印：有 2 处必须改\n"
        "旧折页.txt　2 处引用：1 处法名不对　1 处没法核对\n"
        "1. 第1行　《妇女权益保护法》第二十三条\n"
        "   × 法名不对：没有“妇女权益保护法”，应当是《中华人民共和国妇女权益保障法》\n"
        "   → 《中华人民共和国妇女权益保障法》第二十三条\n"
        "2. 第1行　全国法制宣传日\n"
        "   × 旧名称：现在是国家宪法日（12月4日）\n"
        "   → 国家宪法日（12月4日）\n"
        "必须改 2，建议改 0，请您核对 1，没有问题 0\n"
        f"报告：{folder / '旧折页.检查.html'}\n"
    )
    assert done.stderr.decode() == "下一步：双击打开报告，照着改；改好后再查一遍\n"


def test_a_good_draft_is_told_in_a_word(folder):
    done = run(folder, "好.txt")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("没有发现问题\n好.txt　1 处引用：1 处一致\n")


def test_json_has_the_frozen_keys(folder):
    done = run(folder, "旧折页.txt", "--format", "json")
    assert done.returncode == 4
    value = json.loads(done.stdout)
    assert list(value)[:4] == ["file", "as_of", "corpus_date", "findings"]
    assert value["as_of"] == "2026-11-25"
    text = (folder / "旧折页.txt").read_text(encoding="utf-8")
    for one in value["findings"]:
        assert list(one)[: len(KEYS)] == KEYS
        assert text[slice(*one["span"])] == one["text"]
    first = value["findings"][0]
    assert (first["law"], first["article"], first["paragraph"], first["verdict"]) == (
        "中华人民共和国妇女权益保障法", 23, None, "name_outdated",
    )  # fmt: skip
    assert not (folder / "旧折页.检查.html").exists()


def test_several_files_give_a_list_and_what_cannot_be_read_is_told(folder):
    done = run(folder, "旧折页.txt", "宣传单.doc", "--format", "json")
    assert done.returncode == 4
    assert len(json.loads(done.stdout)) == 1
    assert done.stderr.decode() == (
        "宣传单.doc　读不了：这是旧的 .doc 格式。用 WPS 打开，“另存为” .docx，再查一次（程序不会自动转换）\n"
    )


def test_a_folder_is_checked_with_one_report(folder):
    done = run(folder.parent, folder.name)
    assert done.returncode == 4
    assert done.stdout.decode().startswith("先别印：2 份里有 1 份、2 处必须改\n")
    assert (folder / "全部稿子.检查.html").exists()
    assert run(folder.parent, folder.name).stdout == done.stdout


def test_an_old_doc_alone_is_wrong_input(folder):
    done = run(folder, "宣传单.doc")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == (
        f"出错了：读不了\n在哪里：{folder / '宣传单.doc'}\n为什么：这是旧的 .doc 格式\n"
        "下一步：用 WPS 打开，“另存为” .docx，再查一次（程序不会自动转换）\n"
    )


def test_the_law_of_the_day_asked_for_counts(folder):
    (folder / "稿.txt").write_text("《妇女权益保障法》第四十条规定，禁止对妇女实施性骚扰。", encoding="utf-8")
    assert run(folder, "稿.txt").returncode == 4
    assert run(folder, "稿.txt", "--as-of", "2022-11-25").returncode == 0


def test_a_report_replaces_our_own_and_nothing_else(folder):
    page = folder / "旧折页.检查.html"
    page.write_text("我自己写的", encoding="utf-8")
    run(folder, "旧折页.txt")
    assert page.read_text(encoding="utf-8") == "我自己写的"
    other = folder / "旧折页.检查(2).html"
    assert "先别印" in other.read_text(encoding="utf-8")
    run(folder, "好.txt")
    (folder / "好.txt").write_text(BAD, encoding="utf-8")
    run(folder, "好.txt")
    assert "先别印" in (folder / "好.检查.html").read_text(encoding="utf-8")
    assert not (folder / "好.检查(2).html").exists()


def test_the_report_needs_nothing_outside_it_and_escapes_the_draft(folder):
    (folder / "稿.txt").write_text("<script>alert(1)</script>《婚姻法》&《收养法》<b>", encoding="utf-8")
    page = run(folder, "稿.txt", "--format", "html").stdout.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page.replace("http-equiv", "")
    assert "src=" not in page
    for words in ("先别印：有 2 处必须改", "必须改　2 处", "怎么改", "依据", "语料截至"):
        assert words in page


def test_a_copy_with_comments_and_a_corrected_one_are_written_beside(folder):
    word = docx.Document()
    word.add_paragraph(BAD.split("\n")[0])
    word.save(folder / "稿.docx")
    before = (folder / "稿.docx").read_bytes()
    (folder / "改好.docx").write_bytes(b"mine")
    done = run(folder, "稿.docx", "--annotate", "批注.docx", "--fix", "改好.docx", "--no-report")
    assert done.returncode == 4
    assert (folder / "稿.docx").read_bytes() == before
    assert (folder / "改好.docx").read_bytes() == b"mine"
    fixed = docx.Document(str(folder / "改好(2).docx"))
    assert fixed.paragraphs[0].text == "根据《中华人民共和国妇女权益保障法》第二十三条，办好国家宪法日活动。"
    assert len(list(docx.Document(str(folder / "批注.docx")).comments)) == 2
    assert not (folder / "稿.检查.html").exists()
    assert run(folder, "稿.docx", "--fix", "稿.docx").returncode == 2


def test_the_screen_can_be_printed_on_a_chinese_console(folder):
    done = run(folder, "旧折页.txt", PYTHONUTF8="0", PYTHONIOENCODING="gbk")
    assert done.stdout.decode("gbk").startswith("先别印：有 2 处必须改")
    assert b"\\u" not in done.stdout


def test_without_a_name_the_drafts_lying_here_are_checked(folder, tmp_path_factory):
    done = run(folder)
    assert done.returncode == 4
    assert done.stdout.decode().startswith("先别印：2 份里有 1 份、2 处必须改\n")
    empty = run(tmp_path_factory.mktemp("空"))
    assert (empty.returncode, empty.stdout) == (0, b"")
    assert empty.stderr.decode().startswith("这个文件夹里没有能查的稿子")


def test_it_answers_to_its_chinese_name(folder):
    assert run(folder, "好.txt", command="检查").returncode == 0


def test_our_own_kits_check_clean_but_for_their_slots(tmp_path):
    for day in ("3.8", "6.26", "11.25", "12.4"):
        done = run(tmp_path, day, "--to", "txt", "--out", day, command="kit")
        assert done.returncode == 0, done.stderr.decode()
        done = run(tmp_path, day, "--format", "json")
        for draft in json.loads(done.stdout):
            for one in draft["findings"]:
                if one["severity"] == "must":
                    assert one["kind"] == "residue", (draft["file"], one)
                    assert one["text"].startswith("【"), (draft["file"], one)


def test_the_official_layout_of_our_own_plan_passes_and_a_bare_document_does_not(tmp_path):
    assert run(tmp_path, "12.4", "--output", "方案.docx", command="plan").returncode == 0
    (value,) = [json.loads(run(tmp_path, "方案.docx", "--format-check", "--format", "json").stdout)]
    assert [one["message"] for one in value["findings"] if one["kind"] == "format"] == []
    word = docx.Document()
    word.add_paragraph("关于开展活动的通知")
    word.add_paragraph("各村妇联：现将有关事项通知如下。")
    word.save(tmp_path / "稿.docx")
    value = json.loads(run(tmp_path, "稿.docx", "--format-check", "--format", "json").stdout)
    told = " ".join(one["message"] for one in value["findings"] if one["kind"] == "format")
    for words in ("纸宽", "上边距", "左边距", "正文用的是", "标题用的是", "没有页码"):
        assert words in told
