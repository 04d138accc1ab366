"""`polarity` and `control`: messages that are nothing but an answer to, or a wish about, the talk."""

import re

from bot.nlu.extract.found import Found
from bot.nlu.extract.message import Message

_POLARITY = {
    "yes": "是 是的 是呢 是了 对 对的 对对 对对对 对着了 对呢 嗯 嗯嗯 嗯呢 恩 有 有的 有呢 有了 "
    "行 行了 行呢 好 好的 好吧 好呀 好嘞 同意 我同意 确认 "
    "可以 可以的 能 能行 没错 要 要的 要呢 需要 愿意 是这样 是这个 就是 就是的 当然 中 成 "
    "得行 对头 没问题 住过 享受着 交上去 交吧 交了吧 交上吧 就这样交 可以交了 本人同意了 本人同意 ok OK Ok yes 嗯对 嗯是的 是啊 对啊 行吧 可以呀 保存 提交",
    "no": (
        "不是 不是的 不是呢 没有 没有的 没有呢 没 没得 没了 无 不 不同意 我不同意 不行 不要 "
        "不用 不用了 不需要 不对 不能 不愿意 不可以 都没有 都不是 没住过 没领过 没有过 不了 "
        "不确认 no NO No 错了 错 不保存 不想要 不交了 不交 先不交"
    ),
    "unknown": "不知道 不晓得 不清楚 说不上 说不上来 说不清 不记得 不记得了 记不清 记不清了 记不得 "
    "忘了 忘记了 不确定 没注意 我不知道 我也不知道 也不知道 弄不清 搞不清 搞不清楚 "
    "还没问 没问 没问呢 还没问呢 没问过她 没问过他 还没跟她说 还没跟他说 不太清楚 不大清楚 我不清楚 不懂 不太懂 晓不得 解不下 不好说 还不知道 不知道呀 说不准 没问过 不了解",
    "refuse": (
        "不想说 不告诉你 不方便说 不愿意说 不想回答 不回答 保密 这个不说 不说 我不想说 不便说 "
        "不想告诉你 跳过 不填 不想填 先跳过 下一个 这是隐私 隐私"
    ),
}
_CONTROL = {
    "stop": (
        "先停一下 停 停一下 停下 停止 不问了 别问了 算了 算了吧 下次再说 以后再说 回头再说 "
        "先这样 先这样吧 不办了 不弄了 不填了 等会儿再说 改天再说 先不弄了 退出 不想弄了 "
        "先不说了 暂停 先到这儿 先到这里 改天再弄 不算了 不查了 有事先走了"
    ),
    "back": (
        "上一步 退回去 返回 返回上一步 退一步 回到上一步 往回退 上一个 回上一步 撤回 退回 回去 "
        "上一题 退回上一步 撤销"
    ),
    "why": (
        "为什么要问这个 为什么要问我 为什么要问我这个 为什么问我这个 为啥要问这个 为啥要问我 为甚要问这个 "
        "问我这个干啥 问我这个做甚 问这些干啥 问这些做什么 问这么多干啥 问这么多做甚 问这么细干啥 "
        "为什么问这个 凭什么问 为什么要问 问这个干什么 问这个干啥 问这个做甚 问这干啥 "
        "为什么是这么多 为啥是这么多 为甚是这么多 为什么这么多 为啥这么多 为什么这么少 为啥这么少 为甚这么少 "
        "为什么是这个数 为啥是这个数 这个数咋来的 这个数怎么来的 "
        "为啥问这个 为甚问这个 为什么要知道 为啥要问 干嘛问这个 问这个有什么用 这个有什么用 "
        "凭什么 为什么问 为啥问 凭甚 凭啥 凭甚了 为甚 为甚了 为啥 真的吗 真的假的 我不信 不信 是真的吗"
    ),
    "repeat": (
        "再说一遍 没听清 甚 啥 什么 再讲一遍 再来一遍 重说一遍 你说什么 你说甚 刚才说什么 "
        "再说一次 再说一回 再念一遍 没看清 没听明白 说的甚 说甚 你再说一遍 重复一遍"
    ),
    "simpler": (
        "说简单点 简单点 简单点说 听不懂 看不懂 没看懂 没听懂 太复杂了 说明白点 说白话 "
        "讲简单点 说人话 通俗点 说通俗点 太长了 说得简单点 说得简单些 简单说 听不明白 看不明白 "
        "字太多了 能不能简单点 能说简单点吗 解不开 大白话说 用大白话说 说短点"
    ),
    "normal": (
        "说正常点 正常点 正常说 正常点说 恢复正常 说得正常点 不用简单了 不用说简单了 不要简单了 "
        "不用说简单点了 不用说得太简单 说详细点 详细点 说详细一点 详细说说 说得详细点 说全点 说完整点 "
        "照平常的说 照平常说 关掉简单说 不用说简单点 说复杂点"
    ),
    "source": (
        "原文 原文念一下 念念原文 念一下原文 给我看看原文 看原文 依据 原文给我看看 看看原文 原文是什么 原文怎么说 文件原文 "
        "依据是什么 有什么依据 哪里写的 哪条写的 第几条 出处 原文呢 我要看原文 文件上咋写的 "
        "文件怎么写的"
    ),
    "office": (
        "哪个部门管 寻哪个部门 归哪个部门 这归哪个局 归哪个局 找哪个局 谁管这个 谁管这事 找谁 归谁管 哪个部门 归哪个部门管 找哪个部门 谁管 哪家管 找谁办 哪个局管 "
        "归哪个局管 该找谁 寻谁 去找谁 问谁 哪个单位管 那找谁 找哪家 谁负责"
    ),
    "original": (
        "按原来的 按原来的算 照原来的 还是按原来的 按我原来的 按原来的情况 还按原来的 回到原来的 按实际的 按我实际的 "
        "按现在的 照现在的 按我自己的情况 不假设了 按真实的"
    ),
    "not_helped": (
        "没帮到我 没帮上 没有帮到我 没用 答非所问 没答对 你没答对 没说到点子上 不是我问的 我问的不是这个 "
        "你答错了 答错了 没回答我 你没回答我的问题 没解决 没解决问题"
    ),
    "aloud": (
        "念给我听 读给我听 能念给我听 能不能念给我听 可以念给我听 能读给我听 能不能读给我听 可以读给我听 会念 会念不 "
        "你念给我听 你给我念 能给我念 能给我念念 给我念念 给我念一下 给我读一下 念一念 念出来 读出来 能念出来 能读出来 "
        "能不能念出来 能不能读出来 能念不 能念 能不能念 能读不 能念给我听不 能读给我听不 能给我念不 有没有声音 有声音 有声音没 能不能有声音 能出声 能语音播报 语音播报 "
        "用语音说 能用语音说 你能说话 你能说话不 能不能说出来 能说出来不 能朗读 朗读 怎么朗读 咋朗读 怎么听 "
        "我不识字 不识字 我不认字 不认字 我不认得字 不认得字 我认不得字 认不得字 我字认不全 字认不全 我认不全字 "
        "我是文盲 我没念过书 没念过书 我没文化 我不识字咋办 不识字咋办 不识字怎么办 我不识字怎么办 不识字咋用 不识字怎么用"
    ),
    "large_print": (
        "字太小 字太小了 字太小了看不清 字太小了看不见 字小看不见 字小 这字太小 这字太小了 字太小看不见 字太小看不清 字小看不清 看不清字 看不清 看不清楚 字看不清 我看不清字 我看不清 "
        "字大点 字大一点 字大些 字弄大点 字能大点 字能大点不 字能不能大点 字能不能大一点 字放大 字放大点 把字放大 把字放大点 把字弄大 把字弄大点 "
        "能把字放大 能把字放大不 能不能把字放大 能不能放大 能放大 放大 放大点 字怎么放大 字咋放大 怎么把字放大 咋把字弄大 "
        "字怎么调大 字咋调 怎么调字 调大点字 大字 有没有大字 有大字没 要大字 颜色太淡看不清 颜色看不清"
    ),
    "by_voice": (
        "我不会打字 不会打字 我打不了字 打不了字 打字慢 我打字慢 打字太慢 打字太慢了 我不会拼音 不会拼音 手抖打不了字 手不好使打不了字 "
        "能说话 能不能说话 能说话不 可以说话 能用嘴说 能用嘴说不 能不能用嘴说 可以用嘴说 用嘴说 怎么用嘴说 咋用嘴说 能说语音 能发语音 能发语音不 能不能发语音 "
        "可以发语音 怎么发语音 咋发语音 我能说话 我说你听 我说你听行 我说你听行不 我说话你能听 我说话你能听见 我说话你能听懂 我说话你能听懂不 "
        "我说你写 不会打字咋办 不会打字怎么办 我不会打字咋办 我不会打字怎么办"
    ),
    "restart": "重新开始 重来 从头来 从头开始 重新来 再来一次 清空重来 重新问 重新填 从头再来 重新查",
    "more": (
        "还有呢 还有什么 还有吗 还有没有 还有甚 还有啥 别的呢 其他呢 还有别的吗 再说说 接着说 "
        "继续 继续说 然后呢 还有其他的吗 往下说 接着 继续吧 接着来"
    ),
    "correct": (
        "改一下 说错了 我说错了 刚才说错了 打错了 填错了 弄错了 要改 我要改 修改 改改 更正 "
        "我改一下 不对改一下 选错了 点错了 说得不对 刚才那个不对"
    ),
    "result": (
        "先看结果 看结果 看看结果 出结果 直接看结果 先看看结果 结果呢 看一下结果 先出结果 直接出结果 结果出来没有 "
        "算出来没有 算出来了没 能看结果了吗 看下结果 再看看结果 再看一遍结果"
    ),
    "full": (
        "全部结果 完整结果 完整的结果 全部说一遍 全说一遍 都说一遍 全说给我听 都说给我听 全都列出来 全列出来 "
        "都列出来 全部列出来 说全部的结果"
    ),
    "go_on": (
        "接着算 接着问 继续问 接着问吧 继续算 接着算吧 继续算吧 接着算算 接着上次的 接着上次的算 接着上回的 接着昨天的 继续上次的 再接着算"
    ),
    "what_known": (
        "我的情况 看我的情况 看一下我的情况 我的信息 看看我的信息 看我的信息 我的资料 "
        "你知道我什么 你知道我些什么 你都知道我什么 你记了我什么 你记了什么 我都说了什么 "
        "我说过什么 你知道我些甚 看看我的情况 看我填的 我填了什么 你记得我什么 "
        "你那儿记了我些甚 你掌握我什么信息"
    ),
}
_TAIL = re.compile(r"[吧啊呀哇嘛呗哦噢么呢了哈嘞吗]+$")
_NOISE = re.compile(r"[\s，。！？；：、~“”\"'.!?]+")
#: 儿子的再说一遍: a wish about somebody's answer.
_WHOSE = re.compile(r"^(?:再?把|关于)?[^，。？！]{1,5}的(?=(?:再|重)(?:说|讲)一?[遍次]$)")
_EASIER = {"simpler", "aloud", "large_print", "by_voice"}
_READS_BADLY = re.compile(
    r"^(?![^，]*(?:补|领|钱|政策|办))[^，]{0,8}(?:眼睛|眼花|看不|看着|字|没文化|没念过书|拼音|手|年纪|岁数|上岁数|老了|记性|脑子|听不)[^，]{0,6}$"
)
_LEAD = re.compile(r"^(?:哦|噢|啊|唉|哎呀|哎|诶|那么|那就|那|嗯|请问|请|麻烦|你|您)+(?=..)")


