"""A small complete campaign for tests of the engine, independent of the bundled ones."""

from __future__ import annotations

import datetime
import tomllib
from types import MappingProxyType

from xuanchuan.corpus import load_corpus
from xuanchuan.materials.campaigns import read_campaign
from xuanchuan.model.campaign import SafetyTheme
from xuanchuan.model.kit import Kit, Stamp
from xuanchuan.model.occasion import KeyDate, Occasion, Step, Task, Timeline
from xuanchuan.model.unit import Hotline, Unit

TOML = """
id = "trial"
key_date = "dv-1125"
name = "国际消除家庭暴力日"
theme = "向家庭暴力说不"
origin = "每年11月25日。"
aims = ["为预防和制止家庭暴力，保护家庭成员的合法权益，", "让群众知道遇到家庭暴力怎么办，"]
basis = ["《中华人民共和国反家庭暴力法》第六条：国家开展家庭美德宣传教育。"]
audiences = ["妇女", "村（社区）干部"]
hotlines = ["110", "12338"]
safety = ["正在挨打或有危险，先到安全的地方，马上打110。"]
themes = ["零家庭暴力社区：把反家暴写进居民公约。"]
excerpts = ["反家庭暴力法:2", "反家庭暴力法:23"]
requirements = ["加强领导。落实到人。", "保护隐私。不公开求助人的任何信息。"]
broadcast = ["乡亲们，大家好。", "挨打先打幺幺零。"]
broadcast_short = ["挨打先打幺幺零。"]
broadcast_long = ["乡亲们，大家好。", "挨打先打幺幺零，问办法打幺二三三八。"]

[[slogans]]
text = "对家庭暴力零容忍，早求助早平安"

[[points]]
text = "家人之间打骂、恐吓也是家庭暴力。"
ref = "反家庭暴力法:2"

[[help_steps]]
title = "先保安全"
text = "离开现场，到有人的地方。"

[[questions]]
question = "挨打了能申请保护令吗？"
answer = "能。遭受家庭暴力或者面临现实危险，可以向人民法院申请。"
refs = ["反家庭暴力法:23"]
action = "带上身份证和证据到法院立案窗口。"

[[activities]]
title = "集中宣传咨询"
what = "设咨询台，发放宣传单。"
owner = "妇联"
partners = ["司法局"]
where = "集市"
materials = ["宣传单"]

[[steps]]
id = "plan"
offset = -30
what = "拟定方案"
owner = "宣传干部"
material = "活动方案"
needs_days = 2

[[cases]]
title = "她拿到了保护令"
text = "小李多次被打，报警后留下证据。"
lesson = "报警记录就是证据。"
refs = ["反家庭暴力法:20"]

[[copy]]
use = "短信"
text = "遇到家庭暴力，先保安全，马上打110；咨询打12338。"

[[quiz]]
kind = "单选"
question = "人身安全保护令向谁申请？（  ）"
options = ["人民法院", "居委会", "学校", "物业"]
answers = [0]
ref = "反家庭暴力法:23"
explain = "向人民法院申请。"

[[budget]]
name = "宣传单"
spec = "A4"
quantity = 1000
unit = "份"
use = "发放"

[[spots]]
seconds = 15
shots = [{ picture = "空镜", voice = "挨打先打幺幺零。", caption = "有危险打110" }]

[video]
title = "隔壁"
shots = [{ picture = "走廊", voice = "听见了，打110。", seconds = 5 }]

[post]
title = "遇到家暴怎么办"
digest = "四步。"
lead = "先保安全。"
closing = "有危险打110。"

[[post.sections]]
heading = "一、报警"
text = "打110。"
ref = "反家庭暴力法:2"

[news]
title = "送法进村"
paragraphs = ["讲了怎么报警。"]

[proposal]
readers = "全体家庭"
opening = "为了平安，"
items = ["不动手。"]
closing = "从今天做起。"

[pledge]
by = "家庭"
items = ["我不动手。"]

[hosting]
opening = ["乡亲们，大家好。"]
closing = ["谢谢大家。"]

[card]
title = "便民电话"
outside = ["随手能查"]
inside = ["有危险：打110"]

[poster]
headline = "动手是违法"
message = "先离开，打110"

[[survey]]
text = "骂人也是家庭暴力。"
right = true
ref = "反家庭暴力法:2"
"""

HOTLINES = (
    Hotline("110", "公安报警", "眼下有危险、正在挨打，先打这个", "24小时"),
    Hotline("12338", "妇女维权公益服务热线", "法律、婚姻家庭、心理咨询", "多为工作日办公时间"),
)
CAMPAIGN = read_campaign(tomllib.loads(TOML), "trial.toml")
UNIT = Unit(
    name="清河县妇女联合会", short="清河县妇联", level="县", province="山东省", county="清河县",
    address="人民路8号", phone="0543-1234567", contact="权益部", partners=("司法局", "公安局"),
)  # fmt: skip


def trial_kit(unit: Unit = UNIT, campaign=CAMPAIGN) -> Kit:
    today = datetime.date(2026, 11, 24)
    corpus = load_corpus()
    day = datetime.date(2026, 11, 25)
    refs = {
        *campaign.excerpts,
        *(point.ref for point in campaign.points),
        *(item.ref for item in campaign.quiz),
        *(ref for group in (*campaign.questions, *campaign.cases) for ref in group.refs),
    }
    return Kit(
        campaign=campaign,
        occasion=Occasion(KeyDate(id="dv-1125", name=campaign.name, rule="solar 11-25"), 2026, campaign.name, day, day),
        unit=unit,
        excerpts=MappingProxyType({ref: corpus.excerpt(ref, day) for ref in sorted(refs)}),
        timeline=Timeline(
            tasks=(
                Task("plan", today, "拟定方案", "宣传干部", "活动方案"),
                Task("event", day, "集中宣传", "妇联", "宣传单"),
                Task("summary", datetime.date(2026, 12, 2), "总结", "宣传干部"),
            ),
            dropped=(Step("print", -15, "印刷", "办公室"),),
            days_left=1,
            compressed=True,
        ),
        hotlines=HOTLINES,
        stamp=Stamp(today, day, corpus.date, "xuanchuan 0.1.0"),
        themes=(SafetyTheme("六无", "无暴力", "谁也不动手", "动手是违法。", ("不打不骂",), "有危险打110"),),
    )
