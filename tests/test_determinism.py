"""Same words, same day, same bytes: every command twice, in other processes, places, time zones, locales and hash seeds.

A command that is in the table of commands and in no line below fails the test; so does one whose output differs.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import click
import docx
import pytest

from xuanchuan.cli import command

ROOT = Path(__file__).parents[1]
MORNING = 1795478400
UNIT = (
    '[unit]\nname = "某县妇女联合会"\nshort = "某县妇联"\nprovince = "山东省"\nphone = "0543-1234567"\n'
    'address = "某路1号"\npartners = ["司法局", "公安局"]\nlink = "https://example.cn/qr"\n'
)
ROSTER = "村名,乡镇,妇联主席,手机\n" + "".join(
    f"第{n}村,{'前' if n % 3 else '后'}镇,王某{n},138{n:08d}\n" for n in range(1, 31)
)
LAW = "某省反家庭暴力办法\n\n（2022年9月1日某省人民代表大会常务委员会通过）\n\n" + "".join(
    f"第{n}条　本省{n}级以上妇女联合会应当宣传反家庭暴力知识，受理投诉，给予帮助。\n\n" for n in "一二三四五六七八九"
)
DRAFT = "根据《妇女权益保护法》第二条和《反家庭暴力法》第二十三条第一款，请拨打12338，24小时有人接听。\n联系人手机13800000001。\n"
KIT = "套/2026-11-25 国际消除家庭暴力日"
# In this order, in one folder. ``{jobs}`` is 1 in one place and 2 in the other.
LINES = """
init --name 某县妇女联合会 --short 某县妇联 --level 县 --province 山东省 --phone 0543-1234567 --address 某路1号 --no-input 档
kit 11.25 --out 套 --all
kit 12.4 --out 各种 --only 宣传单,活动方案,横幅标语,求助卡,公众号推文 --to docx,html,txt
kit 12.4 --out 印 --only 宣传单,活动方案,海报 --to pdf,png
kit 12.4 --out 地点 --only 活动方案,活动通知 --place 县城广场 --hours 9:00-11:00 --partners 司法局,法院 --year 2027
kit 3.8 --out 大字 --only 宣传单,法律知识讲义,广播稿 --large-print --bw --pinyin
kit 6.26 --out 试 --dry-run
plan 12.4 --output 方案.docx
plan 12.4 --output 方案.pdf
flyer 12.4 --output 宣传单.docx --large-print
flyer 11.25 --output 宣传单.pdf
handout 彩礼 --output 讲义.pdf --pinyin
handout 土地权益 --audience 农村妇女 --output 讲义.docx
make --list
make 知识竞答 12.4 --output 竞答.docx
make 海报 11.25 --to 手机海报
make 求助卡 11.25 --to 屏幕版
make 公众号推文 11.25 --to 封面图,方图,html
make 口袋书 彩礼 --to pdf
make 活动通知 11.25 --form 红头.docx --output 红头通知.docx
batch --sample
batch 联系卡,宣传单,广播稿 --roster 名单.csv --day 12.4 --out 分村 --jobs {jobs} --yes
batch 联系卡 --roster 名单.csv --day 12.4 --out 打包 --jobs {jobs} --shard zip --to docx,pdf --yes
batch 宣传单,广播稿 --roster 名单.csv --day 12.4 --out 盖字 --jobs {jobs} --flat --to pdf,docx --yes
batch 联系卡 --roster 名单.csv --day 12.4 --out 几个 --only 第1村,第2村 --plain --yes
batch 联系卡 --roster 名单.csv --day 12.4 --dry-run
batch --resume 分村
dates --year 2026 --format json
calendar --year 2026 --output 年历.ics
calendar --year 2026 --output 年历.xlsx
calendar --year 2026 --output 年历.csv
calendar --year 2026 --output 年历.txt
calendar --year 2026 --output 年历.docx
calendar --year 2026 --output 年历.pdf
calendar --year 2026 --one-page --output 全年.pdf
calendar --year 2027
yearplan --year 2026 --output 计划.docx
yearplan --year 2026 --output 计划.pdf
log add "11月20日 前镇第1村 反家暴宣传 横幅10 展板2 资料200 咨询12 到场约60人 司法局联合"
log add "11月21日 后镇第3村 禁毒宣传 资料80"
log list --format json
log list --pairs
log amend 1 资料=180 --reason 清点后更正
log reprint "套/2026-11-25 国际消除家庭暴力日" --copies 3000 --sent 前镇
log list --corrections
log form --output 登记表.xlsx --town 前镇
log form --kind 站点 --output 站点表.xlsx
log import 登记表.xlsx --dry-run
stats 2026 --format json
stats 2026 --as 统计.xlsx --as 统计.docx
report --as 总结.docx --as 统计表.docx --as 考核自评表.docx
report 1 --as 简报.docx --issue 3
report 1 --why
report --as 上级表.docx
coverage --format json
coverage --grid
coverage --as 覆盖.xlsx --as 覆盖.docx
recall --format json
law import 办法.txt --effective 2023-01-01 --province 山东省
law list --format json
law show 反家庭暴力法 23 --format json
law show 妇女权益保障法 --as-of 2022-11-25
law search 彩礼 --limit 3 --as-of 2021-06-01
law search 丈夫打人怎么办 --format json
law verify 反家庭暴力法 23 --format json
law status --format json
law pack 语料.zip --all
law unpack 语料.zip --dry-run
check 稿.txt
check 稿.txt --format json
check 稿.txt --format html --format-check --as-of 2022-11-25
check 套 --no-report
check "套/2026-11-25 国际消除家庭暴力日/02 宣传单.docx" --annotate 批注.docx --fix 改好.docx
campaigns list --format json
campaigns show 反家暴 --format json
run --page 任务单.html
run 任务单.json --out 照做
desktop install --to 入口 --dry-run
desktop install --to 入口
desktop remove --to 入口
config show --format json
config show --why
completion bash
ledger backup 备份.db
ledger restore 备份.db
ledger merge 备份.db
handover --output 交接.zip
"""
# What says nothing of the day it was made on.
TIMELESS = ("batch --sample", "dates", "log form", "law show", "law verify", "law pack", "campaigns", "completion")  # fmt: skip
# What tells of this computer, or fetches from elsewhere; their own tests hold what of them can be held.
ABOUT_THIS_COMPUTER = {
    "doctor": "what this computer has",
    "desktop bundle": "fetches wheels; its own papers are compared in test_the_stick_s_papers, its wheel in test_packaging",
}
# Ledgers number themselves at random, so that two can be merged; shortcuts name this Python; a batch's journal says in
# which folder it was begun, and in which order the villages were done.
NOT_COMPARED = re.compile(r"\.db(-wal|-shm|\.恢复前\d+)?$|\.(bat|desktop|lnk|command)$|^进度\.jsonl$")
LEDGER_NUMBER = re.compile(r'"uid": "L[0-9a-f]{8}-')
PROGRAM = """
import json, os, shlex, sys
from xuanchuan.cli import run
codes = []
for line in json.load(sys.stdin):
    sys.stdout.flush()
    print("====", line.replace("--jobs 2", "--jobs 1"), flush=True)
    codes.append(run(shlex.split(line)))
    sys.stdout.flush()
