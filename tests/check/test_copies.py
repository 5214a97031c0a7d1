"""Annotated and corrected copies: comments at the exact words, no clock, the draft untouched."""

from __future__ import annotations

import hashlib
import random
import re
import zipfile

import docx
import pytest
from test_reading_drafts import cut_paragraph, everywhere

from xuanchuan.check.checking import check
from xuanchuan.check.reading import read_draft
from xuanchuan.check.wordcopy import AUTHOR, annotated, fixed
from xuanchuan.model.error import XuanchuanError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINES = (
    "根据《妇女权益保护法》第二十三条，禁止对妇女实施性骚扰。",
    "《婚姻法》第三十二条规定，感情破裂可以离婚。",
    "《反家庭暴力法》第三条规定：“国家禁止任何方式的家庭暴力。”",
    "12月4日全国法制宣传日，发放资料。",
    "《反家庭暴力法》第二十三条没有错。",
)


@pytest.fixture
def checked(tmp_path, standard):
    word = docx.Document()
    chance = random.Random(3)
    for line in LINES:
        cut_paragraph(word, line, chance)
    word.sections[0].footer.paragraphs[0].text = "《收养法》"
    word.save(tmp_path / "旧折页.docx")
    return check(read_draft(tmp_path / "旧折页.docx"), standard)


def commented(path):
    """(the words a comment is anchored to, its first line) of each of our comments, in order of place."""
    word = docx.Document(str(path))
    body = word.element.body
    texts = {comment.comment_id: comment.text for comment in word.comments}
    found = []
    for start in body.iter(f"{W}commentRangeStart"):
        number, words, inside = start.get(f"{W}id"), "", False
        for node in body.iter():
            if node is start:
                inside = True
            elif node.tag == f"{W}commentRangeEnd" and node.get(f"{W}id") == number:
                break
            elif inside and node.tag == f"{W}t":
                words += node.text or ""
        found.append((words, texts[int(number)].split("\n")[0]))
    return found


def test_comments_stand_at_the_exact_words(checked, tmp_path):
    (tmp_path / "批注.docx").write_bytes(annotated(checked))
    words = [words for words, _ in commented(tmp_path / "批注.docx")]
    wanted = [one.text for one in checked.findings if one.severity != "ok" and one.text != "《收养法》"]
    assert sorted(words) == sorted([*wanted, LINES[0]])  # the footer's stands at the first paragraph
    body = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "批注.docx")).paragraphs)
    assert body == "\n".join(LINES)


def test_what_stands_in_a_footer_is_told_at_the_head(checked, tmp_path):
    (tmp_path / "批注.docx").write_bytes(annotated(checked))
    comments = [comment.text for comment in docx.Document(str(tmp_path / "批注.docx")).comments]
    assert any(text.startswith("【页脚第1段】《收养法》") for text in comments)


def test_comments_carry_no_clock_and_the_same_draft_gives_the_same_bytes(checked, tmp_path):
    one, two = annotated(checked), annotated(checked)
    assert one == two
    assert fixed(checked)[0] == fixed(checked)[0]
    (tmp_path / "批注.docx").write_bytes(one)
    for comment in docx.Document(str(tmp_path / "批注.docx")).part._comments_part.element:
        assert comment.get(f"{W}author") == AUTHOR
        assert comment.get(f"{W}date") is None


def test_the_corrected_copy_changes_only_what_has_one_answer(checked, tmp_path):
    data, made = fixed(checked)
    (tmp_path / "改好.docx").write_bytes(data)
    after = [paragraph.text for paragraph in docx.Document(str(tmp_path / "改好.docx")).paragraphs]
    assert after == [
        "根据《中华人民共和国妇女权益保障法》第二十三条，禁止对妇女实施性骚扰。",
        LINES[1],
        "《反家庭暴力法》第三条规定：“国家禁止任何形式的家庭暴力。”",
        "12月4日国家宪法日，发放资料。",
        LINES[4],
    ]
    assert len(made) == 3
    notes = [comment.text for comment in docx.Document(str(tmp_path / "改好.docx")).comments]
    assert all(note.startswith("已改：原来是“") for note in notes)
    assert len(notes) == 3


