"""Ways in which an office worker can break the data, and what the check must name."""

#: kind: (file, words replaced, by what, what the complaint must name)
BREAKAGES: dict[str, tuple[str, str, str, list[str]]] = {
    "a sum in an answer": (
        "topics/01_social_relief.yml",
        "还是困难的残疾人和残疾人家庭，要采取",
        "还是困难的残疾人和残疾人家庭，每月500元，要采取",
        ["01_social_relief.yml", "hardship_after_mla", "answer", "“5”", "参数"],
    ),
    "a sum in Chinese numerals in an answer": (
        "topics/01_social_relief.yml",
        "还是困难的残疾人和残疾人家庭，要采取",
        "还是困难的残疾人和残疾人家庭，每月五百元，要采取",
        ["01_social_relief.yml", "hardship_after_mla", "五百元"],
    ),
    "a sum in an easy answer": (
        "topics/01_social_relief.yml",
        "公家还要想办法帮。",
        "公家还要给200元。",
        ["01_social_relief.yml", "hardship_after_mla", "easy"],
    ),
    "a sum in what is granted": (
        "topics/01_social_relief.yml",
        "采取必要措施给予生活保障。",
        "给予800元生活保障。",
        ["01_social_relief.yml", "hardship_after_mla", "grants"],
    ),
    "a sum in words that several topics share": (
        "words/subsidy.j2",
        "有几项残疾的，这里按最高的一项算",
        "有几项残疾的，按4000元算",
        ["words/subsidy.j2", "数字"],
    ),
    "words of a parameter that the clause does not hold": (
        "parameters.yml",
        "一般性生活困难救助资金不超1000元",
        "一般生活困难救助资金不超1000元",
        ["parameters.yml", "relief_living_cap", "第1条", "照抄原文"],
    ),
    "a printed number that the words do not hold": (
        "parameters.yml",
        'printed: "2400"',
        'printed: "2600"',
        ["parameters.yml", "subsidy_physical_3", "2600"],
    ),
    "a printed value overwritten instead of dated": (
        "parameters.yml",
        "{from: null, value: 2400}",
        "{from: null, value: 2600}",
        ["parameters.yml", "subsidy_physical_3", "2400"],
    ),
    "a parameter of an unknown clause": (
        "parameters.yml",
        'clause: "10"\n  title: 幼儿园',
        'clause: "19"\n  title: 幼儿园',
        ["parameters.yml", "preschool_award", "19"],
    ),
    "two values from one day": (
        "parameters.yml",
        "{from: null, value: 2400}",
        "{from: null, value: 2400}\n    - {from: null, value: 2600}",
        ["parameters.yml", "subsidy_physical_3", "同一天"],
    ),
    "a parameter with a missing line": (
        "parameters.yml",
        'printed: "2400"\n',
        "\n",
        ["parameters.yml", "subsidy_physical_3", "printed"],
    ),
    "a value that is no number": (
        "parameters.yml",
        "{from: null, value: 2400}",
        "{from: null, value: 两千四}",
        ["parameters.yml", "subsidy_physical_3"],
    ),
    "a day that is no day": (
        "parameters.yml",
        "{from: null, value: 2400}",
        "{from: null, value: 2400}\n    - {from: 明年七月, value: 2600}",
        ["parameters.yml", "subsidy_physical_3"],
    ),
    "a topic that cites an unknown clause": (
        "topics/01_social_relief.yml",
        'id: relief_fund\n  title: 旗里每年安排多少救助钱\n  clauses: ["1"]',
        'id: relief_fund\n  title: 旗里每年安排多少救助钱\n  clauses: ["1", "19"]',
        ["01_social_relief.yml", "relief_fund", "19", "不存在"],
    ),
    "a topic whose first clause is unknown": (
        "topics/01_social_relief.yml",
        'id: relief_fund\n  title: 旗里每年安排多少救助钱\n  clauses: ["1"]',
        'id: relief_fund\n  title: 旗里每年安排多少救助钱\n  clauses: ["19"]',
        ["01_social_relief.yml", "relief_fund", "19", "不存在"],
    ),
    "a topic that cites four clauses": (
        "topics/00_general.yml",
        'clauses: ["1", "2", "7"]',
        'clauses: ["1", "2", "7", "8"]',
        ["00_general.yml", "overview_all", "一到三条"],
    ),
    "an id that stands twice": (
        "topics/01_social_relief.yml",
        "id: relief_fund\n",
        "id: inpatient_aid\n",
        ["01_social_relief.yml", "02_insurance.yml", "inpatient_aid"],
    ),
    "a topic without an easy answer": (
        "topics/01_social_relief.yml",
        "easy: |\n    旗里每年要留一笔钱。",
        "hard: |\n    旗里每年要留一笔钱。",
        ["01_social_relief.yml", "relief_fund", "easy"],
    ),
    "a topic of an unknown benefit": (
        "topics/01_social_relief.yml",
        "benefit: temporary_relief",
        "benefit: temporary_releif",
        ["01_social_relief.yml", "relief_amount", "temporary_releif"],
    ),
    "a title too long for a button": (
        "topics/01_social_relief.yml",
        "title: 旗里每年安排多少救助钱",
        "title: 旗里每年到底安排多少钱来做临时救助",
        ["01_social_relief.yml", "relief_fund", "title"],
    ),
    "a word for a topic that another topic has too": (
        "topics/01_social_relief.yml",
        "id: relief_fund\n",
        "id: relief_fund\n  named: [住院]\n",
        ["01_social_relief.yml", "relief_fund", "住院", "只指这一件事"],
    ),
    "a word for a topic that is met by chance": (
        "topics/01_social_relief.yml",
        "id: hardship_after_mla\n",
        "id: hardship_after_mla\n  named: [钱]\n",
        ["01_social_relief.yml", "hardship_after_mla", "钱", "太短"],
    ),
    "a parameter that does not exist": (
        "topics/01_social_relief.yml",
        "安排不少于{{ (p.relief_fund_floor",
        "安排不少于{{ (p.relief_fund_flor",
        ["01_social_relief.yml", "relief_fund", "relief_fund_flor"],
    ),
    "a template that is not closed": (
        "topics/01_social_relief.yml",
        "{% if f.minimum_living_allowance %}",
        "{% if f.minimum_living_allowance",
        ["01_social_relief.yml", "mla_all_entitled"],
    ),
    "an easy line too long": (
        "topics/01_social_relief.yml",
        "有了低保，日子还是难过的，",
        "有了低保，日子还是难过的，" + "家里样样都缺的，" * 10,
        ["01_social_relief.yml", "hardship_after_mla", "easy", "40"],
    ),
    "words of a benefit that the clause does not hold": (
        "benefits/02_insurance.yml",
        "words: 救助比例不低于可补偿费用报销剩余部分的30%",
        "words: 救助比例不低于可补偿费用报销剩余部分的40%",
        ["02_insurance.yml", "inpatient_aid", "40%", "照抄原文"],
    ),
    "words of a condition that the clause does not hold": (
        "benefits/02_insurance.yml",
        "words: 对非财政供养和非全额医保的残疾人，实施住院医疗救助",
        "words: 对非财政供养的残疾人，实施住院医疗救助",
        ["02_insurance.yml", "inpatient_aid", "照抄原文"],
    ),
    "a benefit of an unknown clause": (
        "benefits/02_insurance.yml",
        'id: inpatient_aid\n  clause: "2"',
        'id: inpatient_aid\n  clause: "20"',
        ["02_insurance.yml", "inpatient_aid", "20"],
    ),
    "a benefit that stands twice": (
        "benefits/02_insurance.yml",
        "id: inpatient_aid\n",
        "id: temporary_relief\n",
        ["02_insurance.yml", "temporary_relief"],
    ),
    "a benefit that asks an unknown fact": (
        "benefits/02_insurance.yml",
        "fact: public_payroll",
        "fact: public_pay",
        ["02_insurance.yml", "inpatient_aid", "public_pay"],
    ),
    "a sum of a benefit from an unknown parameter": (
        "benefits/02_insurance.yml",
        "percent: [inpatient_aid_rate,",
        "percent: [inpatient_rate,",
        ["inpatient_aid", "inpatient_rate"],
    ),
    "a sum with a part that means nothing": (
        "benefits/06_business.yml",
        "  amount:\n    period: project\n",
        "  amount:\n    period: project\n    about: 5000\n",
        ["benefits/06_business.yml", "self_employment_grant", "amount", "exact", "min"],
    ),
    "a sum for a period that nobody can say": (
        "benefits/06_business.yml",
        "  amount:\n    period: project\n",
        "  amount:\n    period: month\n",
        ["benefits/06_business.yml", "self_employment_grant", "period", "month", "year（每年）"],
    ),
    "a benefit without its words": (
        "benefits/08_care.yml",
        "  words: 开展残疾人社会工作服务",
        "  # 开展残疾人社会工作服务",
        ["benefits/08_care.yml", "social_work", "缺少 words"],
    ),
    "a ruling that is none of the options": (
        "readings.yml",
        "ruling: null",
        "ruling: {option: by_age, by: 民政局, day: 2027-03-01}",
        ["readings.yml", "subsidy_split", "by_age", "by_residence"],
    ),
    "a file that is not YAML": (
        "topics/02_insurance.yml",
        "- id: premium_support\n",
        "- id: [premium_support\n",
        ["02_insurance.yml"],
    ),
    "a text with a clause lost": (
        "source/yzf-2022-35.txt",
        "　　17.重视",
        "　　十七.重视",
        ["source/yzf-2022-35.txt", "第17条"],
    ),
}


#: These stop the data from being read, or spoil many answers at once, and are tried one by one.
ALONE = (
    "a parameter with a missing line",
    "a value that is no number",
    "a day that is no day",
    "a topic whose first clause is unknown",
    "an id that stands twice",
    "a topic without an easy answer",
    "a benefit of an unknown clause",
    "a benefit that stands twice",
    "a benefit that asks an unknown fact",
    "a sum of a benefit from an unknown parameter",
    "a sum with a part that means nothing",
    "a sum for a period that nobody can say",
    "a benefit without its words",
    "a ruling that is none of the options",
    "a file that is not YAML",
    "a text with a clause lost",
)
#: Two changes of one line.
SAME_LINE = ("a printed value overwritten instead of dated", "a sum in Chinese numerals in an answer")
TOGETHER = tuple(kind for kind in BREAKAGES if kind not in (*ALONE, *SAME_LINE))
