"""Names of people, told by what stands around them: 我叫…, 姓…, …女士, a name before a number."""

import re

from casework.masking.numbers import NUMBER

NAME = "［姓名］"
_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江"
    "尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤乔康温刁奥贠弓折苗柴屈路霍杭包"
)
#: Of these one alone after 老 or 小 is a name; 老石, 小白, 小康 may be anything.
_PLAIN = "王李张刘陈杨黄赵周吴徐孙朱胡郭何梁谢宋唐许韩冯邓曹彭曾董袁潘蒋蔡余杜苏魏吕丁沈姚卢姜崔谭陆汪范廖贾邹孟薛闫侯郝龚邵钱严乔霍"
_HAN = r"[\u4e00-\u9fff]"
_KIN = (
    "我|俺|咱|他|她|本人|名字?|姓名|孩子|儿子|女儿|闺女|娃娃?|小子|老伴儿?|妈妈?|爸爸?|爹|娘|父亲|母亲|爷爷|奶奶|姥姥|姥爷|丈夫|妻子|"
    "老公|老婆|爱人|媳妇|婆婆|公公|弟弟?|哥哥?|姐姐?|妹妹?|孙子|孙女|侄子|外甥|邻居|老汉|婆姨"
)
_NOT_NAMED = "额|俺|咱|你|您|他|她|它|我|咱|人|谁|什|啥|甚|个|不|来|去|过|了|着|得|到|做|残|民|医|村|社|救|车|机|狗|门|饭|大家|工作|领导|经理|孩子|家|做|应保"
_ENDS = r"[\s，。？！、；：,.?!;:（(［]|今年|现年|住|是|的|有|家|我|想|电话|手机|\d|女|男|残|身份证|$"
_CALLED = re.compile(
    rf"((?:{_KIN})(?:的?名字|名)?(?:是|就)?(?:叫做|叫|是叫)|(?:姓名|名字)(?:叫|是|为|[:： ])+|本人是?(?=[{_SURNAMES}]))"
    rf"(?!{_NOT_NAMED})(?:[{_SURNAMES}]{_HAN}{{1,2}}(?={_ENDS})|{_HAN}[\u4e00-\u9fff·]{{1,9}}?(?={_ENDS}))"
)
_ROLE = re.compile(
    rf"((?:申请人|联系人|户主|监护人|患者|患儿|办理人|持证人|当事人|法人|经办人|代办人)(?:是|叫|为|[:：])+ ?)(?!{_NOT_NAMED}){_HAN}[\u4e00-\u9fff·]{{1,9}}?(?={_ENDS})"
)
_SURNAME = re.compile(rf"(?<!百)姓(?!名|什|甚|啥|怎|氏|谁|的|不|都|也)(?:欧阳|上官|司马|诸葛|{_HAN})")
_TITLES = (
    "先生|女士|小姐|同志|大爷|大娘|大妈|大叔|大姐|大哥|大嫂|阿姨|叔叔|奶奶|爷爷|师傅|老师|主任|书记|医生|大夫|护士|局长|镇长|乡长|村长|队长|"
    "社长|科长|处长|所长|站长|经理|干事|嘎查达"
)
_TITLED = re.compile(
    rf"(?!谢谢|(?<=谢)谢|(?<=主)任|康复|苏木|高级|于是|任何|金牌|全科)(?:[{_SURNAMES}]|(?<!{_HAN})[{_SURNAMES}]{_HAN}{{1,2}})(?={_TITLES})"
)
_FAMILIAR = re.compile(rf"(?<=[老小])(?<!养老)[{_PLAIN}](?=[，。？！、\s的家他她今是有说]|$)")
#: A name of two or three signs right before its number, at the beginning of a clause.
_BEFORE_NUMBER = re.compile(rf"(?<!{_HAN})[{_SURNAMES}]{_HAN}{{1,2}}(?=[\s，,:：]*{NUMBER})")
#: A whole name that something is said of, at the beginning of a clause: 王桂兰的补贴停了.
_OWNER = re.compile(
    rf"(?<!{_HAN})[{_PLAIN}]{_HAN}{{2}}(?=的?(?:护理|生活)?(?:补贴|低保|残疾证|证件?|钱|待遇|事)|[，,]?(?:男|女)[，,])"
)
_MONGOLIAN = re.compile(
    "(?:阿拉腾|乌云|娜仁|萨仁|斯琴|敖登|那仁|宝音|巴雅尔|苏日|青格|哈斯|金|银|额尔敦|孟和|乌日|呼和|朝鲁|阿古|通拉|托娅|达布|其木|娜木)?"
    "(?:其其格|琪琪格|其木格|格日勒|格日乐|巴特尔|巴图|毕力格|毕勒格|吉日嘎拉|吉雅|图雅|托雅|高娃|娜仁花|巴雅尔|孟克|朝克图|那顺|苏荣|斯琴|萨仁|宝音|额尔德尼|布和|乌力吉|哈斯|敖日格勒|达来)"
    "(?:图雅|高娃|其木格|其其格|巴图|巴雅尔|陶克陶|孟克|毕力格|德力格尔)?"
)


def without_names(text: str) -> str:
    """The text with a sign in the place of each name."""
    text = _ROLE.sub(rf"\1{NAME}", _CALLED.sub(rf"\1{NAME}", text))
    text = _SURNAME.sub("姓［姓］", text)
    text = _TITLED.sub(NAME, text)
    text = _BEFORE_NUMBER.sub(NAME, text)
    text = _OWNER.sub(NAME, text)
    return _MONGOLIAN.sub(NAME, _FAMILIAR.sub("［姓］", text))
