"""Words against words: verbatim, shortened, altered, or another article's; what differs is marked on both sides."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from xuanchuan.check.articles import Cited
from xuanchuan.check.names import Named
from xuanchuan.check.quoting import Claim, parts
from xuanchuan.check.texts import Texts, Words, begins_clause, heard, holds
from xuanchuan.corpus.figures import Figures, clause_digest, clauses
from xuanchuan.corpus.names import bare_name
from xuanchuan.model.law import NESTED, ArticleNumber, ArticleRef, chinese_number

# Fewer words than this are a term, not a quotation.
SHORT = 7
# Fewer words than this, printed under a number, are too few to be told for altered ones.
TELLING = 11
# How alike (0 to 1) words must be to count as an altered quotation, by the form of the claim.
ALIKE = {"strong": 0.45, "weak": 0.75, "printed": 0.72, "plain": 0.88}
# So alike that the original words can simply be put in their place.
SLIGHT = 0.85
# So unlike the article that even a short sentence of another one is that one's.
UNLIKE = 0.5
# What turns a rule into another when it is changed in words told without quotation marks.
WEIGHTY = frozenset(
    "零一二三四五六七八九十百千万两半0123456789应当可必须不得未非无禁或和并及且日月年元倍周岁时内外上下以"
)


@dataclass(frozen=True, slots=True)
class Compared:
    """``same``: True verbatim, False altered or another's, None not to be told. ``article`` and ``words`` correct exactly."""

    same: bool | None
    message: str = ""
    evidence: str = ""
    suggest: str = ""
    article: str = ""
    words: str = ""


def compare(texts: Texts, named: Named, cited: Cited, text: str, claim: Claim) -> Compared | None:
    """Compare a claim with the article it is said to come from; None when the words make no claim."""
    said = parts(text[claim.start : claim.end])
    if sum(map(len, said)) < SHORT:
        return None
    number = ArticleNumber(cited.article, cited.suffix)
    words = texts.words(named.asked, number)
    if words is not None:
        return _with_words(texts, named, cited, words, said, text[claim.start : claim.end], claim)
    figures = texts.figures(named.asked, number)
    if figures is not None:
        return _with_figures(texts, named, number, figures, said, text[claim.start : claim.end], claim)
    if claim.form == "quoted" and claim.strong:
        return _foreign(texts, named, number, said) or Compared(
            None, "没法核对：语料没有收这一条的原文，引的字句没有核对", "名称和条号对，引号里的字句没有核对。"
        )
    return None


def _with_words(
    texts: Texts, named: Named, cited: Cited, words: Words, said: Sequence[str], raw: str, claim: Claim
) -> Compared | None:
    target = _target(texts, named, cited, words)
    if holds(target, said):
        return Compared(True, "字句与原文一致")
    if holds(words.plain, said):
        return _other_paragraph(texts, named, cited, words, said)
    begins = heard(raw)[:4]
    if claim.form in ("printed", "below") or (
        claim.form == "run-on" and any(one.startswith(begins) for one in words.paragraphs)
    ):
        return _sentences(texts, named, cited, words, raw)
    if claim.form in ("plain", "run-on"):
        return _told(texts, named, words, said, raw)
    number = words.article.number
    foreign = _foreign(texts, named, number, said)
    if foreign:
        return foreign
    alike, window = nearest_window("".join(said), target)
    if alike >= ALIKE["strong" if claim.strong else "weak"]:
        return _altered(texts, named, words, "".join(said), window)
    if claim.strong and sum(map(len, said)) >= 12:
        return Compared(
            False, "引的不是这一条的字句", f"{number.label}的原文是：“{_shown(words)}”", _paste(words, 200)
        )  # fmt: skip
    return None


def _target(texts: Texts, named: Named, cited: Cited, words: Words) -> str:
    if cited.last:
        rows = [texts.words(named.asked, ArticleNumber(n)) for n in range(cited.article, cited.last + 1)]
        return "".join(one.plain for one in rows if one)
    if cited.paragraph and cited.paragraph <= len(words.paragraphs):
        return words.paragraphs[cited.paragraph - 1]
    return words.plain


def _other_paragraph(texts: Texts, named: Named, cited: Cited, words: Words, said: Sequence[str]) -> Compared | None:
    row = next((n for n, one in enumerate(words.paragraphs, 1) if holds(one, said)), 0)
    if not row or not cited.paragraph:
        return Compared(True, "字句与原文一致")
    label = f"{words.article.number.label}第{chinese_number(row)}款"
    return Compared(
        False, f"字句对，款号不对：这是{label}", f"这些字句在{label}。", f"《{_title(texts, named.asked)}》{label}"
    )  # fmt: skip


