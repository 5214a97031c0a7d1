"""The rosters and the unit that several of these tests begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.batch.rosters import HEAD, rows, write_csv

CODE_CARD = """+++
name = "码卡"
layout = "card"
formats = ["docx"]
+++
# 码卡

:::: panel 外面

::: banner
{{ unit.short }}
:::

::: qr 打电话
tel:{{ unit.phone }}
:::

共{{ 站点.小组数 }}个小组

::::
"""


@pytest.fixture
def sixty(tmp_path) -> Path:
    """Journey (b): sixty villages in a GBK csv, two of them without a phone that can be right."""
    table = rows(60)
    table[15][3], table[42][3] = "", "1380000000"
    table[15][0], table[42][0] = "后李", "东洼村"
    return write_csv(tmp_path / "村名单.csv", [HEAD, *table], "gb18030")


@pytest.fixture
def own(tmp_path) -> Path:
    """A unit with a template of its own that prints a column of its own and a QR code."""
    (tmp_path / "xuanchuan.toml").write_text('[unit]\nname = "清河县妇女联合会"\n', encoding="utf-8")
    (tmp_path / "templates" / "materials").mkdir(parents=True)
    (tmp_path / "templates" / "materials" / "code.md.j2").write_text(CODE_CARD, encoding="utf-8")
    table = [["名称", "手机", "小组数"], ["后李村", "13800000001", "四"], ["马坊村", "13800000002", "五"]]
    write_csv(tmp_path / "名单.csv", table)
    return tmp_path
