"""What every ``law`` command asks first: which corpus, of which day."""

from __future__ import annotations

from datetime import date

import click

from xuanchuan.corpus.loading import Corpus
from xuanchuan.desk import Desk

AS_OF = click.option("--as-of", "as_of", default="", metavar="日期", help="按哪一天的法律，默认今天。")


def open_corpus(desk: Desk) -> Corpus:
    """The bundled laws with the project's own over them."""
    from xuanchuan.corpus.loading import load_corpus

    return load_corpus(desk.own("laws"))


def read_on(desk: Desk, as_of: str) -> date:
    """The day whose law counts; XuanchuanError for words that mean no day."""
    if not as_of:
        return desk.today
    try:
        return date.fromisoformat(as_of.strip())
    except ValueError:
        from xuanchuan.dates import load_key_dates, read_day

        return read_day(as_of, desk.today, load_key_dates()).day
