"""Finding: laws and articles in the compact text, as events in reading order, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from xuanchuan.check.articles import PARAGRAPHS, Cited, read_articles, read_tail
from xuanchuan.check.names import DOCUMENT, LAW_WORDS, LOCAL, NOT_LAWS, PAPER, PROVINCES, RULE, Named, Names, is_vague
from xuanchuan.check.numerals import NUMBER
from xuanchuan.corpus.names import COUNTRY

EventKind = Literal["law", "ref", "other", "free", "same", "define"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that matters for citations, from ``start`` to ``end``.

    law: a name (with the articles right after it); ref: 该法, 本法 …; other: a document that is no law (合同, 章程);
    free: articles without a name; same: 该条第二款, 第二款; define: 以下简称《…》. ``word`` of a law is the short form
    the draft gives it, ``name_end`` where its name ends.
    """

    kind: EventKind
    start: int
    end: int
    named: Named | None = None
    articles: tuple[Cited, ...] = ()
    quoted: bool = False
    word: str = ""
    name_end: int = 0


SCAN = re.compile(
    rf"《|〈(?=中华人民共和国|民法典)"
    rf"|(?P<number>{DOCUMENT.pattern})"
    rf"|(?P<same>(?:该|同|本|此|上述|前述)条(?=(?:的|中)?第?{NUMBER}款)|(?:该|同|本|此)款|前款)"
    rf"|(?P<ref>(?:该|本|同|此|上述|前述|这部|这个|前引)(?:法律|法典|法|条例|规定|办法|解释|细则)(?![院人官学规定治制务庭]))"
    rf"|(?P<end>法典|法(?!典|律|规|院|治|制|官|庭|学|定|人|宝|盲|师|援|警|医|网|宣|务|理|场|则|子|兰|国)|条例|特别规定|规定|办法|细则|规则|解释（?[一二三四五]?）?|决定|通则|总则|修正案|批复|安排|解答|编)"
    rf"|第{NUMBER}(?P<what>[条款、和与及至到之-])"
    r"|(?<=[，、。；（\n和与及])(?P<plain>[0-9]{3,4}条|[一二三四五六七八九][百千][一二三四五六七八九十百零]{1,7}条)(?=规定|还|也|明确|的规定|、|和|中|对|，)"
)
PLAIN_TITLE = re.compile(r"《[^《》\n]{0,118}》")
BRACKET = re.compile(r"（[^（）《》\n]{1,60}）")
SHORT_FORM = re.compile(
    r"（?(?:以下|下|下文)?(?:统一)?(?:简)?称(?:为)?[“《]{0,2}(?P<word>[^（）《》“”\n]{2,24})[”》]{1,2}）?"
)
EDITION_YEAR = re.compile(r"(\d{4})年?(?:\d{1,2}月)?(?:\d{1,2}日)?[^（）\d]{0,8}?(?:修订|修正|版|年|施行|通过|$)")
ORDINAL = re.compile(r"（(?:[一二三四五六七八九十]{1,3}|试行|暂行)）")
PART = re.compile(
    rf"[”’》】]?(?:的|之|中的|中|里的|里)?"
    rf"(?:第{NUMBER}[编章节分]+(?:（[^（）\n]{{1,20}}）)?|[“‘]?(?:总则|物权|合同|人格权|婚姻家庭|继承|侵权责任)编[”’]?|附则|总则|分则)*"
    r"(?:的|中的|中|里的|里|之|规定的|有关|相关)?(?:(?:-{1,2}|·|/)(?=第))?"
)
# What follows 第N条 when it counts things: streets, banners, messages, advice.
THINGS = re.compile(
    r"(?:主|小|大|新|老|宣传|短|微|公众号)?(?:街(?!道)|路(?!面|政|产|权)|巷|胡同|河(?!道|流)|沟|渠(?!道)|道(?!路|德|口)|桥(?!梁)|线(?!上|下|性)|船(?!舶|员|长)|龙|狗|鱼|腿|裤|裙|毛巾|围巾|毯|被子|蛇|心得|消息|信息(?!处理|网络|保护|安全|公开)|短信|微信|微博|视频|新闻(?!媒|出版|单位)|推文|推送|留言|评论|弹幕|线索|标语|横幅|条幅|口号|建议(?!权)|意见(?!反映)|提示|提醒|措施|举措|经验|理由|原因|要求是|注意|妙招|干货|公交|生产线|流水|跑道|地铁|高速|热搜|朋友圈|语音|记录|问题|回复|通知|公告|朋友|谜|路线|板凳|长龙|工单|动态|笔记|承诺|规矩|家训)"
)
NOT_SORTS = re.compile(r"(?:产品|游戏|手机|车|新|机|软件|app|APP|式|项|衣|电脑|服|包|菜|茶|饮)")
OTHER = re.compile(
    r"(?:合同书?|协议书?|章程|村规民约|居民公约|民约|规约|公约|制度|守则|须知|约定|承诺书|倡议书?|方案|计划|通知|意见|纲要|规划|标准|手册|清单|要点|责任书|责任状|指南|准则|规程|判决书?|裁定书?|决议|纪要|报告|条款|文件|议定书|纪律)(?:书|中|里|的|之)?\Z"
)
OWN_RULE = re.compile(
    r"(?:本|该|此|我|管理|考核|暂行|试行|实施|考勤|财务|有关|相关|上述|本村|公司|单位)(?:办法|规定|细则|规则|决定|条例)$"
)
LEAD = re.compile(
    r"(?:根据|依据|依照|按照|遵照|参照|违反|触犯|适用|符合|比照|按|依|据|见|详见|参见|即|如|和|与|及|以及|或|或者|由|对|从|在|其|其中|到|至|的|中|里|“|‘|（|、|，|。|；|：|！|？|\n|》|〉|】|-|·|\u2022|\.|规定|”|’|学|讲|有|了|第[一二三四五六七八九十]+[章节编]|[0-9]、|①|②|③|④|⑤|★|※|●|■|◆|√|附|新|旧|原|现行|现)$"
)
OUTER = re.compile(
    rf"(?:(?:{PROVINCES})(?:关于)?(?:实施|贯彻|贯彻执行|执行)?"
    r"|(?:(?:最高人民法院|最高人民检察院|公安部|司法部|民政部|国务院|全国人民代表大会常务委员会|全国人大常委会)[、和]?)+[^，。；《》“”\n]{0,24})$"
)
OUTER_TAIL = re.compile(
    r"[^，。；：《》“”\n]{0,40}?(?:办法|若干规定|规定|细则|条例|解释|决定|意见)(?:（[一二三四五六七八]）)?"
)
BOUNDARY = re.compile(
    r"(?:根据|依据|依照|按照|遵照|参照|违反|触犯|适用|符合|学习|宣传|落实|执行|贯彻|实施|结合|对照|关于|由于|通过|以及|按|由|和|与|及|或|对|从|在|的|了|是|如|把|将|据|到|有|被|给|让|新修订|修订后|修改后|现行)"
)


