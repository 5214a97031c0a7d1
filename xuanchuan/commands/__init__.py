"""One Click command group a file, each thin over the library; this table is all that ``--help`` reads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A command: its English name, its Chinese name, the module that holds it as ``command``, its one-line help."""

    name: str
    chinese: str
    module: str
    help: str


# In the order of an officer's year; --help lists them so.
COMMANDS: tuple[Row, ...] = (
    Row("init", "建档", "xuanchuan.commands.init", "填写本单位资料"),
    Row("kit", "整套", "xuanchuan.commands.kit", "做好一个日子的整套材料，放进一个文件夹"),
    Row("plan", "方案", "xuanchuan.commands.plan", "只做活动方案"),
    Row("flyer", "宣传单", "xuanchuan.commands.flyer", "只做宣传单"),
    Row("handout", "讲义", "xuanchuan.commands.handout", "只做讲义：一个日子、一部法或一个话题的"),
    Row("make", "材料", "xuanchuan.commands.make", "只做指定的一种材料"),
    Row("batch", "分村", "xuanchuan.commands.batch", "按名单给每个村做一份自己的材料"),
    Row("dates", "节点", "xuanchuan.commands.dates", "全年有哪些普法节点，哪一天，依据是什么"),
    Row("calendar", "日历", "xuanchuan.commands.calendar", "全年日历：在屏幕上看，或导出到手机、表格、挂历"),
    Row("yearplan", "年度计划", "xuanchuan.commands.yearplan", "年度普法工作计划：一月一主题，四张清单"),
    Row("log", "登记", "xuanchuan.commands.log", "登记办过的活动，收乡镇的表"),
    Row("stats", "统计", "xuanchuan.commands.stats", "全年统计：各节点、乡镇、法律、媒体"),
    Row("report", "报告", "xuanchuan.commands.report", "年终总结、统计表、简报，或填上级的表"),
    Row("coverage", "覆盖", "xuanchuan.commands.coverage", "站点和覆盖：哪些村还没有到"),
    Row("ledger", "台账", "xuanchuan.commands.ledger", "台账的备份、恢复与合并"),
    Row("handover", "交接", "xuanchuan.commands.handover", "换人时打成一个包，附交接说明"),
    Row("recall", "召回", "xuanchuan.commands.recall", "以前的材料里哪些法条后来改了"),
    Row("law", "法条", "xuanchuan.commands.law", "查法条原文、版本、废止没有"),
    Row("check", "检查", "xuanchuan.commands.check", "检查一份稿子：法条、字句、电话、个人信息，付印前用"),
    Row("campaigns", "活动", "xuanchuan.commands.campaigns", "有哪些宣传活动，各备了什么"),
    Row("run", "任务单", "xuanchuan.commands.run", "照任务单.json 做：在网页上填好，不用打命令"),
    Row("desktop", "桌面", "xuanchuan.commands.desktop", "桌面和“发送到”里的入口，装上就不用打字"),
    Row("config", "设置", "xuanchuan.commands.config", "看每项单位资料是什么、从哪来"),
    Row("completion", "补全", "xuanchuan.commands.completion", "让命令行按 Tab 补全命令、日子、法名"),
    Row("doctor", "体检", "xuanchuan.commands.doctor", "给这台电脑体检：字体、语料、写入、代码页"),
)