def _index(table: dict[str, str]) -> dict[str, str]:
    return {phrase: value for value, phrases in table.items() for phrase in phrases.split()}


_ANSWERS, _WISHES = _index(_POLARITY), _index(_CONTROL)


#: 你知道我爷爷什么: what is known of somebody named.
_KNOWN_OF = re.compile(
    r"(?:你|您)(?:那儿|这儿)?(?:都|还)?(?:知道|晓得|记得|记住|记了|记下|记着|掌握)了?(?:我|俺|额|他|她)[^，。？！]{0,4}?"
    r"(?:些|点|的)?(?:什么|啥|甚|情况)"
)


def talk(message: Message) -> list[Found]:
    """One `polarity` or `control` over the whole message, or nothing."""
    bare = _NOISE.sub("", message.text)
    tailless = _TAIL.sub("", bare)
    for words in (bare, tailless, _LEAD.sub("", bare), _LEAD.sub("", tailless), _WHOSE.sub("", tailless)):
        for entity, table in (("control", _WISHES), ("polarity", _ANSWERS)):
            if words in table:
                return [Found(entity, table[words], 0, len(message.text), message.text)]
    if _KNOWN_OF.fullmatch(bare):
        return [Found("control", "what_known", 0, len(message.text), message.text)]
    return _doubled(message, tailless) or _same_wish(message) or _for_a_reason(message)