def _sentences(texts: Texts, named: Named, cited: Cited, words: Words, raw: str) -> Compared | None:
    """Words printed under an article's number: every sentence that is meant to be its words must be."""
    rows = [heard(one) for one in raw.replace("；", "。").replace("\n", "。").split("。")]
    rows = [one for one in rows if len(one) >= SHORT]
    same = [one for one in rows if one in words.plain]
    others = [one for one in rows if one not in words.plain]
    if not same and rows:
        foreign = _foreign(texts, named, words.article.number, rows[:1])
        if foreign:
            return foreign
    for one in (row for row in others if len(row) >= TELLING):
        alike, window = nearest_window(one, words.plain)
        if alike >= ALIKE["printed"]:
            return _altered(texts, named, words, one, window)
    return Compared(True, "字句与原文一致") if same else None


def altered_line(texts: Texts, named: Named, words: Words, line: str) -> Compared | None:
    """A further paragraph of an article that is its words with changes; None when it is something else."""
    alike, window = nearest_window(heard(line), words.plain)
    return _altered(texts, named, words, heard(line), window) if alike >= ALIKE["printed"] else None


def _told(texts: Texts, named: Named, words: Words, said: Sequence[str], raw: str) -> Compared | None:
    """Words told without quotation marks: only a changed figure, may or must among otherwise literal words counts."""
    plain = "".join(said)
    alike, window = nearest_window(plain, words.plain)
    if len(plain) >= 16 or alike < UNLIKE:
        foreign = _foreign(texts, named, words.article.number, said)
        if foreign:
            return foreign
    if len(plain) < 14 or alike < ALIKE["plain"]:
        return None
    matcher = difflib.SequenceMatcher(None, window, plain, autojunk=False)
    changed = [
        window[a:b] + plain[c:d]
        for op, a, b, c, d in matcher.get_opcodes()
        if op == "replace" and c > 0 and d < len(plain)  # at the ends stand our own words
    ]
    if any(set(one) & WEIGHTY for one in changed):
        return _altered(texts, named, words, plain, window)
    return None


def nearest_window(said: str, target: str) -> tuple[float, str]:
    """How alike the words are to the part of ``target`` nearest to them, and that part."""
    here = set(said)
    if len(here & set(target)) < 0.6 * len(here):
        return 0.0, ""
    matcher = difflib.SequenceMatcher(None, said, target, autojunk=False)
    blocks = sorted((one for one in matcher.get_matching_blocks() if one.size >= 2), key=lambda one: -one.size)[:3]
    longest = matcher.find_longest_match(0, len(said), 0, len(target))
    best, nearest = 0.0, ""
    for block in [longest, *blocks] if longest.size >= 2 else []:
        ratio, window = _around(said, target, block.b - block.a)
        if ratio > best:
            best, nearest = ratio, window
    return best, nearest


