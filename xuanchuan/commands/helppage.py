"""The page that ``--help`` prints, in the columns of a Chinese console: a Chinese character is two wide."""

from __future__ import annotations

from collections.abc import Iterable

import click

from xuanchuan.commands.words import columns, wrapped

# ``wrapped`` lets closing marks hang over by so much.
HANGING = 2
AS_WRITTEN = "\b"


class HelpPage(click.HelpFormatter):
    """Click's own layout, but tables line up and lines break as Chinese does; paragraphs after \\b stay as written."""

    def write_text(self, text: str) -> None:
        """The paragraphs of a text, each indented and wrapped."""
        for number, paragraph in enumerate(text.split("\n\n")):
            if number:
                self.write("\n")
            for line in self._lines(paragraph):
                self.write(f"{line}\n")

    def _lines(self, paragraph: str) -> list[str]:
        indent = " " * self.current_indent
        first, *others = paragraph.split("\n")
        if first == AS_WRITTEN:
            return [f"{indent}{line}".rstrip() for line in others]
        whole = "".join(line.strip() for line in (first, *others)).replace("。也可以", "。\n也可以")
        return [line for part in whole.split("\n") for line in wrapped(part, self.width - HANGING, indent)]

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Names on the left, what they mean on the right, both sides lined up; a long name has a line of its own."""
        rows = list(rows)
        widest = max((columns(name) for name, _ in rows), default=0)
        left = self.current_indent + min(widest, col_max) + col_spacing
        for name, meaning in rows:
            room = left - self.current_indent - columns(name)
            head = " " * self.current_indent + name
            lines = wrapped(meaning, max(self.width - HANGING, left + 20), " " * left)
            if room < col_spacing:
                self.write(f"{head}\n")
            else:
                lines[0] = head + " " * room + lines[0].lstrip()
            self.write("\n".join(line.rstrip() for line in lines) + "\n")


def examples_apart(epilog: str) -> str:
    """``例如：一    二`` with each example on a line of its own, never broken: it is there to be pasted."""
    title, mark, rest = epilog.partition("例如：")
    examples = [one.strip() for one in rest.split("    ") if one.strip()]
    if title or not mark or AS_WRITTEN in rest:
        return epilog
    return "\n".join([AS_WRITTEN, "例如：", *(f"  {one}" for one in examples)])
