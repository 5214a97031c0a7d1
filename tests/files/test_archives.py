"""Archives and XML from strangers: honest files are read, everything else is refused in plain words."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanchuan.files.archives import Limits, open_archive, parse_xml
from xuanchuan.files.bounded import MB
from xuanchuan.model.error import XuanchuanError

BODY = "word/document.xml"


@pytest.fixture
def honest(tmp_path) -> Path:
    document = Document()
    document.add_paragraph("第一条　为了宣传。")
    document.save(path := tmp_path / "办法.docx")
    return path


def packed(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def refusal(path: Path, limits: Limits | None = None) -> XuanchuanError:
    with pytest.raises(XuanchuanError) as caught, open_archive(path, *([limits] if limits else [])) as archive:
        for name in archive.names:
            archive.read(name)
    assert caught.value.code == 2
    assert str(path) in caught.value.where
    assert caught.value.hint
    return caught.value


def test_an_honest_word_file_is_read_member_by_member(honest):
    with open_archive(honest) as archive:
        assert BODY in archive
        assert not archive.macros
        root = archive.xml(BODY)
        assert "为了宣传" in "".join(root.itertext())
        with pytest.raises(XuanchuanError, match="文件读不了") as caught:
            archive.read("word/missing.xml")
        assert caught.value.why == "里面缺少 word/missing.xml"


def test_macros_are_seen_and_never_run(tmp_path):
    path = packed(tmp_path / "宏.docm", {BODY: b"<a/>", "word/vbaProject.bin": b"Sub AutoOpen()"})
    with open_archive(path) as archive:
        assert archive.macros


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "这个文件是空的"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "这个文件是旧格式（.doc、.wps、.xls），没法读"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(60),
            "这个文件加了密码，没法读",
        ),
        (b"%PDF-1.7 ...", "这个文件其实是PDF，没法读"),
        (b"{\\rtf1 ...", "这个文件其实是RTF，没法读"),
        (b"\xef\xbb\xbf<html><body>", "这个文件其实是网页，没法读"),
        ("第一条　".encode("gbk"), "这个文件读不了"),
        (b"PK\x03\x04" + bytes(100), "文件读不了"),
    ],
)
def test_what_is_no_word_file_is_called_by_its_name(tmp_path, data, message):
    (path := tmp_path / "文件.docx").write_bytes(data)
    assert refusal(path).message == message


def test_a_missing_file_and_a_folder_are_said(tmp_path):
    assert refusal(tmp_path / "没有.docx").message == "找不到文件"
    assert refusal(tmp_path).message == "文件打不开"


@given(cut=st.integers(1, 2000))
@settings(max_examples=30)
def test_a_truncated_download_never_gets_through(tmp_path_factory, cut):
    path = packed(tmp_path_factory.mktemp("cut") / "a.docx", {BODY: bytes(range(256)) * 20, "b": b"x" * 300})
    data = path.read_bytes()
    path.write_bytes(data[: max(1, len(data) - cut)])
    refusal(path)


@given(place=st.integers(0, 10_000), value=st.integers(0, 255))
@settings(max_examples=200)
def test_one_changed_byte_is_an_honest_answer_or_a_plain_refusal(tmp_path_factory, place, value):
    body = "".join(f"<p>第{n}条</p>" for n in range(200)).encode()
    path = packed(tmp_path_factory.mktemp("flip") / "a.docx", {BODY: b"<a>" + body + b"</a>"})
    data = bytearray(path.read_bytes())
    data[place % len(data)] = value
    path.write_bytes(data)
    try:
        with open_archive(path) as archive:
            if BODY in archive:
                assert archive.read(BODY) == b"<a>" + body + b"</a>"
    except XuanchuanError as error:
        assert error.message


def test_zip_bombs_are_refused_by_ratio_size_total_and_count(tmp_path):
    zeros = packed(tmp_path / "ratio.docx", {BODY: bytes(20 * MB)})
    assert refusal(zeros).message == "文件没有读：解开后大得不正常"
    assert "像是恶意文件" in refusal(zeros).why
    large = packed(tmp_path / "member.docx", {BODY: bytes(3000)})
    assert "解开后超过" in refusal(large, Limits(member=2000)).why
    several = packed(tmp_path / "total.docx", {f"{n}": bytes(900) for n in range(9)})
    assert "全部解开超过" in refusal(several, Limits(total=8000)).why
    assert refusal(several, Limits(members=8)).why == "里面的文件多于 8 个"
    assert refusal(several, Limits(members=3)).why == "里面的文件多于 3 个"
    assert refusal(several, Limits(file=300)).message == "文件太大，没有读"


def test_a_member_that_lies_about_its_size_is_refused(tmp_path):
    path = packed(tmp_path / "lie.docx", {BODY: bytes(5 * MB)})
    data = path.read_bytes()
    for marker, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(marker) + offset
        data = data[:at] + struct.pack("<I", 500) + data[at + 4 :]
    path.write_bytes(data)
    assert refusal(path).message == "文件读不了"


def test_locked_members_odd_methods_and_double_names_are_refused(tmp_path):
    locked = packed(tmp_path / "locked.docx", {BODY: b"<a/>"})
    data = bytearray(locked.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    locked.write_bytes(data)
    assert refusal(locked).message == "这个文件加了密码，没法读"
    odd = packed(tmp_path / "odd.docx", {BODY: b"<a/>"}, zipfile.ZIP_LZMA)
    assert refusal(odd).why == "里面用了少见的压缩方法"
    double = io.BytesIO()
    with zipfile.ZipFile(double, "w") as archive, pytest.warns(UserWarning):
        archive.writestr(BODY, b"<a/>")
        archive.writestr(BODY, b"<b/>")
    (path := tmp_path / "double.docx").write_bytes(double.getvalue())
    assert refusal(path).why == "里面有两个同名的部分，分不清哪个是真的"


LAUGHS = '<!DOCTYPE l [<!ENTITY a "哈哈">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "text",
    [LAUGHS + "]><l>&j;</l>", '<!DOCTYPE l SYSTEM "file:///etc/passwd"><l/>', " " * 9000 + "<!DOCTYPE l><l/>"],
)
def test_document_types_are_refused_wherever_and_however_they_are_written(codec, text):
    with pytest.raises(XuanchuanError) as caught:
        parse_xml(text.encode(codec), "正文")
    assert caught.value.message == "文件没有读：里面带有不该有的内容"
    assert caught.value.why == "文档自带实体声明，可能是恶意文件"


def test_absurd_nesting_is_refused_before_anything_walks_it():
    assert parse_xml(b"<a>" * 200 + b"</a>" * 200, "正文").tag == "a"
    with pytest.raises(XuanchuanError) as caught:
        parse_xml(b"<a>" * 100_000 + b"</a>" * 100_000, "正文")
    assert caught.value.why == "层层嵌套得不正常，可能是恶意文件"


@given(st.binary(max_size=200))
def test_any_bytes_are_xml_or_a_plain_refusal(data):
    try:
        parse_xml(data, "正文")
    except XuanchuanError as error:
        assert error.where == "正文"
