"""``log add``: one line, or questions, become an entry; shown before it is saved, doubted but never refused."""

from __future__ import annotations

from dataclasses import replace

import click

from xuanchuan.commands.asking import QUIT, LeavingError, ask
from xuanchuan.commands.completing import complete_villages
from xuanchuan.commands.keeping import ledger_path, writable
from xuanchuan.desk import Desk
from xuanchuan.model.error import XuanchuanError
from xuanchuan.model.ledger import Event, Figure
from xuanchuan.model.occasion import DayMatch


@click.command(
    epilog='例如：xuanchuan log add "2026-03-08 广场宣传，横幅2 展板6 资料500 咨询31 到场约200人 司法局法院联合"'
    '    xuanchuan log add "2026-06-26 后李村大喇叭播放3次" --dry-run'
)
@click.argument("words", nargs=-1, metavar="[一句话]")
@click.option("--town", default="", metavar="乡镇", help="哪个乡镇（街道）的活动。")
@click.option("--village", default="", metavar="村", shell_complete=complete_villages, help="哪个村（社区）的活动。")
@click.option("--law", "laws", multiple=True, metavar="法名", help="宣传了哪部法，可以写几次。")
@click.option("--dry-run", is_flag=True, help="只看怎么理解的，不登记。")
@click.pass_obj
def command(desk: Desk, words: tuple[str, ...], town: str, village: str, laws: tuple[str, ...], dry_run: bool) -> None:
    """登记一场活动：第一个词写日子，后面照平常说话写；“约”的数记成估计。也可以打：xuanchuan 登记 记"""
    from xuanchuan.dates import load_key_dates
    from xuanchuan.ledger.doubts import doubts
    from xuanchuan.ledger.events import add_events
    from xuanchuan.ledger.spoken import read_line

    key_dates = load_key_dates(desk.own("campaigns"))
    if words:
        heard = read_line(" ".join(words), desk.today, key_dates, _towns(desk))
        event, unread = heard.event, heard.unread
        if heard.hidden:
            desk.say(f"有 {heard.hidden} 个电话或证件号码没有记：台账不存个人信息。")
    else:
        asked = _ask(desk)
        if asked is None:
            desk.say("没有登记。")
            return
        event, unread = asked, ()
    event = replace(
        event,
        town=town or event.town,
        village=village or event.village,
        laws=tuple(name.strip("《》") for name in laws) or event.laws,
        unit=desk.unit.short if desk.project else "",
    )
    for line in event_card(event, {one.id: one.name for one in key_dates}):
        desk.show(line)
    for piece in unread:
        desk.say(f"注意：这一段没看懂，没有记成数：{piece}")
    for question in doubts(event, desk.unit.level, desk.today):
        desk.say(f"请核对：{question}")
    if dry_run or not _agreed(desk):
        desk.say("没有登记。要改就改那句话再写一次。")
        return
    with writable(desk) as ledger:
        (entry,) = add_events(ledger, [event], desk.today)
    desk.show(f"已登记为第 {entry.number} 号：{ledger_path(desk)}")
    desk.say(f'下一步：有错就更正：  xuanchuan log amend {entry.number} 资料=480 --reason "清点后更正"')


def _agreed(desk: Desk) -> bool:
    """A person says yes with Enter; off a terminal nothing is asked."""
    if not desk.terminal:
        return True
    return str(click.prompt("对吗？回车登记，q 不登记", default="", show_default=False)).strip() not in QUIT


def _towns(desk: Desk) -> dict[str, str]:
    """Village -> town, of the villages whose name only one town has."""
    from xuanchuan.commands.keeping import readable
    from xuanchuan.ledger.stations import stations

    with readable(desk) as ledger:
        villages = [one for one in stations(ledger) if one.village] if ledger else []
    names = [one.village for one in villages]
    return {one.village: one.town for one in villages if names.count(one.village) == 1}


def _ask(desk: Desk) -> Event | None:
    """One question a line, Enter leaving out what there is not; None when the person leaves with q."""
    if not desk.terminal:
        raise XuanchuanError(
            "要登记什么？",
            why="这里不能提问，要把内容写在命令里",
            hint='xuanchuan log add "12.4 广场宣传，横幅2 资料500 到场约200人"',
        )
    click.echo("登记一场活动：没有的直接回车，打 q 退出不记。")
    try:
        return _asked(desk)
    except LeavingError:
        return None


def _asked(desk: Desk) -> Event:
    from xuanchuan.ledger.spoken import campaign_of

    match = _ask_day(desk)
    occasion = match.occasion
    title = ask("活动名称", f"{occasion.name}宣传" if occasion else "普法宣传")
    place, town, village = (ask(question, "") for question in ("地点", "乡镇（街道）", "村（社区）"))
    partners = ask("联合单位（用顿号分开）", "").replace("，", "、").split("、")
    return Event(
        day=match.day,
        title=title,
        campaign=campaign_of(match, title),
        place=place,
        town=town,
        village=village,
        partners=tuple(part for part in partners if part),
        figures=_ask_figures(),
        source="登记",
    )


def _ask_day(desk: Desk) -> DayMatch:
    """The day, asked again until it is one that has come."""
    from xuanchuan.dates import load_key_dates
    from xuanchuan.ledger.spoken import read_past_day

    key_dates = load_key_dates(desk.own("campaigns"))
    while True:
        try:
            return read_past_day(ask("哪一天（如 12.4、昨天）", "今天"), desk.today, key_dates)
        except XuanchuanError as error:
            click.echo(error.message)


def _ask_figures() -> dict[str, Figure]:
    """Each kind of figure in turn, asked again until it is a number or nothing."""
    from xuanchuan.ledger.amounts import read_figure
    from xuanchuan.ledger.figures import KINDS

    figures: dict[str, Figure] = {}
    for kind in KINDS:
        question = f"{kind.name}（{kind.measure}；估的前面写“约”）"
        while said := ask(question, ""):
            if figure := read_figure(said):
                figures[kind.name] = figure
                break
            click.echo("请写一个数，如 500 或 约200；没有就回车。")
    return figures


def event_card(event: Event, names: dict[str, str]) -> list[str]:
    """An event as lines for a person; only what it says."""
    from xuanchuan.ledger.figures import figure_words
    from xuanchuan.materials.wording import full_day

    rows = (
        ("日期", full_day(event.day) + (f"至{full_day(event.last)}" if event.last else "")),
        ("节点", names.get(event.campaign, event.campaign)),
        ("名称", event.title),
        ("形式", event.form),
        ("地点", event.where),
        ("联合", "、".join(event.partners)),
        ("法律", "、".join(f"《{law}》" for law in event.laws)),
        ("媒体", "、".join(event.media)),
        ("数字", figure_words(event.figures)),
    )
    return [f"  {title}　{text}" for title, text in rows if text]
