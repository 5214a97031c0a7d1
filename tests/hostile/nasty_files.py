"""Files nobody should send, made when they are asked for: ``KINDS`` has the ending of each kind and what each is."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from package_making import PARAGRAPH, S, W, book, cell, packed, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "哈">{LAUGHS}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'


def twice(data: bytes, name: str) -> bytes:
    """A zip with one of its members standing in it a second time."""
    held = io.BytesIO(data)
    with zipfile.ZipFile(held, "a") as archive, __import__("warnings").catch_warnings():
        __import__("warnings").simplefilter("ignore")
        archive.writestr(name, b"<other/>")
    return held.getvalue()


def lying(data: bytes) -> bytes:
    """A zip whose directory says that each member is one byte long."""
    found, at = bytearray(data), 0
    while (at := found.find(b"PK\x01\x02", at)) >= 0:
        found[at + 24 : at + 28] = struct.pack("<I", 1)
        at += 4
    return bytes(found)


def locked(data: bytes) -> bytes:
    """A zip whose members say that they are locked."""
    found = bytearray(data)
    for mark, shift in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = 0
        while (at := found.find(mark, at)) >= 0:
            found[at + shift] |= 1
            at += 4
    return bytes(found)


DEEP_TABLE = "<w:tbl><w:tr><w:tc>" * 3000 + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 3000
CONTAINERS: dict[str, Callable[[bytes], bytes]] = {
    "半截": lambda data: data[: len(data) // 2],
    "没有目录": lambda data: data[: data.find(b"PK\x01\x02")],
    "前面有垃圾": lambda data: b"\0" * 100_000 + data,
    "后面有垃圾": lambda data: data + b"\xff" * 100_000,
    "谎报大小": lying,
    "加密": locked,
    "全是零": lambda data: bytes(len(data)),
    "空": lambda data: b"",
    "一个字节": lambda data: b"P",
    "只有目录尾": lambda data: b"PK\x05\x06" + bytes(18),
}
OTHERS = {
    "其实是旧格式": OLE + bytes(5000),
    "加了密码": OLE + bytes(3000) + "EncryptedPackage".encode("utf-16-le") + bytes(3000),
    "其实是rtf": b"{\\rtf1\\ansi " + b"{\\b " * 50_000,
    "其实是网页": b"<html><body>" + "第二十三条".encode() * 10,
    "其实是pdf": b"%PDF-1.7\n" + b"1 0 obj <<" * 10_000,
    "其实是图片": b"\x89PNG\r\n\x1a\n" + bytes(1000),
    "随便的字节": bytes(range(256)) * 500,
}


def words() -> Iterator[tuple[str, bytes]]:
    """Word files."""
    honest = word(PARAGRAPH)
    yield "好的", honest
    yield from ((name, spoil(honest)) for name, spoil in CONTAINERS.items())
    yield from OTHERS.items()
    yield "实体炸弹", word("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", BOMB)
    yield "外部实体", word("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", OUTSIDE)
    yield "压缩炸弹", word("<w:p><w:r><w:t>" + "哈" * 10_000_000 + "</w:t></w:r></w:p>")
    yield "套着炸弹", packed({"word/document.xml": packed({"x": bytes(30_000_000)}) * 50})
    yield "三十万段", word("<w:p/>" * 300_000, method=zipfile.ZIP_STORED)
    yield "三万段字", word(PARAGRAPH * 30_000, method=zipfile.ZIP_STORED)
    yield "嵌套一万层", word("<w:sdt><w:sdtContent>" * 5000 + PARAGRAPH + "</w:sdtContent></w:sdt>" * 5000)
    yield "嵌套两百层", word("<w:tbl><w:tr><w:tc>" * 80 + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 80)
    yield "嵌套表格", word(DEEP_TABLE)
    yield "没有正文", packed({"word/other.xml": b"<a/>"})
    yield "正文不成形", word(b"<w:document><w:body>")
    yield "正文是空的", word(b"")
    yield "正文别的编码", word(f"<?xml version='1.0' encoding='utf-16'?><w:document {W}/>".encode("utf-16"))
    yield "正文没听说的编码", word(f"<?xml version='1.0' encoding='klingon'?><w:document {W}/>".encode())
    yield "同名两份", twice(honest, "word/document.xml")
    yield "往上的名字", packed({"../../etc/passwd": b"x", "/abs": b"y", "word/document.xml": b"<a/>"})
    yield "名字很多", packed({f"{n}": b"" for n in range(20_000)})
    yield "一段五十万字", word(f"<w:p><w:r><w:t>{'第二十三条' * 100_000}</w:t></w:r></w:p>", method=zipfile.ZIP_STORED)
    yield "十万个字块", word("<w:p>" + "<w:r><w:t>第</w:t></w:r>" * 100_000 + "</w:p>", method=zipfile.ZIP_STORED)
    yield (
        "文本框套文本框",
        word(("<w:p><w:r><w:pict><w:txbxContent>" * 60) + PARAGRAPH + ("</w:txbxContent></w:pict></w:r></w:p>" * 60)),
    )
    yield (
        "合并得离谱",
        word(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr>'
            + PARAGRAPH
            + "</w:tc></w:tr></w:tbl>"
        ),
    )
    grid = '<w:tblGrid><w:gridCol w:w="9"/></w:tblGrid>'
    yield "表没有列宽", word(f"<w:tbl><w:tr><w:tc>{PARAGRAPH}</w:tc></w:tr></w:tbl>")
    yield "接着上面没有的格", word(f"<w:tbl>{grid}<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>")
    yield (
        "合并负三格",
        word(f'<w:tbl>{grid}<w:tr><w:tc><w:tcPr><w:gridSpan w:val="-3"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'),
    )


def books() -> Iterator[tuple[str, bytes]]:
    """Workbooks."""
    honest = book(cell("村名") + cell("前刘村"))
    yield "好的", honest
    yield from ((name, spoil(honest)) for name, spoil in CONTAINERS.items())
    yield from OTHERS.items()
    yield "实体炸弹", book(cell("&a9;"), BOMB)
    yield "外部实体", book(cell("&a9;"), OUTSIDE)
    yield "共享字串炸弹", book('<row><c t="s"><v>0</v></c></row>', shared=f"{BOMB}<sst {S}><si><t>&a9;</t></si></sst>")
    yield "共享字串没有那一条", book('<row><c t="s"><v>99999999</v></c></row>', shared=f"<sst {S}/>")
    yield "压缩炸弹", book(cell("哈" * 5_000_000))
    yield (
        "巨大坐标",
        book('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>远</t></is></c></row>' + cell("村名")),
    )
    yield (
        "两角各一格",
        book(
            '<row r="1"><c r="A1" t="inlineStr"><is><t>村名</t></is></c></row>'
            '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>远</t></is></c></row>'
        ),
    )
    yield "坐标写错", book('<row r="-5"><c r="ZZZZZZ99999999999" t="inlineStr"><is><t>远</t></is></c></row>')
    yield "合并整张表", merged()
    yield "十万行空行", book("<row/>" * 100_000)
    yield "嵌套一万层", book("<row>" * 10_000 + "</row>" * 10_000)
    yield "日期离谱", book('<row><c t="d"><v>99999-99-99</v></c><c><v>1e308</v></c><c><v>NaN</v></c></row>')
    yield "同名两份", twice(honest, "xl/workbook.xml")
    yield "往上的名字", packed({"../../xl/workbook.xml": b"x"})
    yield "没有工作簿", packed({"[Content_Types].xml": b"<a/>"})
    yield "公式", book('<row><c><f>HYPERLINK("http://x")</f><v>1</v></c></row>')


def merged() -> bytes:
    """A workbook whose every cell belongs to one merged block, and another of one column."""
    data = io.BytesIO(book(cell("村名") + cell("前刘村")))
    out = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("sheet1.xml"):
                blocks = b'<mergeCells><mergeCell ref="A2:A1048576"/><mergeCell ref="B1:XFD1048576"/></mergeCells>'
                text = text.replace(b"</sheetData>", b"</sheetData>" + blocks)
            new.writestr(name, text)
    return out.getvalue()


RUNS = (
    "第", "《", "》", "（", "“", "”", " ", "　", "1", "0543-", "一", "百", "条", "、", "\n", "<", "&", "&#", "*", "_", "[", "](", "`", "|",
    "第一", "第1条", "中华人民共和国", "法", "规定", "根据", "12338", "1234567890", "a@", "http://", "{{", "{%", "…", "\t", "第一百二十三条第", "之一", "至",
    "《中华人民共和国", "“反家庭暴力法第二十三条", "(", "第二十三条、", "2026年", "年月日", "身份证", "电话：", "-", ".", "\u200b", "\u202e", "\U00020000",
)  # fmt: skip


def runs(length: int = 30_000) -> Iterator[tuple[str, bytes]]:
    """Texts made of one thing said over and over: what a regular expression may choke on."""
    for number, one in enumerate(RUNS):
        yield f"反复{number}", ("反家庭暴力法 " + one * (length // len(one)) + " 完").encode()


def texts() -> Iterator[tuple[str, bytes]]:
    """Plain texts."""
    plain = "根据《反家庭暴力法》第二十三条，可以申请人身安全保护令。\n"
    yield "好的", plain.encode()
    yield "UTF16没有标记", plain.encode("utf-16-le")
    yield "UTF16大端没有标记", plain.encode("utf-16-be")
    yield "UTF16半个字", plain.encode("utf-16")[:-1]
    yield "UTF32", plain.encode("utf-32")
    yield "带NUL", plain.encode() + b"\0\0\0" + plain.encode()
    yield "GB18030半个字", plain.encode("gb18030")[:-1] + b"\x81"
    yield "代理区", b"\xed\xa0\x80" * 100
    yield "过长编码", b"\xc0\xaf" * 100
    yield "空", b""
    yield "只有标记", b"\xef\xbb\xbf"
    yield "一行四兆", ("反" * 1_300_000).encode()
    yield "只有换行", b"\n" * 2_000_000
    yield "控制字符", bytes(range(1, 32)) * 100
    yield "方向字符", ("\u202e\u2066\u200f" * 1000 + plain).encode()
    yield from runs()


def pages() -> Iterator[tuple[str, bytes]]:
    """Web pages."""
    yield "好的", "<html><body><p>反家庭暴力法第二十三条</p></body></html>".encode()
    yield "十万层", b"<div>" * 100_000 + "反家庭暴力法".encode() + b"</div>" * 100_000
    yield "没有闭合", ("<p>反家庭暴力法第二十三条<b><i><script>" + "<" * 100_000).encode()
    yield "半个标签", ("反家庭暴力法" + "<a " * 60_000).encode()
    yield "属性没完", ('反家庭暴力法<a href="' + "x=" * 100_000).encode()
    yield "注释没完", ("反家庭暴力法<!--" * 30_000).encode()
    yield "声明没完", ("反家庭暴力法<!DOCTYPE " + "[" * 100_000).encode()
    yield "指令没完", ("反家庭暴力法<?" * 30_000).encode()
    yield "CDATA没完", ("反家庭暴力法<![CDATA[" * 20_000).encode()
    yield "怪节", ("反家庭暴力法<![if x]><![a[ ]]>" * 500).encode()
    yield (
        "实体",
        ("反家庭暴力法" + "&" * 100_000 + "&#" * 50_000 + "&#x110000;&#xD800;&#0;&#99999999999999999999;").encode(),
    )
    yield "外部实体", f"{OUTSIDE}<html>&a9;反家庭暴力法</html>".encode()
    yield "带NUL", "<p>反家庭\0暴力法</p>".encode()
    yield "别的编码", "<meta charset='utf-7'>+ADw-script+AD4-反家庭暴力法".encode()
    yield "等号引号", ("反家庭暴力法<a" + " a='" * 50_000).encode()
    yield "结束标签", ("反家庭暴力法" + "</p " * 60_000).encode()


def pdfs() -> Iterator[tuple[str, bytes]]:
    """PDF files."""
    yield "半截", b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    yield (
        "循环的页",
        (
            b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000>>endobj\n"
            b"trailer<</Root 1 0 R/Size 3>>\n"
        ),
    )
    yield "自指的表", b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer<</Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF"
    yield "深", b"%PDF-1.7\n1 0 obj " + b"[" * 100_000 + b"endobj\ntrailer<</Root 1 0 R>>"
    yield "空", b""
    yield "其实是zip", packed({"a": b"b"})


def tomls() -> Iterator[tuple[str, bytes]]:
    """TOML files."""
    yield "大数", b"[unit]\nname = " + b"9" * 100_000
    yield "深数组", b"[unit]\nname = " + b"[" * 100_000
    yield "深数组成对", b"[unit]\nname = " + b"[" * 5_000 + b"]" * 5_000
    yield "深表", b"[" + b"a." * 20_000 + b"b]\nc=1"
    yield "深内联", b"a = " + b"{a=" * 5_000 + b"1" + b"}" * 5_000
    yield "重复键", '[unit]\nname = "甲"\nname = "乙"\n'.encode()
    yield "重复节", '[unit]\nname = "甲"\n[unit]\nname = "乙"\n'.encode()
    yield "NUL", b'[unit]\nname = "\0"\n'
    yield "GBK", '[unit]\nname = "某县妇联"\n'.encode("gbk")
    yield "UTF16", '[unit]\nname = "某县妇联"\n'.encode("utf-16")
    yield "没闭合", b'[unit]\nname = """' + b"x" * 1_000_000
    yield "日期离谱", b"[unit]\nname = 99999-99-99\n"
    yield "不存在的日子", b"[unit]\nname = 2026-02-30\n"
    yield "浮点", b"[unit]\nname = nan\nshort = inf\nlevel = 1e999999999\n"
    yield "转义", b'[unit]\nname = "\\uD800\\U00110000"\n'
    yield "空", b""
    yield "一百万行", b"#\n" * 1_000_000
    yield "很多点", b"a" + b".a" * 50_000 + b" = 1"
    yield "反斜杠", b'[unit]\nname = "' + b"\\\\" * 200_000 + b'"'


