"""Nothing personal about those who seek help goes into the ledger: telephone and identity numbers, and their names.

A name is left out where a sentence speaks of somebody who seeks or is given help. Whoever lectures or receives
(王律师, 李主任) is no help seeker and stays.
"""

from __future__ import annotations

import re
from functools import lru_cache

PRIVATE = re.compile(r"(?<![\d])(?:\d{17}[\dXx]|1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}-?\d{7,8})(?!\d)")
LEFT_OUT, NAME_LEFT_OUT = "（号码略）", "（姓名略）"

SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚"
    "方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐"
    "向申葛岳祁柴单房路游包甘华骆应"
)
# No given name holds these; they begin villages, offices, crowds and deeds.
NOT_GIVEN = (
    "村庄镇乡县市区街道路屯寨社群众妇女人员名法律所局院部委会处站点台岗室家中学校个位件次场份条块张第些种类的了在到和与及或向对为把被让"
    "来去是有不没求助咨询反映离婚报警遭受宣传讲座开展活动接待主任长官师民警年月日多要想打因"
)
SURNAME = rf"(?:欧阳|上官|司马|诸葛|[{SURNAMES}])"
GIVEN = rf"[^\W\da-zA-Z_{NOT_GIVEN}]"
# 王小兰, 王某, 王某某, 王女士, 小王大姐 …
# Words that begin like a name.
NO_NAME = "(?!高度|高效|安全|任何|任意|任务|金融|金额|万一|万户|常年|常见|常态|常常|方便|方式|方面|白天|单亲|单独|石桥|康复|向阳|温馨|文明|文艺|文化|和谐|平安|程序|成立|花费|路口|路边|江边|江南|江北|游客|包括|包办|甘愿|华侨|应急|应当|应对|余下|全面|全力|马上|严重|严禁|严格|钱款|顾虑|毛病|武力|侯|于是|许多|许可|曾经|龙头|夏|陈述|陈列|黄昏|方案|章程|房产|房屋)"
CALLED = rf"{NO_NAME}{SURNAME}(?:某{{1,2}}{GIVEN}?|×{{1,2}}|\*{{1,2}}|{GIVEN}{{1,2}}(?:子|女士|大姐|大妈|阿姨)?|女士|大姐|大妈|阿姨|大娘|大嫂|小姐|太太)(?![村庄镇乡屯寨县市区街路])"
# Who somebody is that has a right to be named: not the one who seeks help.
OFFICE = r"(?!(?:同志)?(?:律师|主任|主席|副主席|法官|检察官|民警|警官|老师|讲师|教授|书记|所长|庭长|局长|科长|站长|院长|校长|医生|社工|干部|志愿者|调解员|网格员))"
SEEKER = r"(?:求助|求援|来访|到访|上访|信访|受害|被害|受暴|当事|咨询|投诉|报案|申请|被拐|被打|被家暴|遭家暴|受助|帮扶|服务)(?:的)?(?:人员|人|者|妇女|女性|群众|对象|女童|儿童|女孩|孩子)"
SAID_SO = r"(?:姓名|名字|名叫|叫做|叫|系|是|为|[:：]|，)?[:： ]?"
SUFFERED = (
    r"\s?(?:[（(][^）)]{1,12}[）)])?(?:(?:再次|多次|主动|哭着|匆忙)?(?:来电|来信|前来|来[^，。；]{0,8}?|上门|打电话|到[^，。；]{1,8}?|向[^，。；]{1,8}?|拨打[^，。；]{1,8}?)?(?:求助|求援|求救|哭诉|来访|上访|投诉|报案|报警|诉说|反映)|(?:因|被|遭|受|疑似|长期)[^，。；,;]{0,10}?(?:家暴|殴打|打|骂|虐待|侵害|骚扰|拐|欺|赶出|威胁|性侵|强奸|猥亵|遗弃)"
    r"|.{0,6}?(?:咨询|要求|想|打算|要|申请|办理|起诉)[^，。；,;]{0,8}?(?:离婚|家暴|抚养|保护令|彩礼|财产|维权|赡养|讨薪|案)|.{0,4}?(?:家暴|离婚)(?:案|一事|纠纷|问题))"
)
HELPED = r"(?:接待|接访|帮助|帮|协助|救助|救出|安置|陪同|陪|护送|回访|走访慰问|慰问|劝解|调解|化解|处理|受理|解答|为|替|给|向|对)(?:了|过)?(?:求助者|求助人|受害人|受害妇女|当事人|妇女|村民|居民|群众)?"
AFTER_HELP = r"(?=[一两三1-9]?[，。；、,;）)\s]|$|的|讲解|解答|咨询|求助|申请|离婚|办理|起诉|讨|维权|家暴|和|与|夫妇|夫妻|母女|母子|一家)"
NAMED = tuple(
    map(
        re.compile,
        (
            rf"(?P<before>{SEEKER}{SAID_SO})(?P<name>{CALLED}){OFFICE}",
            rf"(?P<before>{HELPED})(?P<name>{CALLED}){OFFICE}{AFTER_HELP}",
            rf"(?P<before>{SEEKER}(?:姓名|名叫|名字|叫)(?:是|为|叫|[:：])?)(?P<name>[一-鿿]{{2,4}})(?=[，。；、,;\s]|$|因|被|遭|来)",
            rf"(?P<before>(?:求助|家暴|受害|案情)[:：])(?P<name>{CALLED}){OFFICE}",
            rf"(?P<before>^|[，。；、：,;:\s（(村镇乡区]|妇女|村民|居民|群众|接待)(?P<name>{CALLED}){OFFICE}(?={SUFFERED})",
        ),
    )
)


def without_numbers(text: str) -> tuple[str, int]:
    """The text with each telephone or identity number replaced by （号码略）, and how many there were."""
    return PRIVATE.subn(LEFT_OUT, text)


def without_names(text: str) -> tuple[str, int]:
    """The text with the name of each who seeks help replaced by （姓名略） wherever it stands, and how many there were."""
    found = dict.fromkeys(hit["name"] for pattern in NAMED for hit in pattern.finditer(text))
    for name in sorted(found, key=len, reverse=True):
        text = text.replace(name, NAME_LEFT_OUT)
    return text, len(found)


@lru_cache(maxsize=4096)
def discreet(text: str) -> str:
    """The text as the ledger may keep and show it."""
    return without_names(without_numbers(text)[0])[0]
