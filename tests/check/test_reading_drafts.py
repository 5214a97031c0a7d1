"""Drafts read from files: every part of a Word file, runs cut anywhere, every encoding; what cannot be read is told plainly."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import docx
import pytest
from bank_reading import read_bank
from docx.oxml import parse_xml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xuanchuan.check.checking import check
from xuanchuan.check.drafts import draft_of_text
from xuanchuan.check.reading import is_readable, read_draft
from xuanchuan.corpus import load_corpus
from xuanchuan.model.error import XuanchuanError

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOX = (
    f'<w:r {NS} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><mc:AlternateContent><mc:Choice Requires="wps">'
    "<w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)


def cut_paragraph(word, text: str, chance: random.Random) -> None:
    """A paragraph whose runs are cut at random and look different."""
    paragraph = word.add_paragraph()
    place = 0
    while place < len(text):
        end = place + chance.randint(1, 5)
        run = paragraph.add_run(text[place:end])
        run.bold, run.italic = chance.random() < 0.3, chance.random() < 0.2
        place = end


def told(checked):
    return [(one.kind, one.severity, one.text, one.start, one.law, one.article, one.paragraph, one.item, one.verdict, one.suggest)
            for one in checked.findings]  # fmt: skip


def test_runs_cut_anywhere_are_read_like_plain_text(tmp_path, standard):
    chance = random.Random(7)
    text = "\n".join(one.text for one in read_bank(load_corpus()) if one.on == standard.on)
    word = docx.Document()
    for line in text.split("\n"):
        cut_paragraph(word, line, chance)
    word.save(tmp_path / "稿.docx")
    draft = read_draft(tmp_path / "稿.docx")
    assert draft.text == text
    assert told(check(draft, standard)) == told(check(draft_of_text(text), standard))


def everywhere(path: Path) -> None:
    """A Word file with a citation in every part that can hold one."""
    word = docx.Document()
    word.add_paragraph("正文：《反家庭暴力法》第一条").add_run()
    word.paragraphs[0]._p.append(parse_xml(BOX.format("文本框：《反家庭暴力法》第二条")))
    table = word.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = "《反家庭暴力法》第三条", "《反家庭暴力法》第四条"
    table.cell(0, 1).add_table(1, 1).cell(0, 0).text = "《反家庭暴力法》第五条"
    section = word.sections[0]
    section.header.paragraphs[0].text = "《反家庭暴力法》第六条"
    section.footer.paragraphs[0].text = "《反家庭暴力法》第七条"
    word.add_comment(word.paragraphs[0].runs[0], text="《反家庭暴力法》第八条", author="甲")
    gone = word.add_paragraph("留下")
    gone._p.append(parse_xml(f"<w:del {NS}><w:r><w:delText>《反家庭暴力法》第三十条</w:delText></w:r></w:del>"))
    gone._p.append(parse_xml(f"<w:moveFrom {NS}><w:r><w:t>《反家庭暴力法》第三十一条</w:t></w:r></w:moveFrom>"))
    gone._p.append(parse_xml(f"<w:ins {NS}><w:r><w:t>《反家庭暴力法》第九条</w:t></w:r></w:ins>"))
    word.save(path)


def test_every_part_of_a_word_file_is_read_once(tmp_path, standard):
    everywhere(tmp_path / "稿.docx")
    draft = read_draft(tmp_path / "稿.docx")
    findings = check(draft, standard).findings
    assert {one.article: draft.where(one.start) for one in findings} == {
        1: "正文第1段", 2: "文本框", 3: "表1第1行第1格", 5: "表1第1行第2格", 4: "表1第2行第2格",
        9: "正文第2段", 6: "页眉第1段", 7: "页脚第1段", 8: "批注第1段",
    }  # fmt: skip
    assert len(findings) == 9
    assert any("修订" in one for one in draft.remarks)


def test_the_text_is_that_of_a_second_reader(tmp_path):
    everywhere(tmp_path / "稿.docx")
    draft = read_draft(tmp_path / "稿.docx")
    body = [line.text for line in draft.lines if line.part == "word/document.xml" and line.where.startswith("正文")]
    theirs = [paragraph.text for paragraph in docx.Document(str(tmp_path / "稿.docx")).paragraphs]
    assert body[0] == theirs[0]
    assert body[1] == "留下《反家庭暴力法》第九条"


def test_pictures_are_counted_as_unread(tmp_path):
    from io import BytesIO
    from struct import pack
    from zlib import compress, crc32

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))

    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)) + chunk(b"IDAT", compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")  # fmt: skip
    word = docx.Document()
    word.add_paragraph("有图")
    word.add_picture(BytesIO(png))
    word.save(tmp_path / "稿.docx")
    assert read_draft(tmp_path / "稿.docx").remarks == ("有 1 张图片，图片里的字没有检查",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_every_encoding_that_chinese_windows_writes(tmp_path, encoding, standard):
    path = tmp_path / "稿.txt"
    path.write_bytes("一、学法\r\n《反家庭暴力法》第二十三条\r\n".encode(encoding))
    draft = read_draft(path)
    assert draft.text == "一、学法\n《反家庭暴力法》第二十三条\n"
    (one,) = check(draft, standard).findings
    assert (draft.where(one.start), one.text) == ("第2行", "《反家庭暴力法》第二十三条")


def test_a_web_page_is_read_as_it_is_seen(tmp_path, standard):
    path = tmp_path / "稿.html"
    path.write_text(
        "<html><head><style>p{}</style><script>'《婚姻法》第一条'</script></head><body><h1>《反家庭<b>暴力法》</b></h1>"
        "<p>第二条&nbsp;规定</p><!-- 《继承法》 --><img src='http://x/y.png'></body></html>",
        encoding="utf-8",
    )
    draft = read_draft(path)
    assert [one.text for one in check(draft, standard).findings] == ["《反家庭暴力法》", "第二条"]
    assert draft.remarks == ("网页里有 1 张图片，图片里的字没有检查",)


def test_markdown_marks_do_not_hide_a_citation(tmp_path, standard):
    path = tmp_path / "稿.md"
    path.write_text("# 学法\n\n- **《反家庭暴力法》**第二十三条\n", encoding="utf-8")
    (one,) = check(read_draft(path), standard).findings
    assert one.article == 23


def zipped(path: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)


BOMB = b"<w:document " + NS.encode() + b"><w:body>" + b"<w:p/>" * 6_000_000 + b"</w:body></w:document>"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'


def bad_files(folder: Path) -> dict[str, str]:
    (folder / "空.txt").write_bytes(b"")
    (folder / "空白.txt").write_text("  \n\n", encoding="utf-8")
    (folder / "空.docx").write_bytes(b"")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04" + b"x" * 500)
    (folder / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (folder / "旧.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (folder / "密.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 3)
    (folder / "图.png").write_bytes(b"\x89PNG")
    (folder / "表.xlsx").write_bytes(b"PK")
    (folder / "乱.txt").write_bytes(bytes(range(256)) * 4)
    zipped(folder / "炸弹.docx", {"word/document.xml": BOMB})
    zipped(folder / "实体.docx", {"word/document.xml": ENTITIES})
    zipped(folder / "别的.docx", {"hello.txt": b"hi"})
    return {
        "空.txt": "这个文件是空的", "空白.txt": "文件里没有文字", "空.docx": "这个文件是空的", "坏.docx": "文件读不了", "旧.doc": "读不了",
        "旧.docx": "旧格式", "密.docx": "加了密码", "图.png": "读不了", "表.xlsx": "读不了", "乱.txt": "文字读不出来",
        "炸弹.docx": "大得不正常", "实体.docx": "不该有的内容", "别的.docx": "文件读不了", "没有.docx": "找不到文件",
    }  # fmt: skip


def test_what_cannot_be_read_is_told_plainly_and_what_to_do(tmp_path):
    for name, said in bad_files(tmp_path).items():
        with pytest.raises(XuanchuanError) as caught:
            read_draft(tmp_path / name)
        assert said in caught.value.message, name
        assert caught.value.hint, name
        assert caught.value.code == 2


def test_an_enormous_file_is_refused_without_being_read(tmp_path):
    path = tmp_path / "大.txt"
    with path.open("wb") as stream:
        stream.truncate(1 << 30)
    with pytest.raises(XuanchuanError, match="太大"):
        read_draft(path)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 4000), st.binary(min_size=1, max_size=6))
def test_a_damaged_word_file_is_read_or_refused_but_never_breaks(tmp_path, place, junk):
    good = tmp_path / "好.docx"
    if not good.exists():
        everywhere(good)
    data = bytearray(good.read_bytes())
    data[place % len(data) : place % len(data) + len(junk)] = junk
    (tmp_path / "伤.docx").write_bytes(data)
    try:
        read_draft(tmp_path / "伤.docx")
    except XuanchuanError as error:
        assert error.hint


def test_our_own_reports_and_lock_files_are_no_drafts():
    for name in ("旧折页.检查.html", "旧折页.检查(2).html", "首页.html", "~$稿.docx", ".稿.txt", "图.png"):
        assert not is_readable(Path(name)), name
    assert is_readable(Path("检查方案.docx"))


def pdf_of(words: list[str]) -> bytes:
    """A small PDF whose pages say the words in ASCII."""
    from io import BytesIO

    pages = len(words)
    parts = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{' '.join(f'{4 + 2 * n} 0 R' for n in range(pages))}] /Count {pages} >>",
             "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]  # fmt: skip
    for n, word in enumerate(words):
        stream = f"BT /F1 12 Tf 72 720 Td ({word}) Tj ET" if word else ""
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * n} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        parts.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, offsets = BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, part in enumerate(parts, 1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n{part}\nendobj\n".encode())
    start = out.tell()
    out.write(
        f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n".encode()
        + b"".join(f"{at:010} 00000 n \n".encode() for at in offsets)
    )
    out.write(f"trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def test_a_pdf_is_read_page_by_page_and_a_scan_is_refused(tmp_path):
    pytest.importorskip("pypdfium2")
    (tmp_path / "字.pdf").write_bytes(pdf_of(["phone 12338 and 110", "second page 12348"]))
    draft = read_draft(tmp_path / "字.pdf")
    assert [line.where for line in draft.lines if line.text] == ["第1页第1行", "第2页第1行"]
    (tmp_path / "扫描.pdf").write_bytes(pdf_of(["", ""]))
    with pytest.raises(XuanchuanError, match="扫描件"):
        read_draft(tmp_path / "扫描.pdf")
    (tmp_path / "假.pdf").write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(XuanchuanError, match="读不了"):
        read_draft(tmp_path / "假.pdf")