def jsons() -> Iterator[tuple[str, bytes]]:
    """JSON files."""
    yield "好的", '{"任务单": 1, "日子": "11.25"}'.encode()
    yield "NaN", '{"任务单": NaN, "日子": "11.25"}'.encode()
    yield "重复键", '{"任务单": 1, "日子": "11.25", "日子": "3.8"}'.encode()
    yield "深", '{"任务单": '.encode() + b"[" * 100_000 + b"]" * 100_000 + b"}"
    yield "深对象", b'{"a":' * 50_000 + b"1" + b"}" * 50_000
    yield "大数", '{"任务单": '.encode() + b"9" * 50_000 + b"}"
    yield "代理区", '{"任务单": 1, "日子": "\\ud800"}'.encode()
    yield "往上的路径", '{"任务单": 1, "日子": "../../../tmp/x", "材料": ["../../x"]}'.encode()
    yield "控制字符", '{"任务单": 1, "日子": "11.25\\u0000\\u202e", "地点": "\\r\\nBEGIN:VEVENT"}'.encode()
    yield "空", b""
    yield "不是对象", b"[1,2,3]"
    yield "UTF16", '{"任务单": 1}'.encode("utf-16")
    yield "没完", b'{"a": "' + b"x" * 100_000


def tables() -> Iterator[tuple[str, bytes]]:
    """CSV files."""
    head = "村名,乡镇,妇联主席,手机\n"
    yield "好的", (head + "前刘村,前刘镇,王某,13800000000\n").encode()
    yield (
        "公式",
        (head + '"=HYPERLINK(""http://x"",""y"")",@SUM(A1),+1+1,13800000000\n-2+3,\t=1,\r=1,13800000001\n').encode(),
    )
    yield "引号没完", (head + '"前刘村' + "x" * 1_000_000).encode()
    yield "一行十万列", (head + "x," * 100_000).encode()
    yield "十万行空", (head + ",,,\n" * 100_000).encode()
    yield "一格一兆", (head + "前" * 1_000_000 + ",前刘镇,王某,13800000000\n").encode()
    yield (
        "往上的名字",
        (
            head
            + "../../../../tmp/x,../..,王某,13800000000\n/etc/passwd,C:\\Windows,王某,13800000001\nCON,NUL,王某,13800000002\n"
        ).encode(),
    )
    yield (
        "怪名字",
        (
            head + '"前\n刘村",前刘镇,王某,13800000000\n前\u202e刘村,前刘镇,王某,13800000001\n'.replace("\\0", "\0")
        ).encode(),
    )
    yield "标记", (head + '<script>alert(1)</script>,"{{ 7*7 }}","#read(""/etc/passwd"")",13800000000\n').encode()
    yield "带NUL", (head + "前\0刘村,前刘镇,王某,13800000000\n").encode()
    yield "UTF16没有标记", (head + "前刘村,前刘镇,王某,13800000000\n").encode("utf-16-le")
    yield "空", b""
    yield "只有表头", head.encode()
    yield "同名表头", ("村名,村名,村名\n前刘村,后刘村,左刘村\n").encode()


