"""What all doors say themselves."""

INTERRUPTED = (
    "对不起，刚才系统断了一下。\n"
    "您刚才说的，不一定办成了。\n"
    "请再说一遍。要是约回电，可以先问“我的回电办得怎么样了”。"
)
NUMBERS = "回复数字就能选："
LETTERS = "回复字母就能选："
CHOSEN = "您选了：{title}"
MORE = "还有没说完的。回复“继续”看下面的。"
SLOW = "还在查。过几秒钟，回复“继续”看答案。"
COMING = "正在查，请等几秒钟。查到了马上发给您。"
LATE = "您前面问的，答案来了："
NOTHING_MORE = "没有别的了。想问什么，直接打字。"
NEXT = "继续"
LETTER = "工作人员给您来信了：\n\n{text}"
