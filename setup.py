"""Packaging of xuanchuan; the data folders beside the package are installed as its subpackages."""

from pathlib import Path

from setuptools import find_packages, setup

HERE = Path(__file__).parent
DATA_FOLDERS = ("campaigns", "templates")

# PDF and pictures: one wheel that needs nothing else; docx, html and text do without it.
PDF = ["typst>=0.15"]
# A unit's own Word letterhead or form with {{ fields }}.
FORMS = ["docxtpl>=0.20"]
# 拼音 over uncommon characters.
PINYIN = ["pypinyin>=0.53"]
TEST = [
    *PDF,
    *FORMS,
    *PINYIN,
    "pypdfium2>=5",
    "pillow>=10",
    "zxing-cpp>=2.2",
    "pylopdf-fonts-zh-cn>=0.1.1",
    "pytest>=8",
    "pytest-xdist>=3.6",
    "hypothesis>=6.100",
    "build>=1.2",
    "babel>=2.16",
    "vobject>=0.9.9",
    "tyme4py>=1.4",
    "distributed>=2024.8",
]
LINT = ["mypy>=1.13", "ruff>=0.8", "types-python-dateutil", "types-openpyxl"]

setup(
    name="xuanchuan",
    version="0.1.0",
    description="普法宣传工具箱：按重要节点生成活动方案、宣传单、讲义、广播稿和日程，法条经过核对",
    long_description=(HERE / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="MIT",
    license_files=["LICENSE"],
    python_requires=">=3.11",
    packages=[
        *find_packages(include=["xuanchuan", "xuanchuan.*"]),
        *(f"xuanchuan.{folder}" for folder in DATA_FOLDERS),
    ],
    package_dir={f"xuanchuan.{folder}": folder for folder in DATA_FOLDERS},
    package_data={
        "xuanchuan": ["py.typed"],
        "xuanchuan.corpus": ["*.bin", "*.json", "*.toml", "*.tsv", "laws/**/*", "notes/**/*"],
        "xuanchuan.check": ["*.toml"],
        "xuanchuan.ledger": ["*.toml", "migrations/*.sql"],
        "xuanchuan.commands": ["**/*.mo"],
        **{f"xuanchuan.{folder}": ["**/*"] for folder in DATA_FOLDERS},
    },
    install_requires=[
        "click>=8.3",
        "rich>=13.9",
        "jinja2>=3.1.5",
        "python-docx>=1.2",
        "icalendar>=7.0",
        "markdown-it-py>=3.0",
        "mdit-py-plugins>=0.4.2",
        "borax>=4.1",
        "chinesecalendar>=1.11",
        "openpyxl>=3.1.5",
        "python-calamine>=0.4",
        "segno>=1.6",
    ],
    extras_require={
        "pdf": PDF,
        "forms": FORMS,
        "pinyin": PINYIN,
        "pdfread": ["pypdfium2>=4.30"],
        "cluster": ["distributed>=2024.8"],
        "test": TEST,
        "dev": [*TEST, *LINT],
    },
    entry_points={"console_scripts": ["xuanchuan = xuanchuan.cli:main"]},
)
