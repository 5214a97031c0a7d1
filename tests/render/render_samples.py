"""Documents with every kind of block, for every layout; the words are made up."""

from __future__ import annotations

from sample_parts import BODY, CASE, HOTLINES, LAW, PLAN_TABLE, SAFETY, STEPS, t

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
    Signature,
    Slot,
    Table,
    Text,
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
