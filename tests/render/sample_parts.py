"""What the sample documents share: a law, hotlines, safety tips, steps, a case, a table; the words are made up."""

from __future__ import annotations

from xuanchuan.model.document import (
    Callout,
    Column,
    Items,
    Paragraph,
    Quote,
    Table,
    Text,
)


def t(*words: object) -> tuple:
    """Inlines from plain strings and inlines."""
    return tuple(Text(word) if isinstance(word, str) else word for word in words)


LAW = Quote(
    "《中华人民共和国反家庭暴力法》第二十三条",
    (
        "当事人因遭受家庭暴力或者面临家庭暴力的现实危险，向人民法院申请人身安全保护令的，人民法院应当受理。",
        "当事人是无民事行为能力人、限制民事行为能力人，或者因受到强制、威吓等原因无法申请人身安全保护令的，"
        "其近亲属、公安机关、妇女联合会、居民委员会、村民委员会、救助管理机构可以代为申请。",
    ),
    "2016年3月1日起施行；语料截至2026年10月4日",
    "挨了打，或者眼看要挨打，都可以请法院下一道“不许再靠近”的命令；自己去不了，亲人、派出所、妇联、村（居）委会可以代您去。",
    "保护令不是护身符，有危险先打110。",
)

HOTLINES = Table(
    (Column("电话", 2), Column("名称", 3), Column("管什么", 5), Column("什么时间有人接", 3)),
    (
        (t("110"), t("公安报警"), t("正在挨打、有危险，先打110"), t("24小时")),
        (t("12338"), t("妇女维权热线"), t("法律、婚姻家庭、心理方面的咨询和求助"), t("工作日 8:30—17:30")),
        (t("12348"), t("公共法律服务热线"), t("免费法律咨询、申请法律援助"), t("24小时")),
        (t("12356"), t("心理援助热线"), t("心里难受、想不开的时候，有人听您说"), t("以当地公布为准")),
    ),
    "hotlines",
    "这些电话请记好",
)

SAFETY = Callout(
    "safety",
    "安全第一",
    (Paragraph(t("正在发生暴力时，先离开现场，跑到有人的地方，立即拨打110。不要独自回去取东西。"), "plain"),),
)

STEPS = Callout(
    "steps",
    "遇到家暴怎么办",
    (
        Items(
            (
                t(Text("先保安全", strong=True), "：离开现场，到邻居家、村委会、派出所去，带上孩子。"),
                t(Text("马上报警", strong=True), "：拨打110，说清在哪里、谁在打、有没有人受伤。"),
                t(Text("留下证据", strong=True), "：拍照、看医生留病历，出警记录、告诫书、聊天记录都留好。"),
                t(Text("找人帮助", strong=True), "：打12338，或者到妇女之家、司法所，申请人身安全保护令。"),
            ),
            ordered=True,
        ),
    ),
)

CASE = Callout(
    "case",
    "小案例（情节虚构，人物化名）",
    (
        Paragraph(
            t("小兰多次被丈夫殴打，邻居帮她报了警。派出所出具了告诫书，法院两天内作出了人身安全保护令。"), "body"
        ),
        Paragraph(t("提醒：告诫书、病历、伤情照片都是证据。"), "plain"),
    ),
)

PLAN_TABLE = Table(
    (Column("序号", 1), Column("时间", 3), Column("工作内容", 6), Column("责任单位", 4)),
    tuple(
        (t(str(n)), t(f"11月{n + 10}日"), t("印制宣传单，联系广播站，布置横幅和咨询台"), t("权益部、宣传部"))
        for n in range(1, 9)
    ),
    caption="活动日程安排表",
)

BODY = (
    "为深入宣传《中华人民共和国反家庭暴力法》《中华人民共和国妇女权益保障法》，提高群众识别、预防、制止家庭暴力的能力，"
    "让“反对家庭暴力，共建平安家庭”的观念走进千家万户，结合本县实际，制定本方案。"
)
