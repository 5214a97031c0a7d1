"""What a Document can be printed as: its own paper, a sheet of panels, a screen version, and pictures for a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from xuanchuan.model.document import (
    Block,
    Callout,
    Document,
    Heading,
    Items,
    LineBreak,
    PageBreak,
    Panel,
    Paragraph,
    Qr,
    Quote,
    Table,
    Text,
)
from xuanchuan.render.front import contents, opening, plain, prepared
from xuanchuan.render.literal import columns
from xuanchuan.render.looks import Look, Page, coloured, look_of
from xuanchuan.render.official import split
from xuanchuan.render.panels import (
    BACK,
    CARD_HEIGHT,
    CARD_WIDTH,
    CARDS_ACROSS,
    CARDS_DOWN,
    COVER,
    READING,
    Face,
    card_sides,
    faces,
    trifold_sides,
)
from xuanchuan.render.titles import MOST_LINES, line_choices, title_lines
from xuanchuan.render.typst.data import (
    NARROW,
    Data,
    Setting,
    blocks_data,
    document_data,
    draft,
    heading_width,
    look_data,
    pieces,
    words,
)
from xuanchuan.render.typst.fonts import Shelf, shelf
from xuanchuan.render.typst.papers import imprint_data, letter_data, letterhead_data
from xuanchuan.render.typst.press import print_pdf, print_pictures, require
from xuanchuan.render.units import millimetres

MM_PER_INCH = 25.4
POINTS_PER_MM = 72 / MM_PER_INCH
COLUMN_GAP = 9
PANEL_PADDING, CARD_PADDING = 7, 5.4
TITLE_ROOM = 20
# How much of a line a title or a slogan may take before it turns over where it pauses.
LINE_SHARE = 0.92


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for a phone: its shape, width and height in pixels (0: as high as it gets, up to ``most``)."""

    shape: str
    width: int
    height: int = 0
    most: int = 6000


PICTURES = {
    "png": Picture("long", 1080),
    "手机海报": Picture("phone", 1080, 1920),
    "封面图": Picture("plate", 900, 383),
    "方图": Picture("plate", 1080, 1080),
}
# On a picture 1080 wide, text is about this many pixels high and never less than the second figure.
BODY_PIXELS, LEAST_PIXELS = 38, 32
MARGIN_PIXELS = 54


