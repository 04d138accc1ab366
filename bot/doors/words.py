"""What all doors say themselves."""

INTERRUPTED = (
    "对不起，刚才系统断了一下。\n"
    "您刚才说的，不一定办成了。\n"
    "请再说一遍。要是约回电，可以先问“我的回电办得怎么样了”。"
)
NUMBERS = "回复数字就能选："
LETTERS = "回复字母就能选："
CHOSEN = "您选了：{title}"
LETTER = "工作人员给您来信了：\n\n{text}"
