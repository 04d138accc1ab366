"""Words that alone mean danger to life: read as an emergency whatever the classifier thinks.

Deliberately few and plain; indirect speech is the classifier's part. Words that are also said
lightly (累死了, 笑死) must not stand here.
"""

import re

_DANGER = re.compile(
    r"不想活|活不下去|活够了|不活了|想死|寻死|自杀|轻生|了结自己|结束生命|跳楼|跳河|跳井|上吊|割腕"
    r"|喝(?:了)?(?:点)?农药|喝药死|吃安眠药死|一起死|同归于尽|死了算了|死了(?:就)?一了百了"
    r"|快(?:要)?断气|没(?:了)?呼吸|喘不上气|喘不过气|大出血|血止不住|昏迷不醒|叫不醒|晕倒了|煤气中毒|触电了|着火了"
    r"|要杀(?:了)?我|拿刀(?:砍|捅|追)|往死里打|救命"
)
#: A mishap told as over: 去年家里着火了, 那回晕倒了以后. Words of wanting to die are never over.
_MISHAP = re.compile(r"喘不上气|喘不过气|大出血|昏迷不醒|晕倒了|煤气中毒|触电了|着火了")
_OVER = re.compile(
    r"去年|前年|大前年|那年|当年|年前|前些年|上个?月|上个?礼拜|上周|春天|夏天|秋天|(?:去|今)年冬天|过年那|那回|那次|以前|曾经|后来|出院"
    r"|烧[光没完坏了]+|[一二三四五六七八九十几两\d]+(?:年|个月|岁)(?:的时候|前|了)|得过|落下"
)
_LIGHTLY = re.compile(
    r"想死你|想死我了|笑死|救命稻草|救命钱|救命恩人|救命药|热死|困死|(?:预防|防止)自杀|(?:电影|小说|电视)"
)


def in_danger(text: str) -> bool:
    """Whether the text plainly speaks of danger to life."""
    if _OVER.search(text):
        text = _MISHAP.sub("", text)
    return bool(_DANGER.search(text)) and not _LIGHTLY.search(text)
