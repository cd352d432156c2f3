"""A word of help beside the fields that need one."""

from typing import Final

HELP: Final[dict[str, str]] = {
    "key": "小写字母、数字和连字符，以地区开头，如 tianjin-child-enrol；建好后不能再改",
    "aliases": "人们会怎么搜、怎么叫，一行一个",
    "audience": "一行一类人",
    "region": "输入名称或区划代码查找",
    "excludes": "上级地区的做法在这些下级地区不适用时填写",
    "policy_year": "如 2026",
    "completeness": "来源被截断、不足以照着办时选“资料不全”，不会当作答案展示",
    "status": "没有在手机上实际走过的，选“未核验”",
    "verified_on": "最近一次实际核对的日期",
    "path": "可以整段粘贴：“医保网办” > “掌上办事”、【我要办】-【社保缴费】、办事→缴费、"
    "1. 我要办 2. 社保缴费、打开粤税通，点击我要办；/ 和“或”表示几个名称任选其一",
    "quote": "原文的字句，一字不改，最多 40 个字",
    "where": "在来源里的位置，如 正文·第二段",
    "doubt": "为什么不能完全相信；会如实告诉读者",
    "reading": "来源没有明说、由我们归纳的部分",
    "cover_to": "最后一天的次日：到 12 月 31 日为止，填次年 1 月 1 日",
    "pay_from": "来源没写就留空，按保障开始日理解",
    "pay_to": "最后一天的次日；来源没写就留空，按保障结束日理解",
    "opens_on": "来源没写就留空",
    "closes_on": "最后一天的次日；来源没写就留空",
    "valid_to": "最后一天的次日",
    "total_fen": "应等于个人缴费加财政补助",
    "subsidy_fen": "不设补助填 0，来源没写就留空",
    "group": "几样材料任选其一时，填同一个组名",
    "raw": "来源上印的样子，一字不改",
    "e164": "写上区号，如 0750-8888770；保存时统一成 +86… 的写法；12393 这样的短号照写",
    "area_code_inferred": "来源没印区号、由我们补上时勾选",
    "lat": "只填有依据的坐标，不要估计",
    "words": "一行一个",
    "synonyms.words": "一行一个，第一个写资料里最常用的说法",
    "contrasts.one": "一行一个",
    "contrasts.other": "一行一个；没有对立的一边就留空",
    "stop_words": "一行一个",
    "facts.name": "如 birth_date，条件里用它",
    "answers.next": "接着问哪个问题（填它的编号）",
    "answers.outcome": "或者直接到哪个结论（填它的编号）",
    "outcomes.route": "指南里这条途径的标题；可不填",
    "source.notes": "一行一条",
}


def help_of(owner: str, name: str) -> str:
    return HELP.get(f"{owner}.{name}") or HELP.get(name, "")
