"""Localised flyers: ours beside docxtpl and docx-mailmerge2 on the same template, and beside writing the same bytes.

Needs: pip install docxtpl docx-mailmerge2; for ``cluster`` also "distributed>=2024.8"
"""

from __future__ import annotations

import io
import itertools
import os
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ground import fresh, ground, settled
from measuring import ROOT, Cost, Effort, Figure, Line, Section, in_turn, timed, xuanchuan

from xuanchuan.batch.fields import PLAIN
from xuanchuan.batch.journal import Journal
from xuanchuan.batch.making import Maker
from xuanchuan.batch.naming import Naming
from xuanchuan.batch.pieces import Piece
from xuanchuan.batch.stamping import Stamper
from xuanchuan.batch.work import Work, make_files, picklable
from xuanchuan.commands.preparing import prepare
from xuanchuan.desk import Desk
from xuanchuan.materials.compose import compose
from xuanchuan.materials.templates import read_template
from xuanchuan.model.roster import Village
from xuanchuan.render import render

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


def in_town(number: int) -> Village:
    """A village of a township of forty."""
    return replace(village(number), town=f"第{number // 40}镇")


def piece(form: str = "docx") -> Piece:
    return Piece(read_template(FLYER, "flyer", "bench"), form, "宣传单")


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


def engines(effort: Effort) -> list[Figure]:
    """Seconds of the processor for one flyer in memory."""
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
    works = {
        make.__name__: lambda make=make, many=many: many_of(make, many)
        for make, many in ((docxtpl, 10), (mailmerge, 20), (ours, effort.pick(4000, 50)))
    }
    costs = in_turn(effort.rounds, works)
    assert maker.slow_made == 0
    line, own = Line("份/秒", 1, rate=True), costs["ours"]
    return [
        line.figure(f"分村 docx（内存里，{len(ours(3)) // 1024} KB 一份）", own, costs[peer], peer=name, wanted=wanted, bound="只压缩每村不同的字")
        for peer, name, wanted in (("docxtpl", "docxtpl", 300), ("mailmerge", "docx-mailmerge2", 100))
    ]  # fmt: skip


def many_of(make, many: int) -> Cost:
    numbers = itertools.count(1)
    return timed(lambda: make(next(numbers)), many)


def disk(effort: Effort) -> list[Figure]:
    """Made, written and put down in the journal, beside the same bytes written under the same names and nothing else."""
    ready, many = picklable(kit()), effort.pick(3000, 50)
    rounds = effort.pick(2 * effort.rounds + 1, 1)
    shapes = {"都在一个文件夹": Naming(5), "每 40 村一个文件夹": Naming(5, towns=True)}
    with ground() as root:
        costs = {told: beside_bare(root, ready, naming, many, rounds) for told, naming in shapes.items()}
    line = Line("微秒", 1e6, clock="wall")
    return [
        line.figure(
            f"分村 docx 写到磁盘，每份（{told}）", ours, bare, peer="只写同样的字节", against="limit", wanted=2.5,
            bound="磁盘：建文件、改名、记进度",
        )
        for told, (ours, bare) in costs.items()
    ]  # fmt: skip


def beside_bare(root: Path, ready, naming: Naming, many: int, rounds: int) -> tuple[list[Cost], list[Cost]]:
    """Round by round, each into a fresh folder on a disk that has come to rest."""
    once = fresh(root)
    making(once, ready, naming, many)
    files = [(one.relative_to(once).as_posix(), one.read_bytes()) for one in sorted(once.rglob("*.docx"))]
    assert len(files) == many
    works = {
        "ours": lambda: making(fresh(root), ready, naming, many),
        "bare": lambda: writing(fresh(root), files),
    }
    costs = in_turn(rounds, works)
    return costs["ours"], costs["bare"]


def writing(folder: Path, files: Sequence[tuple[str, bytes]]) -> Cost:
    folder.mkdir()
    paths, made = iter([(f"{folder}/{path}", data) for path, data in files]), set()
    settled()

    def write() -> None:
        path, data = next(paths)
        place = path.rpartition("/")[0]
        if place not in made:
            os.makedirs(place, exist_ok=True)  # noqa: PTH103
            made.add(place)
        with open(path, "wb") as stream:  # noqa: PTH123
            stream.write(data)

    return timed(write, len(files))


def making(folder: Path, ready, naming: Naming, many: int) -> Cost:
    work = Work(ready, (piece(),), PLAIN, folder, naming, "bench")
    villages = [(in_town(number), ()) for number in range(1, many + 1)]
    journal = Journal(folder)
    settled()
    written = 0

    def step(result, name) -> None:
        nonlocal written
        journal.add(result.lines[written:])
        written = len(result.lines)

    def make() -> None:
        journal.begin({})
        make_files(work, villages, step)
        journal.close()

    spent = timed(make)
    return Cost(spent.cpu / many, spent.wall / many)


def roster(path: Path, many: int) -> Path:
    lines = [
        f"第{number}村,第{number // 40}镇,王䶮,138{number:08d},文化路{number % 90}号" for number in range(1, many + 1)
    ]
    path.write_text("\r\n".join(["村名,乡镇,妇联主席,手机,地址", *lines]), encoding="utf-8-sig")
    return path


