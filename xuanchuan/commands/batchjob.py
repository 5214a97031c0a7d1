"""What a batch was asked to do, kept with its outputs so that ``--resume`` alone goes on; and a roster to start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from xuanchuan.commands.writing import write_beside
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError

SAMPLE = """村名,乡镇,妇联主席,手机,地址
示例一村,示例镇,主席一,0543-0000001,示例一村妇女之家
示例二村,示例镇,主席二,0543-0000002,示例二村妇女之家
示例三社区,示例街道,主席三,0543-0000003,示例三社区服务中心
"""


@dataclass(frozen=True, slots=True)
class Job:
    """The words of a batch: everything that decides what is made."""

    materials: tuple[str, ...]
    roster: str
    day: str
    year: int | None
    out: str
    to: tuple[str, ...]
    flat: bool
    shard: str
    columns: str
    plan: bool
    plain: bool
    folder: str
    today: str

    def table(self) -> dict[str, Any]:
        """The job as plain values."""
        return asdict(self)

    def desk(self, desk: Desk) -> Desk:
        """The desk of the day and the folder the job was begun on."""
        return Desk(date.fromisoformat(self.today), Path(self.folder), desk.quiet)

    @property
    def named(self) -> dict[str, str]:
        """Title of a column -> its name in the roster, from 村名=名称,电话=联系方式."""
        pairs = [one.partition("=") for one in self.columns.replace("，", ",").replace("＝", "=").split(",") if one]
        if wrong := [title for title, mark, name in pairs if not (mark and name.strip())]:
            raise XuanchuanError(f"--columns 里“{wrong[0]}”写得不对", hint="--columns 村名=您的列名,电话=您的列名")
        return {title.strip(): name.strip() for title, _, name in pairs}


def begun_in(folder: Path) -> Path:
    """The folder itself, or the one folder in it where a batch was begun; XuanchuanError when there are several."""
    from xuanchuan.batch.journal import NAME

    if (folder / NAME).is_file() or not folder.is_dir():
        return folder
    found = sorted(one.parent for one in folder.glob(f"*/{NAME}"))
    if len(found) > 1:
        raise XuanchuanError(
            f"这里有 {len(found)} 个可以接着做的",
            where=str(folder),
            why="、".join(one.name for one in found[:5]),
            hint=f'写明是哪一个：  xuanchuan batch --resume "{found[-1].name}"',
            code=3,
        )
    return found[0] if found else folder


def resumed(folder: Path, said: Job) -> Job:
    """The job begun in a folder; a roster named now replaces the one named then."""
    from xuanchuan.batch.journal import NAME, read_job

    table = read_job(folder)
    job = _job(table) if table else None
    if job is None:
        raise XuanchuanError(
            "这个文件夹里没有可以接着做的",
            where=str(folder),
            why=f"没有 {NAME}，或者已经损坏",
            hint="写上当时做出来的文件夹；或者从头做：  xuanchuan batch --help",
        )
    return replace(job, out=str(folder.resolve()), roster=said.roster or job.roster)


def _job(table: Mapping[str, Any]) -> Job | None:
    try:
        values = {one.name: table[one.name] for one in fields(Job)}
        values |= {name: tuple(values[name]) for name in ("materials", "to")}
        date.fromisoformat(values["today"])
        return Job(**values)
    except (KeyError, TypeError, ValueError):
        return None


def write_sample(desk: Desk) -> None:
    """A small roster to type over, as Excel reads it."""
    data = SAMPLE.replace("\n", "\r\n").encode("utf-8-sig")
    path = write_beside(desk, desk.cwd / "村名单.csv", data)
    desk.show(f"写好了一份名单样子：{path}")
    desk.say("下一步：换成本地的村，再运行")
    desk.say(f"  xuanchuan batch 宣传单,广播稿 --roster {path.name} --day 12.4")