def _around(said: str, target: str, start: int) -> tuple[float, str]:
    """The part of the target that begins about ``start``, with its ends where the words agree."""
    slack = max(6, len(said) // 4)
    first = max(0, start - slack)
    wide = target[first : max(0, start) + len(said) + slack]
    blocks = [
        one for one in difflib.SequenceMatcher(None, said, wide, autojunk=False).get_matching_blocks() if one.size
    ]
    if not blocks:
        return 0.0, ""
    begin = max(0, blocks[0].b - blocks[0].a)
    end = min(len(wide), blocks[-1].b + blocks[-1].size + len(said) - blocks[-1].a - blocks[-1].size)
    window = wide[begin:end]
    return difflib.SequenceMatcher(None, said, window, autojunk=False).ratio(), window


def marked(one: str, other: str) -> tuple[str, str]:
    """Both sides with what differs in 【】."""
    left, right = "", ""
    for op, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if op == "equal":
            left, right = left + one[a:b], right + other[c:d]
        else:
            left += f"【{one[a:b]}】" if b > a else ""
            right += f"【{other[c:d]}】" if d > c else ""
    return left, right


def _altered(texts: Texts, named: Named, words: Words, said: str, window: str) -> Compared:
    wrote, reads = marked(said, window)
    right = _original(words, window)
    slight = difflib.SequenceMatcher(None, said, window, autojunk=False).ratio() >= SLIGHT
    return Compared(
        False, "字句和原文不一致", f"稿子写的：{wrote}　原文是：{reads}（{_where(texts, named, words)}）",
        right, words=right if slight else "",
    )  # fmt: skip


def _where(texts: Texts, named: Named, words: Words) -> str:
    answer = texts.answer(named.asked)
    version = answer.version if answer else None
    effective = f"，{version.effective} 起施行的文本" if version else ""
    return f"《{_title(texts, named.asked)}》{words.article.number.label}{effective}"


def _original(words: Words, window: str) -> str:
    """The sentences of the article, with their marks, that hold the nearest words."""
    text = "\n".join(words.article.lines)
    places = [n for n, char in enumerate(text) if heard(char)]
    at = words.plain.find(window)
    if at < 0 or not window or at + len(window) > len(places):
        return _paste(words, 300)
    start, end = places[at], places[at + len(window) - 1] + 1
    return text[start : end + 1] if text[end : end + 1] in ("。", "；") else text[start:end]


def _paste(words: Words, longest: int) -> str:
    text = "\n".join(words.article.lines)
    return text if len(text) <= longest else ""


def _shown(words: Words) -> str:
    text = "".join(words.article.lines)
    return text if len(text) <= 120 else text[:118] + "……"


def _title(texts: Texts, name: str) -> str:
    answer = texts.answer(name)
    return (answer.title if answer else name).translate(NESTED)


def _foreign(texts: Texts, named: Named, number: ArticleNumber, said: Sequence[str]) -> Compared | None:
    """The words are verbatim those of another article: of this law, of its earlier text, or of another law."""
    length = sum(map(len, said))
    if length < 10:
        return None
    answer = texts.answer(named.asked)
    law = answer.law if answer else None
    if law and answer and answer.version:
        other = texts.holding(law, answer.version, said, number)
        if other:
            return _is_at(texts, law.short, (other,), "字句对，条号不对")
        for version in law.versions:
            earlier = texts.of(law, version).get(number) if version is not answer.version else None
            if earlier and holds(earlier.plain, said):
                now = texts.corpus.now(ArticleRef(law.short, number), texts.on)
                return _is_at(texts, law.short, tuple(one.article for one in now), "引的是旧文本的条号和字句")
    ref = texts.anywhere(said, law) if length >= 14 else None
    if ref is None:
        return None
    words = texts.words(ref.law, ref.article)
    if words and not begins_clause(words, said[0]):
        place = f"《{_title(texts, ref.law)}》{ref.article.label}"
        return Compared(
            None,
            "没法核对：这些字句不在这一条里",
            f"{place}有这几个字，可是前面还有话，说的也许是另一回事：请对照原文。",
        )
    return _is_at(texts, ref.law, (ref.article,), "字句对，法名不对")


def _is_at(texts: Texts, law: str, numbers: Sequence[ArticleNumber], what: str) -> Compared:
    if not numbers:
        return Compared(False, what, "这些字句在以前的文本里，现在的文本没有对应的条。")
    places = "、".join(one.label for one in numbers)
    title = _title(texts, law)
    return Compared(
        False, f"{what}：现在是《{title}》{places}", f"这些字句在《{title}》{places}。", f"《{title}》{places}",
        article=places if len(numbers) == 1 and "条号不对" in what else "",
    )  # fmt: skip


def _with_figures(
    texts: Texts, named: Named, number: ArticleNumber, figures: Figures, said: Sequence[str], raw: str, claim: Claim
) -> Compared | None:
    """For an article whose text we lack: clause by clause against its digests."""
    rows = clauses(raw)
    if claim.form != "quoted" or not rows:
        return None
    known = set(figures.clauses)
    hits = [clause_digest(one) in known for one in rows]
    if all(hits):
        return Compared(True, "字句与公开文本的指纹一致")
    other = _clauses_elsewhere(texts, named, number, rows)
    if other is not None:
        return _is_at(texts, _asked(texts, named), (other,), "字句对，条号不对")
    foreign = _foreign(texts, named, number, said)
    if foreign:
        return foreign
    inner = hits[1:] if raw.rstrip("”").endswith(("。", "；")) else hits[1:-1]
    wrong = [one for one, hit in zip(rows[1:], inner, strict=False) if not hit]
    first_wrong = not hits[0] and len(hits) > 1 and all(hits[1:])
    if wrong and (any(hits) or (claim.strong and len(inner) >= 2)):
        return Compared(
            False, "字句和原文不一致",
            f"这几处不在{number.label}里：{'；'.join(wrong[:3])}。语料没有收原文，请到国家法律法规数据库查对。",
        )  # fmt: skip
    if first_wrong and heard(raw)[:1] and len(rows[0]) >= 4 and claim.strong and raw.endswith("。"):
        return Compared(
            None, "没法核对：开头一句没有核对", f"其余字句与{number.label}的指纹一致，开头“{rows[0]}”没有对上。"
        )
    return Compared(None, "没法核对：语料没有收原文，引的字句没有核对", "名称和条号对，引号里的字句没有核对。")


def _asked(texts: Texts, named: Named) -> str:
    answer = texts.answer(named.asked)
    return answer.law.short if answer and answer.law else answer.title if answer else named.asked


def _clauses_elsewhere(texts: Texts, named: Named, number: ArticleNumber, rows: Sequence[str]) -> ArticleNumber | None:
    answer = texts.answer(named.asked)
    if answer is None or sum(map(len, rows)) < 12 or len(rows) < 2:
        return None
    digests = {clause_digest(one) for one in rows}
    for other, figures in texts.corpus.figures.of(bare_name(answer.title)).items():
        if other != number and digests <= set(figures.clauses):
            return other
    return None