def _same_wish(message: Message) -> list[Found]:
    """One wish in two ways: “太长了，说简单点”."""
    parts = [p for p in _NOISE.split(message.text) if p]
    wishes = {_wish(p) for p in parts}
    if len(parts) > 1 and len(wishes) == 1 and None not in wishes:
        return [Found("control", wishes.pop(), 0, len(message.text), message.text)]
    return []


def _for_a_reason(message: Message) -> list[Found]:
    """我眼睛看不清，说简单点: why it should be easier is no matter of its own."""
    *reasons, last = [p for p in _NOISE.split(message.text) if p] or [""]
    wish = _wish(last)
    if reasons and wish in _EASIER and all(_READS_BADLY.search(reason) for reason in reasons):
        return [Found("control", wish, 0, len(message.text), message.text)]
    return []


def _wish(words: str) -> str | None:
    tailless = _TAIL.sub("", words)
    return _WISHES.get(words) or _WISHES.get(tailless) or _WISHES.get(_LEAD.sub("", tailless))


def _doubled(message: Message, bare: str) -> list[Found]:
    """Two short answers of one meaning: “对，是的”, “没有没有”."""
    parts = [p for p in _NOISE.split(message.text) if p]
    if len(parts) == 1 and len(bare) % 2 == 0 and bare[: len(bare) // 2] == bare[len(bare) // 2 :]:
        parts = [bare[: len(bare) // 2]]
    meanings = {_ANSWERS.get(p) or _ANSWERS.get(_TAIL.sub("", p)) for p in parts}
    if len(meanings) == 1 and None not in meanings:
        return [Found("polarity", meanings.pop(), 0, len(message.text), message.text)]
    return []