print("====codes", codes)
"""


def leaves(group: click.Command = command, path: str = "") -> list[str]:
    """Every command by its words."""
    if not isinstance(group, click.Group):
        return [path.strip()]
    ctx = click.Context(group)
    return [
        leaf for name in group.list_commands(ctx) for leaf in leaves(group.get_command(ctx, name), f"{path} {name}")
    ]


def lines(jobs: int) -> list[str]:
    return [line.format(jobs=jobs) for line in LINES.strip().splitlines()]


def prepared(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "xuanchuan.toml").write_text(UNIT, encoding="utf-8")
    (folder / "名单.csv").write_text(ROSTER, encoding="utf-8")
    (folder / "办法.txt").write_text(LAW, encoding="utf-8")
    (folder / "稿.txt").write_text(DRAFT, encoding="utf-8")
    (folder / "红头.docx").write_bytes(letterhead())
    (folder / "上级表.docx").write_bytes(superiors())
    (folder / "任务单.json").write_text(
        json.dumps({"任务单": 1, "日子": "12.4", "材料": ["横幅标语"]}), encoding="utf-8"
    )
    return folder


@cache
def letterhead() -> bytes:
    word = docx.Document()
    for line in ("{{ 单位 }}（{{ 电话 }}）", "{{ 标题 }}", "{{ 正文 }}"):
        word.add_paragraph(line)
    return saved(word)


@cache
def superiors() -> bytes:
    word = docx.Document()
    table = word.add_table(3, 3)
    for cell, text in zip(table.rows[0].cells, ("乡镇", "场次", "资料（份）"), strict=True):
        cell.text = text
    table.rows[1].cells[0].text, table.rows[2].cells[0].text = "前镇", "合计"
    return saved(word)


def saved(word: Any) -> bytes:
    data = io.BytesIO()
    word.save(data)
    return data.getvalue()


def carried_out(
    folder: Path, work: list[str], environment: dict[str, str], umask: int
) -> tuple[list[str], dict[str, str]]:
    """What each line printed, and the digest of each file that was made."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=prepared(folder), env=env, input=json.dumps(work), umask=umask,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = LEDGER_NUMBER.sub("uid", done.stdout.replace(str(folder.resolve()), "～")).split("====")
    return said[1:], {name: digest for one in sorted(folder.rglob("*")) for name, digest in digests(one, folder)}


