"""Plain text in the encodings that Windows programs leave behind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuanchuan.files.decoding import decode, read_plain
from xuanchuan.model.error import XuanchuanError

LAW = "山东省反家庭暴力条例\r\n第一条　为了预防和制止家庭暴力，保护家庭成员的合法权益，制定本条例。\r\n"


@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", b"\xef\xbb\xbf", "UTF-8"),
        ("gbk", b"", "GB18030"),
        ("gb18030", b"", "GB18030"),
        ("utf-16-le", b"\xff\xfe", "UTF-16"),
        ("utf-16-be", b"\xfe\xff", "UTF-16"),
        ("utf-16-le", b"", "UTF-16"),
        ("utf-16-be", b"", "UTF-16"),
    ],
)
def test_a_rule_is_read_in_every_encoding_of_notepad(tmp_path, codec, mark, name):
    (path := tmp_path / "条例.txt").write_bytes(mark + LAW.encode(codec))
    read = read_plain(path)
    assert read.text == LAW.replace("\r\n", "\n")
    assert read.encoding == name


@pytest.mark.parametrize(
    "data",
    [
        "婦女權益保障條例第一條為了預防家庭暴力".encode("big5"),
        bytes(range(256)) * 4,
        b"PK\x03\x04" + bytes(200),
        "第一条".encode("utf-32"),
        "第一条　为了".encode("gbk")[:-1],
    ],
)
def test_garbage_is_refused_and_never_imported(data):
    with pytest.raises(XuanchuanError) as caught:
        decode(data, "条例.txt")
    error = caught.value
    assert (error.message, error.where, error.why, error.hint) == (
        "文字读不出来：编码不对，或者不是文字文件",
        "条例.txt",
        "试过 UTF-8、GB18030 和 UTF-16，读出来都是乱码",
        "用记事本打开，“另存为”时编码选 UTF-8，再试一次",
    )


def test_a_few_words_whose_gb_bytes_are_utf_8_by_chance_are_read_as_chinese():
    assert decode("女权".encode("gb18030"), "") == ("女权", "GB18030")
    assert decode("Ünïcode".encode(), "") == ("Ünïcode", "UTF-8")


@given(st.text(alphabet="一二三第条款项妇女权益保障法，。、；：“”（）《》　\n0123456789", min_size=4))
def test_statute_text_survives_both_everyday_encodings(text):
    assert decode(text.encode("utf-8"), "") == (text, "UTF-8")
    read, _ = decode(text.encode("gb18030"), "")
    assert read == text
