"""The facts of a computer judged: 好, 注意 or 不行, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xuanchuan.commands.doctor.computer import Computer

GOOD, MIND, BAD = "好", "注意", "不行"
OLD_CORPUS_DAYS = 60
LITTLE_MB, TOO_LITTLE_MB = 500, 50
LONG_PATH, TOO_LONG_PATH = 200, 255
PHONE, IDENTITY = "电话", "身份证号"
GBK_NAMES = ("gbk", "gb2312", "gb18030", "cp936")


@dataclass(frozen=True, slots=True)
class Judged:
    """One thing looked at: what kind of thing, its state, what was seen, and the remedy ('' where none is needed).

    ``file`` names the file it is about, for the screen only: a name of a file may name a person. ``saved`` is what is
    said instead of ``what`` where that repeats words from the officer's own files.
    """

    group: str
    state: str
    what: str
    remedy: str = ""
    file: str = ""
    saved: str = ""


def examine(computer: Computer) -> list[Judged]:
    """Everything judged, in the order a volunteer would ask; what is saved of it names no person, file or folder."""
    return [
        *_program(computer),
        *_folder(computer),
        *_console(computer),
        *_fonts(computer),
        *_project(computer),
        *_rosters(computer),
    ]


def as_text(found: Sequence[Judged]) -> str:
    """The examination as plain text, CRLF ends, for 记事本."""
    lines = [f"[{one.state}] {one.saved or one.what}" + (f" → {one.remedy}" if one.remedy else "") for one in found]
    return "\r\n".join([*lines, summary(found), ""])


def summary(found: Sequence[Judged]) -> str:
    """共 1 项不行，2 项要注意、不影响使用。"""
    bad, mind = (sum(one.state == state for one in found) for state in (BAD, MIND))
    return f"共 {len(found)} 项：{bad} 项不行，{mind} 项要注意、不影响使用。"


def _program(computer: Computer) -> Iterator[Judged]:
    yield Judged("程序", GOOD, f"程序 {computer.program}，Python {computer.python}，{computer.system}")
    days = (computer.today - computer.corpus_date).days
    said = (
        f"语料截至 {computer.corpus_date}（{days} 天前），校验 {computer.proved}/{computer.proved + computer.unproved}"
    )
    if computer.unproved:
        yield Judged("语料", BAD, said, f"有 {computer.unproved} 条和摘要对不上，程序文件可能坏了，请重新安装")
    elif days > OLD_CORPUS_DAYS:
        yield Judged("语料", MIND, said, "之后若有修法程序不知道；看看有没有新的语料包：  xuanchuan law status")
    elif days < 0:
        yield Judged("时钟", BAD, f"电脑的日期是 {computer.today}，比语料还早", "请先把电脑的日期调对，倒排的日子才对")
    else:
        yield Judged("语料", GOOD, said)
    if computer.newest_file and (computer.newest_file - computer.today).days > 1:
        yield Judged("时钟", MIND, f"有文件的日期（{computer.newest_file}）比今天还晚", "看看电脑的日期对不对")
    for extra, there in computer.extras.items():
        if not there:
            yield Judged(
                "附加",
                MIND,
                f"没有装 {EXTRA_USES[extra]}要用的部分",
                f'要用时：  python -m pip install "xuanchuan[{extra}]"',
            )


EXTRA_USES = {"pdf": "做 PDF 和图片", "pdfread": "检查 PDF 稿子", "cluster": "多台电脑一起做"}


def _folder(computer: Computer) -> Iterator[Judged]:
    if computer.writable:
        yield Judged("写入", BAD, f"当前文件夹写不进去：{computer.writable}", "换一个能写的文件夹，如“我的文档”")
    else:
        yield Judged("写入", GOOD, "当前文件夹能写")
    if computer.free_mb < LITTLE_MB:
        state = BAD if computer.free_mb < TOO_LITTLE_MB else MIND
        yield Judged(
            "磁盘", state, f"磁盘只剩 {computer.free_mb} MB", "清理磁盘，或把材料做到别的盘：  --out D:\\宣传材料"
        )
    else:
        yield Judged("磁盘", GOOD, f"磁盘还有 {computer.free_mb / 1024:.1f} GB")
    if computer.longest_path > TOO_LONG_PATH and not computer.long_paths:
        yield Judged(
            "路径",
            BAD,
            f"最长的路径有 {computer.longest_path} 个字符，Windows 打不开",
            "把文件夹搬到盘的第一层，如 D:\\宣传",
        )
    elif computer.longest_path > LONG_PATH and not computer.long_paths:
        yield Judged(
            "路径", MIND, f"最长的路径有 {computer.longest_path} 个字符，快到 Windows 的上限", "文件夹不要套得太深"
        )
    elif not computer.long_paths:
        yield Judged("路径", GOOD, "长路径没有开，已用短文件名，无需处理")
    if computer.locked:
        yield Judged(
            "占用", MIND, f"正被别的程序打开：{len(computer.locked)} 个文件", "关掉它们再重做，否则新的会另存为“(2)”"
        )


def _console(computer: Computer) -> Iterator[Judged]:
    if computer.encoding in GBK_NAMES:
        yield Judged("代码页", GOOD, f"窗口的编码是 {computer.encoding}，已自动适应")
    elif computer.encoding.replace("-", "") == "utf8":
        yield Judged("代码页", GOOD, "窗口的编码是 UTF-8")
    else:
        yield Judged(
            "代码页",
            MIND,
            f"窗口的编码是 {computer.encoding or '不明'}，可能显示不出汉字",
            "在窗口里先运行：  chcp 936",
        )


def _fonts(computer: Computer) -> Iterator[Judged]:
    if not computer.fonts_known:
        yield Judged("字体", MIND, "没有装做 PDF 的部分，字体没有查", "docx 不受影响，Word、WPS 会自己找字体")
        return
    if not any(computer.fonts.values()):
        yield Judged("字体", BAD, "没有一种中文字体，PDF 和图片会是空方框", "python -m pip install pylopdf-fonts-zh-cn")
        return
    stand_ins: dict[str, list[str]] = {}
    for role, family in computer.fonts.items():
        if family.endswith("（代替）"):
            stand_ins.setdefault(family.removesuffix("（代替）"), []).append(role)
        else:
            yield Judged("字体", GOOD, f"{role}：{family}")
    for family, roles in stand_ins.items():
        yield Judged(
            "字体",
            MIND,
            f"没有 {'、'.join(roles)}，PDF 和图片里用 {family} 代替",
            "排版可能差半行，公文以 docx 为准",
        )


def _project(computer: Computer) -> Iterator[Judged]:
    if not computer.project:
        yield Judged("单位", MIND, "这个文件夹里没有单位资料，材料会用“示例单位”", "xuanchuan init")
    elif not computer.remarks:
        yield Judged("单位", GOOD, "单位资料、自己的活动、模板和法规都读得通")
    for what, wrong in computer.remarks:
        yield Judged(what, BAD, f"{what}有错：{wrong}", "用记事本改好，再体检一次", saved=f"{what}有错")


def _rosters(computer: Computer) -> Iterator[Judged]:
    for one in computer.rosters:
        if one.fault:
            yield Judged("名单", MIND, one.fault, one.mend, one.file)
            continue
        said = saved = f"名单认出的列：{'、'.join(one.known)}"
        if one.strange:
            said += f"；不认识、不会读的列：{'、'.join(one.strange)}"
            saved += f"；另有 {len(one.strange)} 列不认识、不会读"
        if IDENTITY in one.known:
            yield Judged("名单", MIND, said, "身份证号不会读，也用不着，请从名单里删去", one.file, saved)
        elif PHONE not in one.known:
            remedy = "没有“电话”一列：要印电话的材料会先不做；改列名，或者加上这一列"
            yield Judged("名单", MIND, said, remedy, one.file, saved)
        else:
            yield Judged("名单", GOOD, said, "", one.file, saved)
