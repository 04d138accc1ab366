"""Where somebody lives, closer than the town: a village, an estate, a house. 农村, 我们村, 社区 stay."""

import re

ADDRESS = "［地址］"
_HAN = r"[\u4e00-\u9fff]"
#: Words that belong to the sentence and not to the name of the place after them.
_SENTENCE = (
    "我|俺|咱|你|您|他|她|它|们|是|在|住|的|了|和|跟|与|个|这|那|哪|有|没|到|去|"
    "来|回|家|农|乡|全|本|同|每|各|把|给|让|叫|说|问|请|找|归|联系|通过|申请|补贴|"
    "残疾|低保|康复|服务|政策|困难|为|对|从|向|由|于|都|也|就|能|不|要|想|什么|怎么|"
    "咋|几|多|一|外|出|进|镇|苏木|旗|市|县|某|邻|别|其|所|凡|老|新|旧|大|"
    "小(?=村)|行政|自然|贫困|脱贫|移民|帮扶|重点|示范|整|半|当|该|下|离|搬|听|建|查|"
    "份|驻|年|疾|壁|碍|节|举|映|询|强|苗|股|础|品|聘|沉|人|道|山(?=村)|往|残|"
    "障碍|症|房|议|咨询|反映|举报|选|届|隔壁|远|今|谢|知道|加强|慰问|帮|陪|者|被|做|"
    "下沉|入股|寻|盖|如|过|基础|应聘|春节|疫苗|轮椅|种|管|城中|牧|以|及|或|嘎查|村|"
    "社区|小区|无障碍|居民|高档|普通|商品|封闭|安置|回迁|楼|幸福(?=院)|号|"
    "物业|附近|周边"
)
_NAME = rf"(?:(?!{_SENTENCE}){_HAN}){{1,6}}"
#: 嘎查委会 and the like are offices; the name before them goes all the same.
_KINDS = "嘎查|村民小组|村|小区|社区|花园|花苑|公寓|家属院|牧点|营子"
_NOT_AFTER = "村(?!级|民|镇|庄|干部|会计)"
#: Straight after a town, or where somebody lives, whatever stands before it is its name.
_LIVES = re.compile(
    rf"(?<=[镇木乡住是在])(?!的|在|我|俺|咱|你|他|她|它|这|那|哪|农|不|没|一个|又|驻|先|里|某|偏|隔|全|本|各|自|老旧|公租|廉租|安置|回迁)"
    rf"{_HAN}{{1,5}}?(?:嘎查|小区|(?<![农个本哪])村)"
)
_NAMED = re.compile(rf"{_NAME}(?:{_KINDS.replace('|村|', f'|{_NOT_AFTER}|')})")
_GROUP = re.compile(
    rf"(?:(?<={ADDRESS})|(?<=[村查]))\s*(?:[一二三四五六七八九十]{{1,3}}|\d{{1,3}})(?:社|组|队)"
)
_STREET = re.compile(rf"{_NAME}(?:路|街|巷|大道|胡同)(?:[东西南北]段?)?\s*\d+(?:号院?|弄)(?:\d+(?:号楼|室))?")
_UNIT = r"(?:[A-Za-z]?\d+|[一二三四五六七八九十]+)"
_HOUSE = re.compile(
    rf"(?!一[栋幢]){_UNIT}\s*(?:号楼|栋|幢|单元|门牌|弄|号院|号房)(?:\s*{_UNIT}\s*(?:号楼|栋|幢|单元|层|室|号|楼))*(?:\s*\d{{2,4}}(?:室|号)?)?"
    r"|\d{3,4}室|(?<!\d)\d{1,2}-\d{1,2}-\d{2,4}(?!\d)|门牌号?(?:是|[:： ])*\d+号?"
)


def without_places(text: str) -> str:
    """The text with a sign in the place of each address; the parts of one address become one sign."""
    text = _STREET.sub(ADDRESS, text)
    text = _NAMED.sub(ADDRESS, _LIVES.sub(ADDRESS, text))
    text = _HOUSE.sub(ADDRESS, _GROUP.sub(ADDRESS, text))
    return re.sub(rf"{ADDRESS}(?:[\s，,]*{ADDRESS})+", ADDRESS, text)
