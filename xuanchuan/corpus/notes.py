"""Our own notes on articles: topics, audiences, 白话, everyday questions, cautions; one file a law."""

from __future__ import annotations

from xuanchuan.corpus.numbers import parse_article
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.law import ArticleNumber, Note

KEYS = ("主题", "对象", "白话", "问", "注意")


def read_notes(text: str, where: str) -> dict[ArticleNumber, Note]:
    """The notes of one file by article number; XuanchuanError names the line that cannot be read."""
    notes: dict[ArticleNumber, Note] = {}
    number: ArticleNumber | None = None
    gathered: dict[str, list[str]] = {}
    for row, line in enumerate([*text.replace("\r\n", "\n").lstrip("\ufeff").split("\n"), "## end"], 1):
        if line.startswith("## "):
            if number is not None:
                notes[number] = _note(gathered)
            number = None if line == "## end" else parse_article(line[3:])
            gathered = {}
        elif line.strip() and not line.startswith("# "):
            key, colon, value = line.partition("：")
            if not colon or key not in KEYS or number is None:
                raise XuanchuanError(
                    "注解文件写法不对",
                    where=f"{where} 第 {row} 行：{line[:30]}",
                    why=f"每行要以 {'、'.join(f'{one}：' for one in KEYS)} 之一开头",
                    hint="改好这一行，再运行一次",
                )
            gathered.setdefault(key, []).append(value.strip())
    return notes


def _note(gathered: dict[str, list[str]]) -> Note:
    def listed(key: str) -> tuple[str, ...]:
        return tuple(part for part in "、".join(gathered.get(key, ())).split("、") if part)

    return Note(
        topics=listed("主题"),
        audiences=listed("对象"),
        gloss="".join(gathered.get("白话", ())),
        questions=tuple(gathered.get("问", ())),
        caution=_sentence("；".join(gathered.get("注意", ()))),
    )


def _sentence(text: str) -> str:
    return text if not text or text.endswith("。") else f"{text}。"