@dataclass(frozen=True, slots=True)
class Work:
    """A document on its way to the press: cleaned, with its look, paper and the fonts at hand."""

    document: Document
    look: Look
    page: Page
    shelf: Shelf

    def setting(self, width: float) -> Setting:
        """Blocks are set in ``width`` millimetres."""
        return Setting(self.look, self.shelf, millimetres(width))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks without draft marks, which go above the title."""
        return tuple(block for block in self.document.blocks if not _is_draft(block))

    @property
    def before(self) -> list[Data]:
        """The draft marks."""
        return [draft(block) for block in self.document.blocks if isinstance(block, Callout) and block.kind == "draft"]

    def data(self, shape: str, width: float, **more: Any) -> Data:
        """What every shape is given; ``width`` is what the text has in millimetres."""
        room = heading_width(self.look, width * POINTS_PER_MM - TITLE_ROOM)
        lines = title_lines(self.document.title, room)
        if shape in ("phone", "long"):
            lines = turned_over(self.document.title, room * LINE_SHARE)
        page = self.look_page(width)
        turned = line_choices(self.document.title, 2)[-1] if len(lines) == 1 else lines
        heading, narrow = words("\n".join(lines)), words("\n".join(turned))
        return {
            "shape": shape,
            "document": document_data(self.document, heading=heading, turned=narrow),
            "before": self.before,
            "letter": None,
            **look_data(self.look, self.page, self.shelf),
            "page": page,
            **more,
        }

    def look_page(self, width: float) -> Data:
        """The page as data, and what depends on the room."""
        card = {"width": CARD_WIDTH, "height": CARD_HEIGHT, "across": CARDS_ACROSS, "down": CARDS_DOWN}
        return {**asdict(self.page), "narrow": width <= NARROW, "cards": self.page.banner, "card": card}


def _is_draft(block: Block) -> bool:
    return isinstance(block, Callout) and block.kind == "draft"


def work(document: Document, fonts: Shelf | None = None) -> Work:
    """The document cleaned, with its look; ``fonts`` other than this computer's may be given.

    XuanchuanError when the extra is not installed, or there is no Chinese font.
    """
    require()
    document = prepared(document)
    look = look_of(document)
    page = look.page.turned() if document.landscape else look.page
    return Work(document, look, page, fonts or shelf())


def pdf(document: Document, fonts: Shelf | None = None) -> bytes:
    """The PDF for printing, PDF/A-2u with its fonts inside: same document, same fonts, same bytes."""
    job = work(document, fonts)
    return print_pdf(job.document, paper(job), job.shelf)


def screen_pdf(document: Document, fonts: Shelf | None = None) -> bytes:
    """The PDF to be read on a screen: a folded leaflet panel by panel, a card side by side, others as printed."""
    job = work(document, fonts)
    return print_pdf(job.document, screen(job) if job.page.sheet else paper(job), job.shelf)


def picture_files(document: Document, name: str = "png", fonts: Shelf | None = None) -> tuple[bytes, ...]:
    """The pictures of a kind of ``PICTURES``, in order; more than one only of long texts and of panels."""
    job = work(document, fonts)
    kind = PICTURES[name]
    if kind.shape == "long" and job.page.sheet:
        data, scale = panel_pictures(job, kind)
        return tuple(print_pictures(job.document, data, job.shelf, ppi=72 * scale))
    return tuple(print_pictures(job.document, picture(job, kind), job.shelf))


def paper(job: Work) -> Data:
    """The document on the paper of its layout."""
    if job.page.sheet:
        return _sheet(job)
    width = (job.page.text_width - COLUMN_GAP * (job.page.columns - 1)) / job.page.columns
    setting = job.setting(width)
    if job.page.fit != (1, 1):
        sides = [blocks_data(side, setting) for side in _sides(job.blocks)]
        return job.data("sided", width, sides=[side for side in sides if side] or [[]])
    return _flowing(job, setting, width)


def _flowing(job: Work, setting: Setting, width: float) -> Data:
    head, between, foot = split(replace(job.document, blocks=job.blocks))
    above = letterhead_data(head, job.look, job.page) if head else []
    data = job.data("flowing", width, letter=letter_data(head))
    # The mark of a letter stands above the text: what is still to be filled is said below it.
    at = 1 if data["letter"] is not None else 0
    data["before"] = [*above[:at], *data["before"], *above[at:]]
    data["document"]["unnumbered_first"] = data["letter"] is not None
    cover, rest = opening(between.blocks)
    if lines := contents(between):
        listed = [
            {"tag": f"h-{number}", "level": min(2, level), "words": pieces(said)} for number, level, said in lines
        ]
        table = {"kind": "contents", "title": words("目录"), "lines": listed}
        blocks = [*blocks_data(cover, setting), table, {"kind": "break"}, *blocks_data(rest, setting)]
    else:
        blocks = blocks_data(between.blocks, setting)
    return data | {"blocks": [*blocks, *imprint_data(foot)]}


def _sides(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks of each side, parted where the material breaks the page."""
    sides: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, PageBreak):
            sides.append([])
        else:
            sides[-1].append(block)
    return sides


def _sheet(job: Work) -> Data:
    panels, others = faces(replace(job.document, blocks=job.blocks))
    width = job.page.text_width
    if job.page.sheet == "card":
        made = [face_data(job, face, CARD_PADDING) for face in card_sides(panels)]
        alike = [[number] * (CARDS_ACROSS * CARDS_DOWN) for number in range(len(made))]
        data = job.data("ten-up", width, faces=made, sides=alike, pad=CARD_PADDING)
    else:
        sides = [[face_data(job, face, PANEL_PADDING) for face in side] for side in trifold_sides(panels)]
        data = job.data("folded", width, sides=sides)
    data["before"] = data["before"] + blocks_data(others, job.setting(width))
    return data


def screen(job: Work) -> Data:
    """The panels one by one, in the order they are read."""
    panels, _ = faces(replace(job.document, blocks=job.blocks))
    is_card = job.page.sheet == "card"
    pad = CARD_PADDING if is_card else PANEL_PADDING
    found = {face.name: face for side in ([card_sides(panels)] if is_card else trifold_sides(panels)) for face in side}
    order = tuple(found) if is_card else READING
    height = CARD_HEIGHT if is_card else job.page.height
    data = job.data("screened", job.page.text_width, faces=[face_data(job, found[name], pad) for name in order])
    return data | {"screen": {"height": height, "pad": pad}}


def panel_pictures(job: Work, kind: Picture) -> tuple[Data, float]:
    """The panels one by one with no text too small for a phone, and how many pixels a point is."""
    data = screen(job)
    scale = kind.width / (max(face["width"] for face in data["faces"]) * POINTS_PER_MM)
    return data | {"picture": {"least": LEAST_PIXELS / scale}}, scale


