"""What the Telegram door says itself."""

MENU = (
    ("start", "开始"),
    ("check", "查我能领什么"),
    ("callback", "约人回电"),
    ("status", "查我的回电"),
    ("easy", "说简单点（再点一次改回来）"),
    ("privacy", "我的信息怎么保管"),
    ("delete", "删除我的信息"),
    ("help", "能帮您做什么"),
)
ABOUT = "问伊金霍洛旗的残疾人政策：能领什么、找谁办、约人回电。"
BEFORE_START = (
    "我是伊助，答伊金霍洛旗残疾人政策的自动程序，不是真人。\n"
    "能领什么、找谁办，打字问我就行。也可以约工作人员给您打电话。\n"
    "点下面的“开始”。"
)
# For the staff who are to be told of urgent cases; not in the menu.
CHAT_ID = "这个聊天的号码是 {number}。要在这里收到急件提醒，请把它交给管理员。"
PRIVACY = (
    "您说的话，只用来回答您、给您约回电。\n"
    "电话号码和身份证号，存之前会加密。\n"
    "谁在用，外人看不出来。\n"
    "不过，Telegram 公司自己也会保存聊天记录，我们管不了。\n"
    "想全部删掉，发 /delete。"
)
UNKNOWN_COMMAND = "没有这个命令。请点左下角的“菜单”，或者直接打字问。"
EDITED = "您改了前面的话。那句话我已经回过了。请把改好的话，再发一次。"
GROUP = "这里人多，不方便说您家的事。请点这里，单独和我说：{link}"
CAN_NOT = "可以打字问我。打字不方便，发 /callback，约人给您打电话。"
PHOTO = f"图片我看不了。{CAN_NOT}"
VOICE = f"语音我听不了。手机键盘上有个话筒，对着它说，能变成字。{CAN_NOT}"
VIDEO = f"视频我看不了。{CAN_NOT}"
FILE = f"文件我打不开。{CAN_NOT}"
STICKER = f"表情我看不懂。{CAN_NOT}"
PLACE = f"位置我用不上，不用发。{CAN_NOT}"
OTHER = f"这个我看不了。{CAN_NOT}"
CAPTION = "图片我看不了，先回您写的字。"