# A line with at least so much before a law's name at its end goes on with the article on the next line.
WRAPPED = 10


# A bare article that only the same paragraph's law can claim.
UNSURE = "?"
# Verbs that count things before 第N条.
COUNTING = re.compile(
    r"(?:贴出?|挂出?|发出?|发来|发布|转发|推送|播放?|回复|走到|走|住|穿|买|养|钓|抓|找到|收到|写下|喊出?|念|刷到|看到|编辑|群公告|公告|热线|标语|横幅|这是|那是|是|到|说|条件|要求|经验|约定|纪律|承诺|保证书)\Z"
)


def read_events(text: str, names: Names) -> Iterator[Event]:
    """The events of a compact text in order."""
    place = 0
    while match := SCAN.search(text, place):
        event = _event(text, match, names)
        if event:
            yield event
        place = max(match.end(), event.end if event else 0)


def _event(text: str, match: re.Match[str], names: Names) -> Event | None:
    if match.group() in "《〈":
        return _titled(text, match.start(), names)
    if match["same"]:
        return _same(text, match)
    if match["number"]:
        return _numbered(text, match, names)
    if match["ref"]:
        return _referred(text, match, names)
    if match["plain"]:
        articles = read_articles(text, match.start(), needs_di=False)
        return Event("free", match.start(), articles[-1].end, articles=articles, word=UNSURE) if articles else None
    if match["end"]:
        return _bare(text, match.end(), names)
    return _free(text, match, names)


def _numbered(text: str, match: re.Match[str], names: Names) -> Event | None:
    """法释〔2020〕22号第五条: the number is the name; alone it only stands beside one."""
    _, after, articles = _following(text, match.start(), match.end())
    if not articles:
        return None
    return Event("law", match.start(), after, names.numbered(match.group()), _from(articles, match.start()))


