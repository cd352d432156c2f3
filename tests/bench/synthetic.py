"""Synthetic content like the real one, of any size: N guides spread over the real region list.

Deterministic: the same N gives the same documents. A guide is no lighter than the mean of the real
ones: as long in bytes, with as many routes, steps, facts and related guides, and with more nodes
and more often an amount in a text. One contribution standard with two policy years comes with every
thirty guides.
"""

import random
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from backend.config import ROOT
from backend.services import regions
from backend.services.stored import Item
from backend.vocabulary import LIFE_EVENT, SERVICE

Document = dict[str, Any]
SEED = 20261122
# of a thousand guides, how many belong to a region of each level: most ways are a city's own
SHARES = (("nation", 4), ("province", 60), ("city", 800), ("county", 136))
GUIDES_A_STANDARD = 30
QUOTE = 40  # characters, the most a citation may have
GUIDES_A_MENTION = 4  # of so many guides one shows an amount
MENUS = ("服务大厅", "我要办", "参保登记", "城乡居民参保", "少儿参保管理", "缴费查询", "异地备案",
         "个人中心", "业务办理", "医保网办", "掌上办事", "查询服务")  # fmt: skip
KINDS = ("official_account", "mini_program", "app", "website", "counter")
PERSONS = ("未成年人", "在校学生", "新生儿监护人", "灵活就业人员", "城乡居民")
SAID = ("监护人关注公众号后从底部菜单进入，选择参保人，核对姓名和证件号码无误后再往下走",
        "上传材料时要拍清楚四角，一次最多传九张，提交以后可以在个人中心里看办理进度",
        "审核通过会收到短信，没有收到的隔天再查一次，仍然没有就打当地经办机构的电话",
        "非本市户籍的孩子要先有居住登记，没有登记的先到街道办理，再回到这里继续",
        "缴费成功以后从次月起可以在定点医疗机构直接结算，之前的费用拿发票到窗口办理")  # fmt: skip


def content(guides: int) -> dict[Item, Document]:
    """Return the documents of an image with so many guides."""
    return dict(_Maker(guides).documents())


def ordinary_guide(documents: dict[Item, Document]) -> Item:
    """Return a guide of a city that mentions a standard."""
    return _first(documents, "city")


def national_guide(documents: dict[Item, Document]) -> Item:
    return _first(documents, "nation")


def _first(documents: dict[Item, Document], level: str) -> Item:
    levels = {row[0]: row[2] for row in documents[regions.ITEM]["rows"]}
    guides = ((i, d) for i, d in documents.items() if i[0] == "guide" and d.get("standards"))
    return next(item for item, guide in guides if levels[guide["region"]] == level)


def edited(guide: Document, number: int = 1) -> Document:
    """Return a guide with its title and a note changed, as an editor would."""
    note = {**guide["notes"][0], "text": f"第 {number} 次修改：{SAID[number % len(SAID)]}。"}
    return {
        **guide,
        "title": f"{guide['title']}（改{number}）",
        "notes": [note, *guide["notes"][1:]],
    }