def test_the_corrected_copy_has_fewer_faults_and_no_new_ones(checked, tmp_path, standard):
    (tmp_path / "改好.docx").write_bytes(fixed(checked)[0])
    again = check(read_draft(tmp_path / "改好.docx"), standard)
    left = {one.text for one in again.of("must")}
    assert left == {"《婚姻法》第三十二条", "《收养法》"}


def test_the_draft_is_never_touched(checked):
    path = checked.draft.path
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    annotated(checked)
    fixed(checked)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_comments_reach_tables_and_text_boxes(tmp_path, standard):
    everywhere(tmp_path / "稿.docx")
    word = docx.Document(str(tmp_path / "稿.docx"))
    for node in word.element.body.iter(f"{W}t"):
        node.text = (node.text or "").replace("《反家庭暴力法》", "《婚姻法》")
    word.save(tmp_path / "稿.docx")
    checked = check(read_draft(tmp_path / "稿.docx"), standard)
    (tmp_path / "批注.docx").write_bytes(annotated(checked))
    words = {words for words, _ in commented(tmp_path / "批注.docx")}
    assert {f"《婚姻法》第{number}条" for number in "一二三四五九"} <= words


@pytest.mark.parametrize("body", ["<w:p><w:t>{}</w:t></w:p>", "<w:p/>"])
def test_what_stands_in_no_run_is_told_all_the_same(tmp_path, standard, body):
    path = tmp_path / "稿.docx"
    word = docx.Document()
    word.sections[0].footer.paragraphs[0].text = "《收养法》"
    word.save(path)
    changed(path, "word/document.xml", lambda text: re.sub("<w:body>", f"<w:body>{body.format('《婚姻法》')}", text))
    (tmp_path / "批注.docx").write_bytes(annotated(check(read_draft(path), standard)))
    told = [comment.text for comment in docx.Document(str(tmp_path / "批注.docx")).comments]
    assert sum("《收养法》" in text for text in told) == 1
    assert sum("《婚姻法》" in text for text in told) == body.count("{}")


def test_a_draft_whose_styles_are_torn_is_told(checked, tmp_path, standard):
    path = tmp_path / "旧折页.docx"
    changed(path, "word/styles.xml", lambda text: text[:500])
    with pytest.raises(XuanchuanError, match="没法在这个文件上写批注"):
        annotated(check(read_draft(path), standard))


def changed(path, name, change):
    """One part of a package written anew."""
    with zipfile.ZipFile(path) as old:
        parts = {one: old.read(one) for one in old.namelist()}
    parts[name] = change(parts[name].decode()).encode()
    with zipfile.ZipFile(path, "w") as new:
        for one, data in parts.items():
            new.writestr(one, data)


def test_only_word_files_take_comments(tmp_path, standard):
    (tmp_path / "稿.txt").write_text("《婚姻法》", encoding="utf-8")
    with pytest.raises(XuanchuanError, match="只有 .docx"):
        annotated(check(read_draft(tmp_path / "稿.txt"), standard))


@pytest.mark.slow
def test_libreoffice_opens_the_copies(checked, tmp_path):
    import shutil
    import subprocess

    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "批注.docx").write_bytes(annotated(checked))
    (tmp_path / "改好.docx").write_bytes(fixed(checked)[0])
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "txt:Text (encoded):UTF8",
         "--outdir", str(tmp_path), str(tmp_path / "批注.docx"), str(tmp_path / "改好.docx")],
        check=True, timeout=180, capture_output=True,
    )  # fmt: skip
    assert [line for line in (tmp_path / "批注.txt").read_text("utf-8-sig").splitlines() if line] == list(LINES)
    assert "国家宪法日" in (tmp_path / "改好.txt").read_text("utf-8-sig")
