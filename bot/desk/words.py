"""What the desk says about a step, a wrong form, a lost page."""

NOT_FOUND = "没有这一页。可能是地址打错了，也可能这份登记不归您的部门。"
MALFORMED = "发来的内容看不懂，或者太长。什么都没有改。请回到上一页再试。"
FOREIGN = "这个表单不是从办公台的页面发来的，或者页面开得太久。什么都没有改。请回到上一页，刷新以后再试。"
FAULT = "办公台出了点问题，刚才那一步没有办成。请过一会儿再试；还不行，就告诉管理员。"
TOO_FAST = "登录试得太快了。请等一分钟再试。"
EXPIRED = "您有一阵子没动，或者已经退出，要重新登录。"
EXPIRED_POST = "您有一阵子没动，已经退出了，刚才那一步没有办。重新登录以后再做一次。"

#: Said on the page that follows a step.
SAID = {
    "password": "密码改好了。请用新密码登录。",
    "logout": "已经退出。",
    "case_claim": "归您办了。",
    "case_release": "放回去了，别人可以接着办。",
    "case_hand": "转交好了。",
    "case_call": "电话记下来了。",
    "case_note": "备注存好了。",
    "case_reply": "信放好了，正在送。送到没有，看下面的“经过”。",
    "case_settle": "存好了，下面重新算过。",
    "case_close": "办结了。",
    "case_move": "改好了，也告诉了居民。",
    "miss_assign": "定好了，导出以后就能教给机器。",
    "miss_drop": "这句不用管了。",
    "view_saved": "视图存好了，在“筛选和我的视图”里。",
    "view_removed": "视图删掉了。",
}