class _Maker:
    def __init__(self, guides: int) -> None:
        self.random = random.Random(SEED + guides)
        self.guides = guides
        self.table = regions.read_csv((Path(ROOT) / "content/regions.csv").read_text("utf-8"))
        self.names = {row[0]: row[1] for row in self.table["rows"]}
        self.parents = {row[0]: row[3] for row in self.table["rows"]}
        self.levels: dict[str, list[str]] = {}
        for row in self.table["rows"]:
            self.levels.setdefault(row[2], []).append(row[0])
        self.standards: dict[str, list[str]] = {}

    def documents(self) -> Iterator[tuple[Item, Document]]:
        yield regions.ITEM, self.table
        for make in (self._sources, self._channels, self._standards, self._offices, self._guides):
            for kind, document in make():
                yield (kind, document["key"]), document

    def _sources(self) -> Iterator[tuple[str, Document]]:
        for code in self._provinces():
            for number in range(4):
                yield (
                    "source",
                    {
                        "key": f"source-{code}-{number}",
                        "title": f"{self.names[code]}基本医疗保险参保办事公告（第{number + 1}号）",
                        "publisher": f"{self.names[code]}医疗保障局",
                        "published_on": f"2024-0{number + 3}-15",
                        "url": f"https://ybj.example/{code}/{number}",
                        "grade": "ABCD"[number],
                    },
                )

    def _channels(self) -> Iterator[tuple[str, Document]]:
        for code in self._provinces():
            for kind in KINDS:
                yield (
                    "channel",
                    {
                        "key": f"channel-{code}-{kind.replace('_', '-')}",
                        "kind": kind,
                        "name": f"{self.names[code]}医保{KINDS.index(kind) + 1}",
                        "is_official": True,
                        "region": code,
                        "how_to_open": f"在微信里搜“{self.names[code]}医保”，认准标志。",
                        "citations": self._citations(code, 1),
                    },
                )

    def _standards(self) -> Iterator[tuple[str, Document]]:
        homes = islice(cycle(self._provinces()[:1] + self._places("city")), self._standard_count())
        for number, code in enumerate(homes):
            self.standards.setdefault(code, []).append(f"standard-{number}")
            yield "standard", self._standard(number, code)
            yield "window", self._window(number, code)

    def _standard_count(self) -> int:
        return max(1, self.guides // GUIDES_A_STANDARD)

    def _standard(self, number: int, code: str) -> Document:
        return {
            "key": f"standard-{number}",
            "title": f"{self.names[code]}城乡居民基本医疗保险缴费标准{number}",
            "kind": "contribution",
            "region": code,
            "scheme": "resident",
            "audience": ["未成年人", "在校学生"],
            "contribution_values": [
                {
                    "policy_year": year,
                    "cover_from": f"{year}-01-01",
                    "cover_to": f"{year + 1}-01-01",
                    "pay_from": f"{year - 1}-{9 + number % 2:02}-01",
                    "pay_to": f"{year - 1}-12-31",
                    "personal_fen": 38000 + 2000 * (year - 2026) + 100 * (number % 40),
                    "subsidy_fen": 70000,
                    "total_fen": 108000 + 2000 * (year - 2026) + 100 * (number % 40),
                    "verified_on": f"{year - 1}-08-20",
                    "citations": self._citations(code, 2),
                }
                for year in (2026, 2027)
            ],
        }

    def _window(self, number: int, code: str) -> Document:
        return {
            "key": f"window-{number}",
            "title": f"{self.names[code]}2027年度集中参保缴费期{number}",
            "region": code,
            "scheme": "resident",
            "audience": [f"城乡居民{number}"],
            "policy_year": 2027,
            "opens_on": f"2026-{9 + number % 2:02}-01",
            "closes_on": "2026-12-31",
            "citations": self._citations(code, 1),
        }

    def _offices(self) -> Iterator[tuple[str, Document]]:
        for code in islice(cycle(self._places("county")), max(10, self.guides // 10)):
            number = self.random.randrange(1000, 10000)
            key = f"office-{code}-{number}"
            yield (
                "office",
                {
                    "key": key,
                    "name": f"{self.names[code]}医疗保障经办中心{number}",
                    "region": code,
                    "address": f"{self.names[code]}人民路{number}号政务服务中心二楼",
                    "phones": [{"raw": f"010-8888{number}", "e164": f"+86108888{number}"}],
                    "hours": "工作日 9:00—12:00，14:00—17:30",
                    "lat": round(25 + self.random.random() * 15, 6),
                    "lng": round(100 + self.random.random() * 18, 6),
                    "datum": "gcj02",
                    "services": ["enrol", "pay"],
                    "citations": self._citations(code, 1),
                },
            )

    def _guides(self) -> Iterator[tuple[str, Document]]:
        for number, code in enumerate(self._homes()):
            yield "guide", self._guide(number, code)

    def _homes(self) -> list[str]:
        """Return the region of each guide, in shares, every region of a level in turn."""
        homes: list[str] = []
        for level, share in SHARES[:-1]:
            count = max(1, self.guides * share // 1000)
            homes += islice(cycle(self._places(level)), count)
        left = self.guides - len(homes)
        return homes + list(islice(cycle(self._places(SHARES[-1][0])), left))

    def _guide(self, number: int, code: str) -> Document:
        service = self.random.choice(list(SERVICE))
        year = 2026
        standard = self._standard_of(code, number)
        return {
            "key": f"guide-{number}",
            "title": f"{self.names[code]}{SERVICE[service]}怎么办（{number}）",
            "aliases": [f"{self.names[code]}{SERVICE[service]}流程", f"办理{number}"],
            "region": code,
            "service": service,
            "life_events": self.random.sample(list(LIFE_EVENT), 1 + number % 2),
            "audience": self.random.sample(PERSONS, 2),
            "policy_year": year,
            "summary": f"{self.names[code]}的参保人在手机上就能办，不用跑窗口。" + self._say(1),
            "completeness": "complete",
            "citations": self._citations(code, 2),
            "conditions": [self._statement(code) for _ in range(1 + number % 2)],
            "materials": [self._material(code, i) for i in range(2 + number % 2)],
            "time_limits": [
                {"label": "办结", "kind": "promised", "most": 5, "unit": "workday",
                 "text": "提交以后按承诺时限办结。", "citations": self._citations(code, 1)},
            ],
            "notes": [self._note(code, standard, number), self._statement(code)],
            "faqs": [self._faq(code) for _ in range(1 + number % 3 // 2)],
            "related": [f"guide-{(number + step) % self.guides}" for step in (1, 7, 31, 97)],
            **({"standards": [standard]} if standard else {}),
            "routes": [self._route(code, i) for i in range(1 + min(1, number % 3))],
        }  # fmt: skip

    def _standard_of(self, code: str, number: int) -> str:
        """Return the nearest standard, for the guides that show an amount."""
        if number % GUIDES_A_MENTION:
            return ""
        while code:
            if code in self.standards:
                return self.random.choice(self.standards[code])
            code = self.parents[code]
        return "standard-0"

    def _note(self, code: str, standard: str, number: int) -> Document:
        if not standard:
            return self._statement(code)
        text = f"个人每年缴{{{{standard:{standard}.personal}}}}，财政补助另算（{number}）。"
        return {"text": text, "citations": self._citations(code, 1)}

    def _statement(self, code: str) -> Document:
        return {"text": self._say(2), "citations": self._citations(code, 1)}

    def _faq(self, code: str) -> Document:
        question = "孩子的户口不在本市，也能这样办吗？"
        return {"question": question, "answer": self._say(2), "citations": self._citations(code, 1)}

    def _material(self, code: str, number: int) -> Document:
        name = ("户口簿本人页", "居民身份证", "居住登记凭证")[number]
        return {"name": name, "form": "original", "necessity": "required",
                "citations": self._citations(code, 1)}  # fmt: skip

    def _route(self, code: str, number: int) -> Document:
        kind = KINDS[(number + self.random.randrange(2)) % len(KINDS)]
        return {
            "title": ("网上办", "小程序办", "掌上办")[number],
            "channel": f"channel-{self._province_of(code)}-{kind.replace('_', '-')}",
            "audience": self.random.sample(PERSONS, 1),
            "status": "verified" if number else "unverified",
            **({"verified_on": "2026-08-20", "verified_by": "内容组"} if number else {}),
            "citations": self._citations(code, 1),
            "steps": [self._step(code) for _ in range(2 + number)],
        }

    def _step(self, code: str) -> Document:
        labels = self.random.sample(MENUS, 2)
        return {
            "text": self._say(2),
            "actor": "guardian",
            "path": [{"label": label} for label in labels],
            "citations": self._citations(code, 1),
        }

    def _say(self, sentences: int) -> str:
        return "。".join(self.random.sample(SAID, sentences)) + "。"

    def _citations(self, code: str, count: int) -> list[Document]:
        province = self._province_of(code)
        numbers = self.random.sample(range(4), count)
        return [
            {"source": f"source-{province}-{n}",
             "where": f"正文·第{self.random.randrange(1, 30)}条",
             "quote": "".join(self.random.sample(SAID, 2))[:QUOTE]}
            for n in numbers
        ]  # fmt: skip

    def _province_of(self, code: str) -> str:
        if code == "100000":
            return self._provinces()[0]
        return code[:2] + "0000"

    def _provinces(self) -> list[str]:
        return self.levels["province"]

    def _places(self, level: str) -> list[str]:
        return self.levels[level]
