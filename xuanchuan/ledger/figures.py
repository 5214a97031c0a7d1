"""The figures a year-end table asks for, and the words they go by in notes, forms and superiors' tables."""

from __future__ import annotations

from collections.abc import Mapping

from xuanchuan.model.ledger import Figure, FigureKind

KINDS = (
    FigureKind("横幅", "条", "banners", ("悬挂横幅", "横幅标语", "条幅", "标语")),
    FigureKind("展板", "块", "boards", ("宣传展板", "宣传栏", "板报", "展架")),
    FigureKind(
        "资料",
        "份",
        "leaflets",
        ("宣传资料", "宣传材料", "宣传单", "宣传册", "宣传页", "宣传品", "明白纸", "折页", "手册", "材料", "传单", "单子", "单页", "小册子", "联系卡", "求助卡"),
    ),
    FigureKind("咨询", "件", "enquiries", ("接待咨询", "咨询人数", "咨询人次", "来访", "咨询群众", "法律咨询", "解答咨询", "现场咨询", "咨询件数", "接受咨询", "解答")),
    FigureKind(
        "受众",
        "人次",
        "audience",
        ("受众人次", "受益人次", "参加人次", "受益群众", "覆盖群众", "惠及群众", "到场", "参加", "参与", "受教育", "覆盖", "惠及", "受益", "听众", "观众", "人次", "听课", "学生", "师生", "女工", "职工"),
    ),
    FigureKind("播放", "次", "broadcasts", ("播放广播", "广播播放", "大喇叭", "播放次数", "播出", "广播")),
    FigureKind("短信", "条", "messages", ("发送短信", "短信条数", "手机短信")),
    FigureKind("阅读", "次", "views", ("阅读量", "阅读数", "浏览量", "点击量", "浏览")),
    FigureKind("志愿者", "人次", "volunteers", ("志愿者人次", "巾帼志愿者", "参与志愿者", "志愿服务")),
)  # fmt: skip
BY_NAME: Mapping[str, FigureKind] = {kind.name: kind for kind in KINDS}
BY_WORD: Mapping[str, str] = {word: kind.name for kind in KINDS for word in (kind.name, *kind.words)}


def figure_words(figures: Mapping[str, Figure]) -> str:
    """横幅2条、展板6块、受众200人次（估）, in the order of the table; empty for no figures."""
    return "、".join(
        f"{kind.name}{figures[kind.name].value}{kind.measure}{'（估）' if figures[kind.name].estimated else ''}"
        for kind in KINDS
        if kind.name in figures
    )
