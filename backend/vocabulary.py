"""The field's own words, each once: codelists with their Chinese labels, and the labels of things.

Keys of a codelist are what is stored and served; labels are what a person reads.
"""

from typing import Final

NATION: Final = "100000"

Codelist = dict[str, str]

REGION_LEVEL: Final[Codelist] = {
    "nation": "全国",
    "province": "省级",
    "city": "市级",
    "county": "县级",
    "town": "乡级",
}
REGION_KIND: Final[Codelist] = {"administrative": "行政区划", "statistical": "统计用区划"}

SERVICE: Final[Codelist] = {
    "enrol": "参保登记",
    "pay": "缴费",
    "refund": "退费",
    "bind": "绑定",
    "query": "查询",
    "suspend": "停保",
    "file": "备案",
    "transfer": "转移",
    "reimburse": "报销",
    "activate": "激活",
    "select": "选点",
}
LIFE_EVENT: Final[Codelist] = {
    "birth": "孩子出生",
    "school": "入园入学",
    "yearly_payment": "每年缴费",
    "moving": "换城市",
    "remote_care": "外地看病",
    "illness": "看病报销",
    "records": "查记录",
}
ACTOR: Final[Codelist] = {
    "anyone": "办理人",
    "guardian": "监护人",
    "mother": "母亲",
    "insured": "参保人",
    "school": "学校",
    "employer": "单位",
    "hospital": "医院",
    "agency": "经办机构",
}
NODE_KIND: Final[Codelist] = {
    "open": "打开",
    "tap": "点",
    "choose": "选",
    "input": "填",
    "verify": "验证",
    "confirm": "确认",
    "pay": "缴费",
    "wait": "等待",
}
PATH_PARAM: Final[Codelist] = {
    "policy_year": "年度",
    "policy_year_start": "年度第一天",
    "policy_year_end": "年度最后一天",
}
ROUTE_STATUS: Final[Codelist] = {
    "verified": "已核验",
    "unverified": "未核验",
    "suspected": "可能已变",
    "outdated": "已过时",
}
COMPLETENESS: Final[Codelist] = {"complete": "完整", "partial": "资料不全"}
MATERIAL_FORM: Final[Codelist] = {
    "original": "原件",
    "copy": "复印件",
    "original_and_copy": "原件和复印件",
    "original_or_copy": "原件或复印件",
    "electronic": "电子件",
    "information": "填报信息",
    "unstated": "未注明",
}
NECESSITY: Final[Codelist] = {
    "required": "必备",
    "conditional": "视情况",
    "one_of": "任选其一",
}
TIME_LIMIT_KIND: Final[Codelist] = {
    "statutory": "法定时限",
    "promised": "承诺时限",
    "typical": "一般时长",
    "deadline": "办理期限",
    "validity": "有效期",
}
TIME_UNIT: Final[Codelist] = {
    "workday": "个工作日",
    "day": "天",
    "month": "个月",
    "year": "年",
}
CHANNEL_KIND: Final[Codelist] = {
    "official_account": "公众号",
    "mini_program": "小程序",
    "app": "APP",
    "website": "网站",
    "alipay_life_account": "支付宝生活号",
    "alipay_mini_program": "支付宝小程序",
    "counter": "窗口",
    "phone": "电话",
    "school": "学校",
    "bank": "银行",
}
# How one gets to a channel of a kind; all others are opened.
CHANNEL_ENTRY: Final[Codelist] = {"counter": "到", "phone": "拨打", "school": "找", "bank": "找"}
CHANNEL_STATUS: Final[Codelist] = {"active": "在用", "renamed": "已更名", "closed": "已停用"}
SCHEME: Final[Codelist] = {
    "resident": "城乡居民医保",
    "employee": "职工医保",
    "employee_tier_1": "职工医保一档",
    "employee_tier_2": "职工医保二档",
    "maternity": "生育保险",
}
STANDARD_KIND: Final[Codelist] = {"contribution": "缴费标准", "benefit": "待遇标准"}
VALUE_KIND: Final[Codelist] = {"confirmed": "已公布", "expected": "预计", "ended": "已终止"}
COVER_PHASE: Final[Codelist] = {"now": "今年", "next": "下年度", "past": "往年"}
STANDARD_STATUS: Final[Codelist] = {
    "current": "现行",
    "upcoming": "即将开始",
    "carried_over": "沿用往年",
    "ended": "已结束",
    "missing": "待公布",
}
MEASURE: Final[Codelist] = {
    "ratio": "报销比例",
    "deductible": "起付线",
    "cap": "封顶线",
    "count": "数量",
}
BOUND: Final[Codelist] = {"eq": "为", "up_to": "最高", "at_least": "至少", "near": "接近"}
PER: Final[Codelist] = {"visit": "每次", "day": "每天", "month": "每月", "year": "每年"}
DIMENSION: Final[dict[str, Codelist]] = {
    "care_type": {
        "inpatient": "住院",
        "outpatient": "普通门诊",
        "special_outpatient": "门诊特定病种",
        "chronic_outpatient": "门诊慢特病",
        "maternity": "生育",
    },
    "hospital_level": {
        "primary": "基层医疗机构",
        "level_1": "一级医疗机构",
        "level_2": "二级医疗机构",
        "level_3": "三级医疗机构",
        "county": "县级医疗机构",
        "city": "市级医疗机构",
        "province": "省级医疗机构",
        "community": "社区医院",
        "other": "其他医院",
    },
    "referral": {
        "local": "市域内或异地安置",
        "transferred": "转诊备案",
        "self_referred": "自主转诊或未备案",
        "emergency": "急诊",
    },
    "insured_group": {
        "resident": "城乡居民",
        "child": "儿童",
        "employed": "在职职工",
        "retired": "退休人员",
        "newborn": "新生儿",
    },
}
DIMENSION_LABEL: Final[Codelist] = {
    "care_type": "就医类型",
    "hospital_level": "医院级别",
    "referral": "转诊情况",
    "insured_group": "参保人群",
}
WINDOW_PHASE: Final[Codelist] = {
    "open": "正在办理",
    "upcoming": "尚未开始",
    "closed": "已经结束",
    "any_time": "随时可办",
}
VALIDITY: Final[Codelist] = {"upcoming": "尚未生效", "current": "有效", "ended": "已失效"}
SOURCE_GRADE: Final[Codelist] = {
    "A": "法规或官方文件",
    "B": "官方网站",
    "C": "官方公众号",
    "D": "媒体",
    "E": "汇编转载",
}
DEFECT_KIND: Final[Codelist] = {
    "defaced": "页面被篡改",
    "truncated": "原文截断",
    "contradiction": "前后矛盾",
    "arithmetic": "数字对不上",
    "undated": "未注明时间",
    "missing_detail": "缺少关键信息",
    "unofficial": "非官方来源",
}
DATUM: Final[Codelist] = {"gcj02": "GCJ-02", "wgs84": "WGS-84", "bd09": "BD-09"}
PHONE_PURPOSE: Final[Codelist] = {"inquiry": "咨询", "complaint": "监督投诉", "handling": "办理"}
FACT_TYPE: Final[Codelist] = {
    "date": "日期",
    "choice": "选项",
    "integer": "整数",
    "boolean": "是否",
}
QUESTION_KIND: Final[Codelist] = {"choice": "选一项", "date": "填日期"}
RULE_SUBJECT: Final[Codelist] = {"coverage_start": "待遇开始日"}
EDITION_STATE: Final[Codelist] = {
    "draft": "草稿",
    "in_review": "待审核",
    "approved": "已通过",
    "rejected": "已退回",
    "released": "已发布",
    "superseded": "已被取代",
}
RELEASE_STATE: Final[Codelist] = {
    "draft": "待发布",
    "approved": "已批准",
    "held": "需要合并",
    "withdrawn": "已撤销",
}
DIFF_KIND: Final[Codelist] = {
    "added": "新增",
    "removed": "删去",
    "changed": "修改",
    "moved": "换了位置",
}
ROLLOVER_STATE: Final[Codelist] = {
    "open": "进行中",
    "submitted": "已提交审核",
    "abandoned": "已放弃",
}
ROLLOVER_OUTCOME: Final[Codelist] = {
    "changed": "有变化",
    "same": "与去年相同，已重新核验",
    "ended": "不再有",
    "not_announced": "尚未公布",
}
CAUTION: Final[Codelist] = {
    "fault": "不合规定",
    "path": "菜单路径未核验",
    "stale": "核验已久",
    "carried_over": "沿用旧金额",
    "weak_source": "来源不够权威",
    "part": "金额没有写全",
    "doubt": "内容存疑",
}
CHANGE: Final[Codelist] = {"added": "新增", "changed": "修改", "withdrawn": "撤下"}
PREVIEW_VERDICT: Final[Codelist] = {"fine": "没问题", "problem": "有问题"}
SHEET_RUN_STATE: Final[Codelist] = {
    "checked": "已检查",
    "applied": "已导入草稿",
    "abandoned": "已放弃",
}
STAFF_ROLE: Final[Codelist] = {
    "editor": "编辑",
    "reviewer": "审核",
    "admin": "管理员",
    "system": "系统",
}
REGION_RELATION: Final[Codelist] = {
    "here": "本地",
    "above": "上级地区，本地适用",
    "below": "下级地区",
    "elsewhere": "其他地区",
}
NATIONWIDE = "全国适用"  # said of a result of the whole nation, wherever one asks
SEARCH_MATCHED: Final[Codelist] = {
    "found": "找到了",
    "partial": "最对得上的资料原文不完整，只能当线索，办之前请向当地核实",
    "similar": "没有完全对得上的，下面是相近的内容和本地常用的办事指南",
    "nothing": "没有找到，下面是本地常用的办事指南",
    "popular": "本地常用的办事指南",
}
ITEM_TYPE: Final[Codelist] = {
    "regions": "行政区划",
    "source": "来源",
    "channel": "办理渠道",
    "standard": "标准",
    "window": "参保缴费期",
    "office": "经办机构",
    "rule": "规则",
    "guide": "办事指南",
    "questionnaire": "导办问答",
    "synonyms": "搜索用词",
}
