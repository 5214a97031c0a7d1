"""Localised flyers: ours beside docxtpl and docx-mailmerge2 on the same template, and beside writing the same bytes.

Everything compared is measured in turn in one run, so that a machine that slows down slows all. One process, except
where processes are what is measured. Needs: pip install docxtpl docx-mailmerge2 "distributed>=2024.8"
Usage: python benchmarks/batch.py [engines] [disk] [start] [province] [cluster]      (none: all of them)
"""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from xuanchuan.batch.fields import PLAIN  # noqa: E402
from xuanchuan.batch.journal import Journal  # noqa: E402
from xuanchuan.batch.making import Maker  # noqa: E402
from xuanchuan.batch.naming import Naming  # noqa: E402
from xuanchuan.batch.pieces import Piece  # noqa: E402
from xuanchuan.batch.work import Work, make_files, picklable  # noqa: E402
from xuanchuan.commands.preparing import prepare  # noqa: E402
from xuanchuan.desk import Desk  # noqa: E402
from xuanchuan.materials.compose import compose  # noqa: E402
from xuanchuan.materials.templates import read_template  # noqa: E402
from xuanchuan.model.roster import Village  # noqa: E402
from xuanchuan.render import render  # noqa: E402

FIELDS = ("name", "short", "phone", "contact", "address", "account")
FLYER = """+++
name = "宣传单"
layout = "flyer"
formats = ["docx"]
+++
# {{ campaign.theme }}

{% for ref in campaign.excerpts[:5] %}
{{ quote(ref) }}

{% endfor %}
::: tip 到这里来
{{ unit.name }}（{{ unit.short }}）　电话：{{ unit.phone }}　联系人：{{ unit.contact }}　地址：{{ unit.address }}　公众号：{{ unit.account }}
:::

::: qr 国家法律法规数据库
https://flk.npc.gov.cn
:::
"""
FIELD = '</w:t></w:r><w:fldSimple w:instr=" MERGEFIELD {0} "><w:r><w:t>«{0}»</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve">'


def village(number: int) -> Village:
    values = (
        f"清河镇第{number}村妇联", f"第{number}村妇联", f"清河镇第{number}村文化路{number % 90}号", f"138{number:08d}", "王䶮",
        "", f"清河{number % 7}女声", "清河镇", f"第{number}村", "",
    )  # fmt: skip
    return Village(
        number + 1, number, f"|清河镇|第{number}村", f"第{number}村", "清河镇", values, ("山东省", "", "清河县", "")
    )


def piece() -> Piece:
    return Piece(read_template(FLYER, "flyer", "bench"), "docx", "宣传单")


def kit():
    return prepare(Desk(date(2026, 11, 25), ROOT, quiet=True), "12.4").kit


def template_bytes(kit) -> bytes:
    """The flyer as our renderer makes it, with {{ field }} where values go."""
    marked = replace(kit.unit, **{name: f"{{{{ {name} }}}}" for name in FIELDS})
    return render(compose(piece().template, replace(kit, unit=marked)), "docx")