def county(effort: Effort) -> Figure:
    """A county's villages as a whole command, beside one flyer as a whole command."""
    many = effort.pick(800, 20)
    with ground() as folder:
        roster(folder / "名单.csv", many)
        batch = ("batch", "宣传单", "--roster", "名单.csv", "--day", "12.4", "--out")
        works = {
            "ours": lambda: xuanchuan(*batch, fresh(folder).name, cwd=folder),
            "one": lambda: xuanchuan("flyer", "12.4", "--output", f"{fresh(folder).name}.docx", cwd=folder),
        }
        costs = in_turn(effort.rounds, works)
    return Line("秒", 1, clock="wall").figure(
        f"{many} 个村整个命令（csv）", costs["ours"], costs["one"], peer="只做一份宣传单", against="limit",
        bound="启动一半，写文件一半",
    )  # fmt: skip


def usual_village(number: int) -> Village:
    """A village as rosters have them: names of two or three characters, a mobile, a house number."""
    name = "后前东西大小上下"[number % 8] + "李马刘赵周陈吴郑"[number // 8 % 8] + ("家" if number % 3 else "") + "村"
    contact = "王李张刘陈"[number % 5] + ("小" if number % 3 else "") + "丽敏娟霞"[number % 4]
    phone = f"13{(number * 2_654_435_761) % 10**9:09d}"
    values = (
        f"清河镇{name}妇联", f"{name}妇联", f"{name}文化路{number % 97 + 1}号", phone, contact, "", "清河女声", "清河镇", name, "",
    )  # fmt: skip
    return replace(village(number), values=values)


def stamping(effort: Effort) -> list[Figure]:
    """A village's PDF stamped, beside Typst kept warm, only the words exchanged; then a whole county.

    The first has every shape of its villages set already; the second sets them on the way, from a cold start.
    """
    ready = kit()
    maker, numbers = Stamper(piece("pdf"), ready, PLAIN), itertools.count(1)
    warm = warm_typst(maker)
    many, whole = effort.pick(20, 2), effort.pick(800, 4)
    for number in range(1, many + 1):
        maker.make(usual_village(number))
    assert maker.slow_made == 0
    works = {
        "ours": lambda: many_of(lambda number: maker.make(usual_village(number)), many),
        "peer": lambda: timed(lambda: warm(usual_village(next(numbers))), many),
    }
    costs = in_turn(effort.rounds, works)
    fresh = Stamper(piece("pdf"), ready, PLAIN)
    first = [many_of(lambda number: fresh.make(usual_village(number)), whole)]
    line, peer = Line("份/秒", 1, rate=True), "一直开着的 Typst"
    return [
        line.figure("分村 PDF（内存里）", costs["ours"], costs["peer"], peer=peer, bound="每村自己的字体和一页的字"),
        line.figure(f"{whole} 个村的 PDF，从头做起", first, costs["peer"][:1], peer=peer, bound="每种长短排一次的时间"),
    ]


def warm_typst(maker: Maker):
    """A village's PDF by Typst, its fonts and its memory of the last one kept, from the data that ours hands to it."""
    import typst

    from xuanchuan.render.typst import press
    from xuanchuan.render.typst.fonts import shelf

    kept, compiler = [], typst.Compiler

    def listening(*args, **named):
        kept.append(named["sys_inputs"]["data"])
        return compiler(*args, **named)

    first = village(7)
    typst.Compiler = listening
    try:
        Maker(maker.piece, maker.kit, PLAIN, slow=True).make(first)
    finally:
        typst.Compiler = compiler
    program = press.program()
    one = typst.Compiler(program, font_paths=shelf().listing, ignore_system_fonts=True)

    def make(other: Village) -> bytes:
        words = kept[-1]
        for old, new in zip(first.values, other.values, strict=True):
            words = words.replace(old, new) if old else words
        made: bytes = one.compile(
            program, format="pdf", pdf_standards=[press.STANDARD], timestamp=press.STAMP, sys_inputs={"data": words}
        )
        return made

    return make


def measure(effort: Effort) -> Section:
    """Docx against its peers and the disk, a county, PDF against warm Typst."""
    return Section("分村", (*engines(effort), *disk(effort), county(effort), *stamping(effort)))


def cluster(effort: Effort) -> Section:
    """Own processes beside Dask, a province into zips; measured only when asked for."""
    from distributed import LocalCluster

    turns, many = itertools.count(), effort.pick(70_000, 200)
    env = {"PYTHONPATH": str(ROOT)}
    os.environ |= env
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        roster(folder / "名单.csv", many)
        common = ("batch", "宣传单", "--roster", "名单.csv", "--day", "12.4", "--flat", "--out")
        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as made:
            works = {
                "dask": lambda: xuanchuan(*common, f"群{next(turns)}", "--dask", made.scheduler_address, cwd=folder),
                "pool": lambda: xuanchuan(*common, f"池{next(turns)}", "--shard", "zip", "--jobs", "2", cwd=folder),
            }
            costs = in_turn(min(effort.rounds, 3), works, warm=False)
    figure = Line("秒", 1, clock="wall").figure(
        f"{many} 个村打成压缩包，用 Dask",
        costs["dask"],
        costs["pool"],
        peer="本机两个进程",
        against="limit",
        wanted=1.33,
        bound="压缩和写文件；Dask 的工人已经开着，启动不算",
    )
    return Section("分村（集群）", (figure,))
