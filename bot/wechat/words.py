"""What the WeChat door says itself."""

WELCOME = "谢谢您的关注。打字问就行，也可以按住说话。"
HEARD = "听到您说：“{said}”"
PRIVACY = (
    "您说的话，只用来回答您、给您约回电。\n"
    "电话号码和身份证号，存之前会加密。\n"
    "您是哪个微信，也加密存，外人看不出来。\n"
    "不过，微信公司自己也会传送这些话，我们管不了。\n"
    "想全部删掉，发“删除我的信息”。"
)
NOT_KEPT = (
    "对不起，系统现在出了点问题，您刚才说的没有收下。\n"
    "请过一会儿再发一次。\n"
    "着急的话，打 12345（政务服务）或 12385（残疾人服务热线）。\n"
    "生命有危险，打 120 或 110。"
)
CAN_NOT = "可以打字问我，也可以按住说话。想找人，发“约人回电”。"
PICTURE = f"图片我看不了。{CAN_NOT}"
VOICE = "这段语音我没有听清。请再说一遍，或者打字问我。想找人，发“约人回电”。"
VIDEO = f"视频我看不了。{CAN_NOT}"
FILE = f"文件我打不开。{CAN_NOT}"
LINK = f"链接我打不开。{CAN_NOT}"
PLACE = f"位置我用不上，不用发。{CAN_NOT}"
STICKER = f"表情我看不懂。{CAN_NOT}"
OTHER = f"这个我看不了。{CAN_NOT}"

# For the operator (`yizhu wechat`).
NO_ACCOUNT = "没有设公众号。要设的变量，docs/wechat.md 里有。"
ADDRESS = "公众号后台“服务器配置”里填的网址：{address}"
ENCRYPTED = "消息加密：安全模式"
PLAIN = "消息加密：没有（明文模式，只适合试用；设 YIZHU_WECHAT_AES_KEY 就加密）"
STEP_DOOR = "伊助的门"
STEP_MENU = "密钥和菜单"
GOOD = "好了"
MUTE = "主动发消息：没有设 AppSecret。答得慢的话和工作人员的信，等居民下次说话时再给。"
NOT_RUNNING = "没有连上。先运行 yizhu run"
OTHER_SETTINGS = "正在运行的伊助用的是别的设置。设好变量，重新启动"
UNREACHABLE = "连不上微信。看看这台机器能不能上网，YIZHU_WECHAT_API 写得对不对"
ERRCODE = "微信不肯（errcode {code}）"
ERRCODES = {
    40013: "AppID 不对（errcode {code}）",
    40125: "AppSecret 不对，可能重设过（errcode {code}）",
    40164: "这台机器的出口地址不在“IP白名单”里（errcode {code}）",
    40243: "AppSecret 被冻结了，到公众号后台解冻（errcode {code}）",
    45009: "今天的调用次数用完了（errcode {code}）",
    48001: "这个公众号没有这项权限，要先认证（errcode {code}）",
    50004: "公众号被禁用了（errcode {code}）",
}