def with_merge_fields(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name in ("word/document.xml", "word/footer1.xml"):
                for field in FIELDS:
                    text = text.replace(f"{{{{ {field} }}}}".encode(), FIELD.format(field).encode())
            new.writestr(name, text)
    return out.getvalue()


def values_of(number: int) -> dict[str, str]:
    known = dict(zip(PLAIN, village(number).values, strict=True))
    return {name: known[name] for name in FIELDS}


def engines() -> None:
    from docxtpl import DocxTemplate
    from mailmerge import MailMerge

    ready = kit()
    plain = template_bytes(ready)
    merging = with_merge_fields(plain)
    maker = Maker(piece(), ready, PLAIN)

    def docxtpl(number: int) -> bytes:
        made = DocxTemplate(io.BytesIO(plain))
        made.render(values_of(number))
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()

    def mailmerge(number: int) -> bytes:
        out = io.BytesIO()
        with MailMerge(io.BytesIO(merging)) as made:
            made.merge(**values_of(number))
            made.write(out)
        return out.getvalue()

    def ours(number: int) -> bytes:
        return maker.make(village(number)).data

    for make in (docxtpl, mailmerge, ours):
        with zipfile.ZipFile(io.BytesIO(make(3))) as package:
            text = package.read("word/document.xml").decode()
            assert package.testzip() is None
            assert all(value in text for value in values_of(3).values()), make.__name__
    print(f"one flyer: {len(ours(3))} bytes, {len(FIELDS)} fields, a QR picture; in memory, one process")
    rounds = [(cpu(docxtpl, 10), cpu(mailmerge, 20), cpu(ours, 4000)) for _ in range(7)]
    tpl, merge, own = (statistics.median(column) for column in zip(*rounds, strict=True))
    assert maker.slow_made == 0
    print(f"  docxtpl          {tpl * 1e6:10.1f} µs   {1 / tpl:10.0f} a second")
    print(f"  docx-mailmerge2  {merge * 1e6:10.1f} µs   {1 / merge:10.0f} a second")
    print(f"  xuanchuan        {own * 1e6:10.1f} µs   {1 / own:10.0f} a second")
    print(
        f"  xuanchuan is {tpl / own:.0f} times docxtpl (wanted 300), {merge / own:.0f} times docx-mailmerge2 (wanted 100)"
    )


def cpu(make, many: int) -> float:
    started = time.process_time()
    for number in range(1, many + 1):
        make(number)
    return (time.process_time() - started) / many


def disk() -> None:
    ready = picklable(kit())
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        made = [Maker(piece(), ready, PLAIN).make(village(7)).data] * 1
        rounds = [(writing(root / f"w{turn}", made[0]), making(root / f"m{turn}", ready)) for turn in range(9)]
    bare, ours = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratios = sorted(b / a for a, b in rounds)
    print("fresh files: names, splicing, hash, temporary name, rename and journal of ours, against open-write-close")
    print(f"  the same bytes written {bare * 1e6:6.1f} µs   made and written {ours * 1e6:6.1f} µs")
    print(f"  ratio {statistics.median(ratios):.2f} (lowest {ratios[0]:.2f}, highest {ratios[-1]:.2f}; wanted 2.5)")


MANY = 3000


def writing(folder: Path, data: bytes) -> float:
    folder.mkdir()
    names = [f"{folder}/{number:05d}-第{number}村-宣传单.docx" for number in range(MANY)]
    started = time.perf_counter()
    for name in names:
        with open(name, "wb") as stream:  # noqa: PTH123
            stream.write(data)
    return (time.perf_counter() - started) / MANY


def making(folder: Path, ready) -> float:
    work = Work(ready, (piece(),), PLAIN, folder, Naming(5), "bench")
    journal = Journal(folder)
    villages = [(village(number), ()) for number in range(1, MANY + 1)]
    written = 0

    def step(result, name) -> None:
        nonlocal written
        journal.add(result.lines[written:])
        written = len(result.lines)

    started = time.perf_counter()
    make_files(work, villages, step)
    journal.close()
    return (time.perf_counter() - started) / MANY


def roster(path: Path, many: int) -> Path:
    lines = [
        f"第{number}村,第{number // 40}镇,王䶮,138{number:08d},文化路{number % 90}号" for number in range(1, many + 1)
    ]
    path.write_text("\r\n".join(["村名,乡镇,妇联主席,手机,地址", *lines]), encoding="utf-8-sig")
    return path


def command(folder: Path, *args: str) -> tuple[float, int]:
    """Seconds and peak kilobytes of ``xuanchuan …`` in a folder."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    env |= {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "xuanchuan", *args], cwd=folder, env=env, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    said = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, said.decode()
    return time.perf_counter() - started, usage.ru_maxrss


def start() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        roster(folder / "名单.csv", 800)
        one = ("flyer", "12.4", "--output", "一.docx")
        rounds = []
        for turn in range(9):
            batch = ("batch", "宣传单", "--roster", "名单.csv", "--day", "12.4", "--out", f"村{turn}")
            rounds.append((command(folder, *one)[0], command(folder, *batch)[0]))
    single, all_of_them = (statistics.median(column) for column in zip(*rounds, strict=True))
    print("800 villages from a csv, whole command with start-up")
    print(f"  {all_of_them:.3f} s (lowest {min(b for _, b in rounds):.3f}; wanted 0.5)   one flyer: {single:.3f} s")


def province() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        roster(folder / "名单.csv", 70_000)
        seconds, kilobytes = command(
            folder, "batch", "宣传单", "--roster", "名单.csv", "--day", "12.4", "--out", "省", "--flat"
        )
        print("70,000 villages from a csv, whole command, one process")
        print(f"  {seconds:.1f} s, {70_000 / seconds:.0f} a second, peak {kilobytes / 1024:.1f} MB (wanted 64)")
        again, kilobytes = command(folder, "batch", "--resume", "省")
        print(f"  run again, nothing to redo: {again:.1f} s, peak {kilobytes / 1024:.1f} MB")


def cluster() -> None:
    from distributed import LocalCluster

    os.environ["PYTHONPATH"] = str(ROOT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        roster(folder / "名单.csv", 70_000)
        common = ("batch", "宣传单", "--roster", "名单.csv", "--day", "12.4", "--flat", "--out")
        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as made:
            rounds = [
                (
                    command(folder, *common, f"池{turn}", "--shard", "zip", "--jobs", "2")[0],
                    command(folder, *common, f"群{turn}", "--dask", made.scheduler_address)[0],
                )
                for turn in range(3)
            ]
    pool, dask = (statistics.median(column) for column in zip(*rounds, strict=True))
    print("70,000 villages into zips, two workers")
    print(f"  own processes {pool:.1f} s   Dask {dask:.1f} s   Dask at {100 * pool / dask:.0f} % (wanted 75)")


PARTS = {one.__name__: one for one in (engines, disk, start, province, cluster)}


if __name__ == "__main__":
    for chosen in sys.argv[1:] or list(PARTS):
        PARTS[chosen]()