def _titled(text: str, start: int, names: Names) -> Event | None:
    """《name》 with what follows; None for a book, a programme or an unclosed mark."""
    end = closing(text, start) if text[start] == "《" else text.find("〉", start, start + 40) + 1
    if not end or (text[start] == "〈" and not _outer(text, start, end, names)[1]):
        return None
    title = text[start + 1 : end - 1]
    if text.endswith(("以下简称", "下称", "简称", "以下称"), 0, start) or text.endswith(
        ("以下简称“", "下称“"), 0, start
    ):
        return Event("define", start, end, word=title)
    begin, outer_end = _outer(text, start, end, names)
    written = text[begin:outer_end] if outer_end else title
    end = outer_end or end
    ordinal = ORDINAL.match(text, end)
    if ordinal and re.search(r"解释$|规定$|修正案$", written):
        written, end = written + ordinal.group(), ordinal.end()
    document = DOCUMENT.match(text, end)
    named = names.look_up(written, document.group() if document else "")
    short = SHORT_FORM.match(text, end) if text[end : end + 1] == "（" else None
    year, after, articles = _following(text, begin, short.end() if short else end)
    if year:
        named = Named(named.asked, named.kind, named.written, named.year or year)
    if named.kind in ("known", "misnamed") or _is_law(text, begin, written, bool(articles), named):
        word = short["word"] if short else ""
        after = after if articles else short.end() if short else end
        return Event("law", begin, after, named, _from(articles, begin), quoted=True, word=word, name_end=end)
    return Event("other", begin, after if articles else end, word=title)


def _from(articles: tuple[Cited, ...], start: int) -> tuple[Cited, ...]:
    """The first article's span begins with the law's name."""
    if not articles:
        return ()
    one = articles[0]
    return (Cited(start, one.end, one.article, one.suffix, one.last, one.paragraph, one.item), *articles[1:])


def closing(text: str, start: int) -> int:
    """The place after the 》 that closes the 《 at ``start``; 0 when none does within 120 characters."""
    simple = PLAIN_TITLE.match(text, start)
    if simple:
        return simple.end()
    depth = 0
    for place in range(start, min(start + 120, len(text))):
        char = text[place]
        if char == "《":
            depth += 1
        elif char == "》":
            depth -= 1
            if not depth:
                return place + 1
        elif char == "\n":
            break
    first = text.find("》", start, start + 120)
    broken = text.find("\n", start, start + 120)
    return first + 1 if first > 0 and (broken < 0 or first < broken) else 0


def _outer(text: str, start: int, end: int, names: Names) -> tuple[int, int]:
    """最高人民法院关于适用《…》…的解释（一） and 某省实施《…》办法 written without outer marks: where they begin and end."""
    before = OUTER.search(text, max(0, start - 48), start)
    tail = OUTER_TAIL.match(text, end) if before else None
    if before is None or tail is None:
        return start, 0
    whole = text[before.start() : tail.end()]
    if re.match(PROVINCES, whole) or names.look_up(whole).kind == "known":
        return before.start(), tail.end()
    return start, 0


def _following(text: str, start: int, place: int) -> tuple[int | None, int, tuple[Cited, ...]]:
    """(year named in a bracket, place after, articles) right after a name."""
    year, at = None, place
    if text.startswith("法释", at) and (document := DOCUMENT.match(text, at)):
        at = document.end()
    for _ in range(2):
        bracket = BRACKET.match(text, at) if text[at : at + 1] == "（" else None
        if not bracket:
            break
        inside = read_articles(text, at + 1, needs_di=True)
        if inside:
            return year, inside[-1].end, inside
        found = EDITION_YEAR.search(bracket.group()[1:-1])
        year = int(found[1]) if found else year
        at = bracket.end()
    part = PART.match(text, at)
    at = part.end() if part else at
    if text[at : at + 1] in "，：、" and text[at + 1 : at + 2] == "第":
        at += 0 if text[at] != "：" else 1
    elif text.startswith("\n第", at) and start - (text.rfind("\n", 0, at) + 1) > WRAPPED:
        at += 1
    articles = read_articles(text, at, needs_di=False)
    if articles and THINGS.match(text, articles[-1].end) and not text.startswith("第", at):
        articles = ()
    return year, articles[-1].end if articles else place, articles