def ledgers() -> Iterator[tuple[str, bytes]]:
    """What may be given for a ledger."""
    yield "半截", b"SQLite format 3\0" + bytes(84)
    yield "头对身错", b"SQLite format 3\0" + bytes(range(256)) * 100
    yield "空", b""
    yield "其实是zip", packed({"a": b"b"})
    yield "一个字节", b"S"


KINDS: dict[str, tuple[str, Callable[[], Iterator[tuple[str, bytes]]]]] = {
    "word": (".docx", words),
    "book": (".xlsx", books),
    "text": (".txt", texts),
    "page": (".html", pages),
    "pdf": (".pdf", pdfs),
    "toml": (".toml", tomls),
    "json": (".json", jsons),
    "table": (".csv", tables),
    "ledger": (".db", ledgers),
}


def no_files(folder: Path, ending: str) -> dict[str, Path]:
    """What stands where a file should: a folder, a pipe, a huge hole, a link to itself, nothing at all."""
    found = {name: folder / f"{name}{ending}" for name in ("文件夹", "管道", "两吉字节的洞", "连着自己", "没有")}
    found["文件夹"].mkdir()
    os.mkfifo(found["管道"])
    with found["两吉字节的洞"].open("wb") as stream:
        stream.truncate(2 << 30)
    found["连着自己"].symlink_to(found["连着自己"])
    return found