def face_data(job: Work, face: Face, pad: float) -> Data:
    """A panel for the press: its blocks as wide as it is but for ``pad`` millimetres on each side."""
    setting = job.setting(face.width - 2 * pad)
    foot = words(job.document.footer) if face.name == BACK else []
    centred = face.name in (COVER, "外面", "里面")
    blocks = blocks_data(face.blocks, setting)
    return {
        "name": face.name,
        "width": face.width,
        "blocks": [_on_band(block) for block in blocks] if face.name == COVER else blocks,
        "foot": foot,
        "centred": centred,
    }


def _on_band(block: Data) -> Data:
    """A block of the cover, in the colour that stands out from its ground."""
    if block["kind"] not in ("paragraph", "heading", "qr"):
        return block
    return {**block, "changes": {**block.get("changes", {}), "color": "on_band", "underline": ""}}


def picture(job: Work, kind: Picture) -> Data:
    """A picture of the document, one point a pixel."""
    scale = BODY_PIXELS / job.look.styles["normal"].size
    look = replace(job.look, styles=_legible(job.look, LEAST_PIXELS / scale))
    page = replace(job.page, columns=1)
    if kind.shape != "long":
        look, page = replace(look, colors=coloured(job.look, job.document)), replace(page, banner=True)
    job = replace(job, look=look, page=page)
    width = (kind.width - 2 * MARGIN_PIXELS) / scale / POINTS_PER_MM
    setting = job.setting(width)
    blocks = _chosen(job.blocks, job.document.title) if kind.shape == "phone" else job.blocks
    banner = width * POINTS_PER_MM * LINE_SHARE / look.styles["banner"].size
    blocks = [_slogan(block, banner) for block in blocks]
    flat = [one for block in blocks if not isinstance(block, PageBreak) for one in blocks_data((block,), setting)]
    least = LEAST_PIXELS * kind.width / 1080
    drawn: Data = {**asdict(kind), "scale": scale, "least": least, "lines": [], "titles": [], **_priority(flat)}
    if kind.shape == "plate":
        drawn["lines"] = [words(line) for line in _signed(job.document)]
        drawn["titles"] = [[words(line) for line in lines] for lines in line_choices(job.document.title, MOST_LINES)]
    data = job.data(kind.shape, width, blocks=flat, picture=drawn)
    return data if kind.shape == "long" else data | {"before": []}


def _legible(look: Look, least: float) -> dict[str, Any]:
    """Styles with nothing smaller than ``least`` points."""
    return {
        role: style
        if style.size >= least or role == "gap"
        else replace(style, size=least, line=style.line * least / style.size)
        for role, style in look.styles.items()
    }


def _chosen(blocks: Sequence[Block], title: str) -> list[Block]:
    """What a poster for a phone may carry, in order, its title once; hotlines with number and name only."""
    out: list[Block] = []
    for block in blocks:
        match block:
            case Panel(blocks=inner):
                out += _chosen(inner, title)
            case Table(role="hotlines"):
                rows = tuple(row[:2] for row in block.rows)
                out.append(replace(block, columns=block.columns[:2], rows=rows))
            case Paragraph(role="banner", inlines=inlines) if plain(inlines) == title:
                continue
            case Callout(kind="safety" | "steps") | Items() | Qr() | Paragraph(role="banner"):
                out.append(block)
            case Heading() | Quote() | Paragraph() | Table() | Callout():
                continue
    return out


def turned_over(title: str, room: float) -> list[str]:
    """A title or slogan in the fewest lines of at most ``room`` characters that part where it pauses."""
    choices = line_choices(title, MOST_LINES)
    return next((lines for lines in choices if max(map(columns, lines)) <= 2 * room), choices[-1])


def _slogan(block: Block, room: float) -> Block:
    """A slogan too long for a line turns over where it pauses."""
    if not isinstance(block, Paragraph) or block.role != "banner":
        return block
    lines = turned_over(plain(block.inlines), room)
    return replace(block, inlines=tuple(piece for line in lines for piece in (LineBreak(), Text(line)))[1:])


def _priority(blocks: Sequence[Data]) -> Data:
    """The order in which blocks are given room on a poster for a phone, and those it must not lack."""
    ranks = {"safety": 0, "hotlines": 1, "steps": 2, "banner": 3, "items": 4, "qr": 5}
    kinds = [block.get("callout") or block.get("role") or block["kind"] for block in blocks]
    order = sorted((ranks.get(kind, 9), at) for at, kind in enumerate(kinds))
    return {
        "order": [at for _, at in order],
        "required": [at for at, kind in enumerate(kinds) if kind in ("safety", "hotlines")],
    }


def _signed(document: Document) -> list[str]:
    """Who publishes, as the first part of the imprint line has it."""
    publisher = document.footer.split("　")[0].removesuffix("编印")
    return [publisher] if publisher else []