def _is_law(text: str, start: int, name: str, with_article: bool, named: Named) -> bool:
    """Whether an unknown title is a law or rule at all, and not a book, a programme or a notice."""
    bare = name.replace(COUNTRY, "")
    if bare.endswith(("法", "法典")) and not bare.endswith("办法"):
        if NOT_LAWS.search(bare) and not name.startswith(COUNTRY):
            return False
        if with_article or name.startswith(COUNTRY) or LAW_WORDS.search(bare):
            return True
        return bool(re.search(r"(?:根据|依据|依照|按照|违反|施行|颁布|出台)$", text[max(0, start - 3) : start]))
    if bare.endswith("公约"):
        return bool(re.search(r"权利|歧视|国际|联合国|劳工|收养|跨国", bare)) and not LOCAL.match(bare)
    if with_article:
        return bool(RULE.search(bare) or PAPER.match(bare))
    if not RULE.search(bare) or re.search(r"公约$|决定$|规则$|准则$", bare):
        return False
    return (
        bool(LOCAL.match(bare))
        and bare.endswith(("条例", "规定", "办法", "细则"))
        and len(bare) > 6
        or bare.endswith("条例")
    )


def _same(text: str, match: re.Match[str]) -> Event | None:
    """该条第二款, 前款: more of the article cited before."""
    word = match["same"]
    if not word.endswith("条"):
        return Event("same", match.start(), match.end(), word=word) if word == "前款" else None
    at = match.end() + (text[match.end()] in "的中")
    tail = read_tail(text, Cited(match.start(), match.end(), 1), at)
    return Event("same", match.start(), tail[-1].end, articles=tail, word=word) if tail else None


def _referred(text: str, match: re.Match[str], names: Names) -> Event | None:
    """该法第二十五条; 本规定 alone says nothing. A known name that merely ends so (同 + …) is left to the names."""
    longer = names.ending_at(text, match.end())
    if longer and longer[0] < match.start():
        return _bare(text, match.end(), names)
    _, after, articles = _following(text, match.start(), match.end())
    if not articles:
        return None
    return Event("ref", match.start(), after, articles=_from(articles, match.start()), word=match["ref"])


def _bare(text: str, end: int, names: Names) -> Event | None:
    """A law's name without 《》 that ends at ``end``: with its articles, or alone where it stands as a law."""
    ordinal = ORDINAL.match(text, end)
    found = names.ending_at(text, ordinal.end()) if ordinal else None
    if found:
        end = ordinal.end() if ordinal else end
    else:
        found = names.ending_at(text, end) or names.across(text, end)
    year, after, articles = _following(text, found[0] if found else end, end)
    if found:
        start, named = found
        named = Named(named.asked, named.kind, named.written, year)
        if articles:
            return Event("law", start, after, named, _from(articles, start))
        return Event("law", start, end, named) if _stands_alone(text, start, end, named) else None
    if not articles:
        return None
    return _unknown_bare(text, end, after, articles, names)


# 《民法典》有关规定, and the article on the next line: the law named before is meant.
NO_DOCUMENT = frozenset(
    ["规定", "有关规定", "相关规定", "的规定", "的有关规定", "的相关规定", "主要规定", "重要规定", "部分规定"]
)


def _unknown_bare(text: str, end: int, after: int, articles: tuple[Cited, ...], names: Names) -> Event | None:
    """第N条 of something that ends like a law: a slip, a local rule, our own 办法, or nothing we can name."""
    least = max(0, end - 40)
    before = text[text.rfind("\n", least, end) + 1 or least : end]
    before = re.split(r"[，。；：！？、“”‘’（《》\s]", before)[-1] if not before.endswith("）") else before
    if before in NO_DOCUMENT:
        return Event("free", articles[0].start, after, articles=articles)
    if OWN_RULE.search(before) and not LOCAL.match(before):
        return Event("other", end - 2, after, word=before)
    province = re.search(PROVINCES, before)
    places = [province.start()] if province else [0, *(match.end() for match in BOUNDARY.finditer(before))]
    for place in places:
        name = before[place:]
        if BOUNDARY.match(name):
            continue
        if 4 <= len(name) <= 30 and not NOT_LAWS.search(name) and _plausible(name, names):
            start = end - len(name)
            return Event("law", start, after, names.look_up(name), _from(articles, start))
    return Event("other", end - 2, after, word=before)


def _plausible(name: str, names: Names) -> bool:
    if LOCAL.match(name):
        return bool(re.search(r"(?:条例|规定|办法|细则)$", name)) and len(name) >= 5
    named = names.look_up(name)
    return named.kind in ("known", "misnamed") or (named.kind == "unknown_law" and bool(LAW_WORDS.search(name)))


