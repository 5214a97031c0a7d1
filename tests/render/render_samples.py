"""Documents with every kind of block, for every layout; the words are made up."""

from __future__ import annotations

from xuanchuan.model.document import (
    Callout,
    Column,
    Document,
    Heading,
    Imprint,
    Items,
    Letterhead,
    LineBreak,
    PageBreak,
    Panel,
    Paragraph,
    Qr,
    Quote,
    Signature,
    Slot,
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

PLAN = Document(
    "2026年国际消除家庭暴力日宣传活动方案",
    "official",
    (
        Paragraph(t("各乡镇（街道）妇联："), "addressee"),
        Paragraph(t(BODY)),
        Heading(1, t("一、活动主题")),
        Paragraph(t("反对家庭暴力，建设平安家庭。上年度全县接待咨询", Slot("本县数据：上年度咨询件数"), "件。")),
        Heading(1, t("二、活动内容")),
        Heading(2, t("（一）集中宣传咨询")),
        Paragraph(t(BODY)),
        Heading(3, t("1. 送法进村")),
        Paragraph(t("组织巾帼志愿者入户讲解，每村不少于一次——重点是留守妇女、老年妇女和未成年人……")),
        Heading(4, t("（1）广播宣传")),
        Paragraph(t("用村村响大喇叭早晚各播一遍，每次3分钟。")),
        Items((t("发放宣传单3000份；"), t("悬挂横幅10条；"), t("设置咨询台2处。")), ordered=True),
        Heading(1, t("三、职责分工")),
        Paragraph(t("具体安排见下表。")),
        PLAN_TABLE,
        Heading(1, t("四、工作要求")),
        Paragraph(t(BODY)),
        Paragraph(
            t(
                "附件：1. 活动日程安排表",
                LineBreak(),
                "2. 物资清单和各乡镇（街道）报送统计表以及其他需要一并报送的材料目录",
            ),
            "attachment",
        ),
        Signature("示例县妇女联合会", "2026年11月20日"),
        Paragraph(t("（联系人：权益部；电话：0543-0000000）"), "body"),
    ),
)

FLYER = Document(
    "对家暴说“不”",
    "flyer",
    (
        SAFETY,
        Heading(1, t("您要知道")),
        Items(
            (
                t("打骂、恐吓、限制自由，都是家庭暴力，不是“家务事”。"),
                t("公安机关接到报警应当及时出警，可以出具告诫书。"),
                t("可以向法院申请人身安全保护令，不收费。"),
                t("发现孩子遭受家暴，学校、医院、村（居）委会必须报案。"),
            )
        ),
        STEPS,
        LAW,
        CASE,
        HOTLINES,
        Paragraph(t("妇女之家：示例县示例乡示例村村委会一楼东屋　电话：0543-0000000"), "plain"),
        Paragraph(t("法律条文以正式公布的文本为准；语料截至2026年10月4日。"), "note"),
    ),
    subtitle="11月25日 国际消除家庭暴力日",
    footer="示例县妇女联合会　2026年11月编印　语料截至2026年10月4日",
)


def _question(number: int) -> tuple:
    return (
        Heading(2, t(f"问{number}　丈夫动手打人，能不能只当“两口子吵架”？")),
        Paragraph(t("不能。家庭暴力不是家务事，法律明确禁止。")),
        LAW,
        Callout("tip", "怎么做", (Paragraph(t("先到安全的地方，再打110；保留证据；打12338问下一步。"), "plain"),)),
    )


HANDOUT = Document(
    "反家庭暴力法律知识讲义",
    "handout",
    (
        SAFETY,
        Heading(1, t("一、什么是家庭暴力")),
        *_question(1),
        *_question(2),
        Heading(1, t("二、怎么求助")),
        *_question(3),
        CASE,
        Heading(1, t("三、求助电话")),
        HOTLINES,
    ),
    subtitle="11月25日 国际消除家庭暴力日",
    footer="示例县妇女联合会　2026年11月编印",
)

SIGN_IN = Document(
    "活动签到表",
    "form",
    (
        Paragraph(t("活动名称：", Slot("活动名称"), "　时间：2026年11月25日　地点：", Slot("地点")), "plain"),
        Table(
            (
                Column("序号", 1),
                Column("姓名", 3),
                Column("单位（村、社区）", 5),
                Column("联系方式（选填）", 4),
                Column("签名", 3),
            ),
            tuple((t(str(n)), (), (), (), ()) for n in range(1, 21)),
            "form",
            row_height_mm=9,
        ),
        Paragraph(t("个人信息只用于本次活动登记，保存一年后销毁；不写身份证号。"), "note"),
    ),
)

REGISTER = Document(
    "维权咨询登记表",
    "form",
    (
        Paragraph(t("对外转送的一份只写编号，不写姓名。"), "note"),
        Table(
            tuple(
                Column(name, share)
                for name, share in (
                    ("编号", 2),
                    ("日期", 2),
                    ("来访方式", 2),
                    ("诉求类别", 3),
                    ("处理（解答/转介/陪同）", 4),
                    ("转至单位", 3),
                    ("回访", 2),
                    ("办结", 2),
                )
            ),
            tuple(((),) * 8 for _ in range(10)),
            "form",
            row_height_mm=12,
        ),
    ),
    landscape=True,
)

SCRIPT = Document(
    "村村响广播稿（三分钟）",
    "script",
    (
        Paragraph(t("约660字，按每分钟220字，播读约3分钟。早晚各播一遍。"), "note"),
        *(
            Paragraph(
                t("乡亲们，大家好！十一月二十五日是国际消除家庭暴力日。今天跟大家说说，家里有人动手打人，该怎么办。"),
                "spoken",
            )
            for _ in range(6)
        ),
    ),
    subtitle="播出时间：11月25日 7:00、18:00",
)

SLOGANS = Document(
    "横幅标语",
    "slogans",
    (
        Heading(1, t("横幅")),
        Paragraph(t("对家暴说不，为平安家庭加油"), "banner"),
        Paragraph(t("家庭暴力不是家务事，遇到危险先打110"), "banner"),
        Heading(1, t("LED屏")),
        Paragraph(t("反对家暴，人人有责"), "banner"),
        PageBreak(),
        Paragraph(t("落款写单位全称。"), "note"),
    ),
)

ACCOUNT = Qr("https://example.org/flzx/12338", "扫一扫，看更多说法")

POSTER = Document(
    "家暴不是家务事",
    "poster",
    (
        Paragraph(t("遇到危险，先打110"), "banner"),
        STEPS,
        HOTLINES,
        ACCOUNT,
    ),
    subtitle="11月25日 国际消除家庭暴力日",
    footer="示例县妇女联合会　2026年11月编印",
)

SIGN = Document(
    "妇女之家",
    "sign",
    (
        Heading(1, t("我们做什么")),
        Items((t("听您说，帮您想办法"), t("陪您去派出所、法院、医院"), t("讲法律，教孩子，学手艺"))),
        Heading(1, t("什么时候来")),
        Paragraph(t("周一至周五 8:30—17:30　电话：", Slot("站点电话"))),
        HOTLINES,
    ),
    landscape=True,
)

BOARD = Document(
    "对家暴说“不”",
    "board",
    (
        Heading(1, t("法律怎么说")),
        LAW,
        CASE,
        Heading(1, t("遇到了怎么办")),
        STEPS,
        HOTLINES,
        ACCOUNT,
    ),
    subtitle="反家庭暴力法宣传",
    footer="示例县妇女联合会　2026年11月",
)

BOOKLET = Document(
    "反家庭暴力问答手册",
    "booklet",
    (
        SAFETY,
        Heading(1, t("一、什么是家庭暴力")),
        *_question(1),
        *_question(2),
        Heading(1, t("二、怎么求助")),
        *_question(3),
        CASE,
        Heading(1, t("三、求助电话")),
        HOTLINES,
    ),
    subtitle="示例县妇女联合会",
    footer="示例县妇女联合会　2026年11月编印",
)

CARD = Document(
    "联系卡",
    "card",
    (
        Panel(
            "外面",
            (
                Paragraph(t("生活服务"), "banner"),
                Paragraph(t("办事、问事、聊心事，都可以打电话"), "plain"),
            ),
        ),
        Panel(
            "里面",
            (
                Heading(1, t("需要的时候打")),
                Items((t("有危险：110"), t("问法律、说心里话：12338"), t("申请法律援助：12348")), ordered=True),
                Paragraph(t("示例县示例乡示例村村委会一楼东屋　0543-0000000"), "note"),
            ),
        ),
    ),
    footer="示例县妇女联合会　2026年11月编印",
)

TRIFOLD = Document(
    "对家暴说“不”",
    "trifold",
    (
        Panel(
            "封面",
            (
                Paragraph(t("对家暴说“不”"), "banner"),
                Paragraph(t("11月25日 国际消除家庭暴力日"), "subtitle"),
                Paragraph(t("示例县妇女联合会"), "subtitle"),
            ),
        ),
        Panel("折进页", (Heading(1, t("您要知道")), SAFETY, CASE)),
        Panel("内页一", (Heading(1, t("法律怎么说")), LAW)),
        Panel("内页二", (Heading(1, t("遇到了怎么办")), STEPS)),
        Panel("内页三", (Heading(1, t("有事打这些电话")), HOTLINES)),
        Panel("封底", (Heading(1, t("到这里来")), Paragraph(t("示例村村委会一楼东屋"), "plain"), ACCOUNT)),
    ),
    footer="示例县妇女联合会　2026年11月编印　语料截至2026年10月4日",
)

NUMBER = (Text("示妇字〔"), Slot("年份"), Text("〕"), Slot("序号"), Text("号"))

NOTICE = Document(
    "关于开展反家庭暴力宣传活动的通知",
    "official",
    (
        Letterhead("document", "示例县妇女联合会文件", NUMBER),
        Paragraph(t("各乡镇（街道）妇联："), "addressee"),
        Paragraph(t(BODY)),
        Heading(1, t("一、活动主题")),
        Paragraph(t("反对家庭暴力，建设平安家庭。")),
        Signature("示例县妇女联合会", "2026年11月20日"),
        Imprint(
            (t("抄送：县委宣传部，县司法局，县公安局，县人民法院，县教育和体育局，县卫生健康局。"),),
            t("示例县妇女联合会办公室"),
            t("2026年11月20日印发"),
        ),
    ),
)

REQUEST = Document(
    "关于申请反家庭暴力宣传经费的请示",
    "official",
    (
        Letterhead("document", "示例县妇女联合会", t("示妇字〔2026〕8号"), right=t("签发人：", Slot("签发人姓名"))),
        Paragraph(t("示例县财政局："), "addressee"),
        Paragraph(t(BODY)),
        Paragraph(t("妥否，请批示。")),
        Signature("示例县妇女联合会", "2026年11月20日"),
    ),
)

LETTER = Document(
    "关于商请派员参加法律咨询活动的函",
    "official",
    (
        Letterhead("letter", "示例县妇女联合会", t("示妇函〔2026〕3号")),
        Paragraph(t("示例县司法局："), "addressee"),
        *(Paragraph(t(BODY)) for _ in range(5)),
        Signature("示例县妇女联合会", "2026年11月20日"),
    ),
)

BRIEF = Document(
    "示例县妇联开展反家庭暴力宣传活动",
    "official",
    (
        Letterhead("brief", "妇女工作简报", t("第12期"), t("示例县妇女联合会编"), t("2026年11月26日")),
        Paragraph(t(BODY)),
        Imprint((t("报：县委办公室"), t("送：县直有关单位"), t("发：各乡镇（街道）妇联"))),
    ),
)

ALL = {
    "official": PLAN,
    "flyer": FLYER,
    "handout": HANDOUT,
    "form": SIGN_IN,
    "form-landscape": REGISTER,
    "script": SCRIPT,
    "slogans": SLOGANS,
    "notice": NOTICE,
    "request": REQUEST,
    "letter": LETTER,
    "brief": BRIEF,
    "poster": POSTER,
    "sign": SIGN,
    "board": BOARD,
    "booklet": BOOKLET,
    "card": CARD,
    "trifold": TRIFOLD,
}
