"""Reading a draft from a file of any kind we can read; a plain message for each kind we cannot."""

from __future__ import annotations

import re
from pathlib import Path

from xuanchuan.check.drafts import Draft
from xuanchuan.model.error import XuanchuanError

READERS = {
    ".docx": "xuanchuan.check.reading.word",
    ".docm": "xuanchuan.check.reading.word",
    ".txt": "xuanchuan.check.reading.plain",
    ".md": "xuanchuan.check.reading.plain",
    ".markdown": "xuanchuan.check.reading.plain",
    ".htm": "xuanchuan.check.reading.web",
    ".html": "xuanchuan.check.reading.web",
    ".pdf": "xuanchuan.check.reading.pdf",
}
# Kinds that need a person's hand first: what they are, and what to do.
REFUSED = {
    ".doc": ("这是旧的 .doc 格式", "用 WPS 打开，“另存为” .docx，再查一次（程序不会自动转换）"),
    ".wps": ("这是 .wps 格式", "用 WPS 打开，“另存为” .docx，再查一次"),
    ".rtf": ("这是 .rtf 格式", "用 WPS 打开，“另存为” .docx，再查一次"),
    ".ofd": ("这是 .ofd 版式文件", "找到它的 Word 原稿来查；或者把文字复制到记事本，存成 .txt"),
    ".ppt": ("这是旧的 .ppt 格式", "把文字复制到记事本，存成 .txt 再查"),
    ".pptx": ("这是演示文稿", "把文字复制到记事本，存成 .txt 再查"),
    ".xls": ("这是旧的 .xls 表格", "把要查的文字复制到记事本，存成 .txt 再查"),
    ".xlsx": ("这是表格", "把要查的文字复制到记事本，存成 .txt 再查"),
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp"),
        ("这是图片，里面的字读不出来", "把条号打出来核对，例如  xuanchuan law verify 反家庭暴力法 23"),
    ),  # fmt: skip
    **dict.fromkeys((".zip", ".rar", ".7z"), ("这是压缩包", "先解压，再查里面的文件")),
}


# What we made ourselves: reports, and a kit's home page.
OURS = re.compile(r"\.检查(?:\(\d+\))?\.html$|^首页\.html$")


def read_draft(path: Path) -> Draft:
    """Read a draft; XuanchuanError says why a file cannot be read and what to do instead."""
    from importlib import import_module

    ending = path.suffix.lower()
    if ending in READERS:
        reader = import_module(READERS[ending])
        draft: Draft = reader.read(path)
        if not draft.text.strip():
            raise XuanchuanError(
                "文件里没有文字" + ("，只有图片" if any("图片" in one for one in draft.remarks) else ""),
                where=str(path),
                why="能读到的部分是空的",
                hint="打开文件看一看；图片里的条号可以用  xuanchuan law verify 反家庭暴力法 23  核对",
            )
        return draft
    why, hint = REFUSED.get(ending, ("不认识这种文件", "能查的有 .docx .txt .md .html，装了扩展还能查 .pdf"))
    raise XuanchuanError("读不了", where=str(path), why=why, hint=hint)


def is_readable(path: Path) -> bool:
    """Whether a file in a folder is of a kind we check; Word's own lock files and our reports are passed over."""
    return path.suffix.lower() in READERS and not path.name.startswith(("~$", ".")) and not OURS.search(path.name)