CUE_BEFORE = re.compile(
    r"(?:根据|依据|依照|按照|遵照|参照|违反|触犯|适用|符合|贯彻|实施|执行|落实|颁布|出台|新修订的?|修订后的|现行的?|学习|宣传|普及|宣讲|解读|遵守|了解|包括|以及|和|与|及|、|我国的?|《|国家|即|从|对|按|在|援引|引用|关于|为)$"
)
CUE_AFTER = re.compile(
    r"(?:规定|明确|要求|禁止|保护|指出|第|的规定|的有关|的相关|有关规定|相关规定|中|里|等法|等相关法|等有关|、|和[一-鿿]{2,12}(?:法|条例)|与[一-鿿]{2,12}(?:法|条例)|及[一-鿿]{2,12}(?:法|条例)|实施|施行|颁布|出台|正式|已|也|还|对|将|赋予|（|，|。|；|：|”|$|\n|）)"
)
NOT_AFTER = re.compile(
    r"(?:(?:总则|物权|合同|人格权|婚姻家庭|继承|侵权责任)编(?:的|司法|若干)?(?:解释|司法|规定)|宣传|知识|讲座|专家|课|论坛|公园|广场|主题|竞|精神|学|书|普|展|案例|故事|服务|教材|读本|手册|月|周|日|进|大讲堂|小课堂|小剧场|漫画|研究|教育|实施办法|实施细则|实施条例|解释|司法解释|若干|配套)"
)


# Nothing but a number before a name on its line.
ALONE = re.compile(r"(?:\n|\A)[0-9一二三四五六七八九十、.（）·]*\Z")


def _stands_alone(text: str, start: int, end: int, named: Named) -> bool:
    """Whether a bare name without an article is used as a law's name: a cue or a line of its own, no 宣传月 behind."""
    if NOT_AFTER.match(text, end):
        return False
    bracket = BRACKET.match(text, end)
    after = bracket.end() if bracket else end
    alone = text[after : after + 1] in ("", "\n") and bool(ALONE.search(text, max(0, start - 60), start))
    vague = is_vague(text[start:end])
    if alone:
        return not vague or text.startswith(COUNTRY, start) or text.startswith("\n第", after)
    if vague:
        return (
            text[start:end] in ("宪法", "刑法")
            and text.startswith(("规定", "明确规定"), end)
            and text[max(0, start - 2) : start] not in ("触犯", "违反")
        )
    full = text.startswith(COUNTRY, start)
    before = text[max(0, start - 5) : start]
    boundary = (
        full
        or bool(CUE_BEFORE.search(before))
        or before[-1:] in ("", "\n", "。", "，", "；", "：", "“", "（", "？", "！")
    )
    return boundary and bool(CUE_AFTER.match(text, end))


def _free(text: str, match: re.Match[str], names: Names) -> Event | None:
    """第N条 or 第N款 without a name right before it."""
    if match["what"] == "款":
        return _free_paragraph(text, match)
    articles = read_articles(text, match.start(), needs_di=True)
    if not articles or THINGS.match(text, articles[-1].end):
        return None
    before = text[max(0, match.start() - 12) : match.start()]
    if OTHER.search(before) or before.endswith("》") or _under_other(text, match.start()):
        return Event("other", match.start(), articles[-1].end, articles=articles, word=before)
    sure = before == "" or bool(LEAD.search(before))
    if not sure and COUNTING.search(before):
        return None
    return Event("free", match.start(), articles[-1].end, articles=articles, word="" if sure else UNSURE)


def _under_other(text: str, start: int) -> bool:
    """Whether a paragraph stands right under the title of a document that is no law: 村规民约, 保证书."""
    if text[start - 1 : start] != "\n":
        return False
    title = text[text.rfind("\n", max(0, start - 30), start - 1) + 1 or max(0, start - 30) : start - 1]
    return len(title) <= 20 and bool(OTHER.search(title)) and not re.search(r"[》法]", title)


def _free_paragraph(text: str, match: re.Match[str]) -> Event | None:
    found = PARAGRAPHS.match(text, match.start())
    if not found or NOT_SORTS.match(text, found.end()):
        return None
    before = text[max(0, match.start() - 6) : match.start()]
    if not LEAD.search(before) or OTHER.search(before):
        return None
    tail = read_tail(text, Cited(match.start(), match.end(), 1), match.start())
    return Event("same", match.start(), tail[-1].end, articles=tail, word="款") if tail else None