def digests(path: Path, folder: Path) -> list[tuple[str, str]]:
    """The digest of a file by its name; of a zip that holds a ledger, those of its other members."""
    name = path.relative_to(folder).as_posix()
    if not path.is_file() or NOT_COMPARED.search(path.name):
        return []
    data = path.read_bytes()
    if path.suffix == ".zip":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.namelist()
            if any(one.endswith(".db") for one in members):
                return [(f"{name}/{one}", sha(archive.read(one))) for one in members if not one.endswith(".db")]
    return [(name, sha(data))]


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The same lines in two worlds."""
    here = {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "0", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    there = {
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "4242",
        "LANG": "zh_CN.GB18030",
        "LC_ALL": "POSIX",
        "COLUMNS": "80",
    }
    first = carried_out(
        tmp_path_factory.mktemp("a") / "甲",
        lines(1),
        here | {"SOURCE_DATE_EPOCH": str(MORNING), "COLUMNS": "80"},
        0o022,
    )
    evening = {"SOURCE_DATE_EPOCH": str(MORNING + 5 * 3600)}
    second = carried_out(tmp_path_factory.mktemp("b") / "另一个文件夹" / "乙", lines(2), there | evening, 0o077)
    return first, second


def test_what_says_nothing_of_its_day_is_the_same_on_another_day(tmp_path):
    work = [line for line in lines(1) if line.startswith(TIMELESS)]
    work += [f"calendar --year 2028 --output 远.{kind}" for kind in ("ics", "csv", "txt", "docx")]
    days = [{"SOURCE_DATE_EPOCH": str(MORNING + at * 86400), "COLUMNS": "80"} for at in (0, 3)]
    first, second = (carried_out(tmp_path / str(at), work, day, 0o022) for at, day in enumerate(days))
    assert [one for one, other in zip(first[0], second[0], strict=True) if one != other] == []
    differing = {name for name in first[1] if first[1][name] != second[1][name]}
    assert differing <= {"日历记录-2028.json", "登记表.xlsx", "站点表.xlsx"}  # these say which day they were made on
    assert len(first[1]) > 12


PAPERS = """
import sys
from pathlib import Path
from xuanchuan.commands.desktop.parts import bill, licence_page, read_parts
from xuanchuan.commands.desktop.stick import checksums, stick_files
root = Path(sys.argv[1])
parts = read_parts(root)
for data in (bill(parts, "3.12"), licence_page(parts), checksums(root), *stick_files("1.0", "3.12").values()):
    sys.stdout.buffer.write(data)
"""


def test_the_stick_s_papers_are_the_same_wherever_they_are_written(tmp_path):
    for name in ("b_two-2.0", "A-one-1.0"):
        with zipfile.ZipFile(tmp_path / f"{name}-py3-none-any.whl", "w") as wheel:
            needs = "Requires-Dist: b-two\nRequires-Dist: c\n" if name.startswith("A") else "License: BSD\n"
            title, _, version = name.rpartition("-")
            wheel.writestr(f"{name}.dist-info/METADATA", f"Name: {title}\nVersion: {version}\n{needs}")
    worlds = ({"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}, {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "LC_ALL": "POSIX"})  # fmt: skip
    made = [
        subprocess.run(
            [sys.executable, "-c", PAPERS, str(tmp_path)],
            env={**os.environ, "PYTHONPATH": str(ROOT), **world},
            capture_output=True,
            check=True,
        ).stdout
        for world in worlds
    ]
    assert made[0] == made[1]
    assert b"pkg:pypi/b-two@2.0" in made[0]


def test_every_command_is_carried_out_twice():
    known = set(leaves())
    held = {leaf for leaf in known for line in lines(1) if f"{line} ".startswith(f"{leaf} ")}
    assert known - held - ABOUT_THIS_COMPUTER.keys() == set(), "add a line for it"
    assert ABOUT_THIS_COMPUTER.keys() <= known


def allowed(line: str) -> tuple[int, ...]:
    """Done, or something found; nothing here has been recalled, so a reprint is refused, in the same words twice."""
    return (2,) if line.startswith("log reprint") else (0, 4, 5)


def test_every_line_goes_well(both):
    codes = json.loads(re.search(r"codes (\[.*\])", both[0][0][-1])[1])
    assert [line for line, code in zip(lines(1), codes, strict=True) if code not in allowed(line)] == []


def test_every_command_prints_the_same(both):
    (here, _), (there, _) = both
    assert [one for one, other in zip(here, there, strict=True) if one != other] == []


def test_every_file_has_the_same_bytes(both):
    (_, here), (_, there) = both
    assert len(here) > 150
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []
