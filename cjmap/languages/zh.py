"""Chinese: its words and how it writes figures."""

from __future__ import annotations

from typing import Final

from cjmap.languages.language import (
    Convention,
    EmotionWords,
    Language,
    PhaseNames,
    StandIn,
    TimeWords,
    listed,
    scored,
    worded,
)
from cjmap.records import replace

_CONVENTION: Final = Convention(
    decimal=".",
    group=",",
    percent="%",
    quotes=("“", "”"),
    comma="、",
    inner_quotes=("‘", "’"),
    months=tuple(f"{month}月" for month in range(1, 13)),
    date="{year}年{month}{day}日",
)
_TRADITIONAL: Final = replace(_CONVENTION, quotes=("「", "」"), inner_quotes=("『", "』"))
_SAME: Final = {
    "web": ("网站", "官网", "网页", "互联网"),
    "app": ("应用程序", "应用", "手机应用", "移动应用"),
    "email": ("电子邮件", "邮件", "电邮", "邮箱"),
    "sms": ("短信", "手机短信"),
    "push": ("推送消息", "推送", "推送通知"),
    "chat": ("在线聊天", "在线客服", "聊天"),
    "chatbot": ("聊天机器人", "智能客服"),
    "phone": ("电话", "通话", "来电"),
    "video-call": ("视频通话", "视频会议"),
    "portal": ("门户", "客户门户", "会员中心"),
    "store": ("门店", "实体店", "商店", "店铺"),
    "on-site": ("现场", "实地"),
    "mail": ("邮寄", "信件邮寄"),
    "print": ("印刷品", "纸质材料"),
    "tv": ("电视",),
    "radio": ("广播", "电台"),
    "outdoor": ("户外广告",),
    "search": ("搜索引擎", "搜索"),
    "display": ("展示广告", "横幅广告"),
    "tiktok": ("抖音国际版",),
    "x": ("推特",),
    "influencer": ("达人", "网红", "博主"),
    "reviews": ("评价", "点评", "评论"),
    "word-of-mouth": ("口碑",),
    "marketplace": ("电商平台", "电商"),
    "event": ("活动",),
    "kiosk": ("自助终端", "自助机"),
    "courier": ("快递", "快递员"),
    "agent": ("客服人员", "客服", "顾问"),
    "social": ("社交媒体", "社交平台"),
}
_LIKE: Final = {
    "web": ("网店", "网上商城", "博客", "落地页"),
    "app": ("小程序",),
    "email": ("电子报", "新闻邮件"),
    "phone": ("呼叫中心", "热线", "客服热线"),
    "store": ("分店", "网点", "药店", "超市", "商场"),
    "on-site": ("前台接待", "候诊室", "窗口", "柜台", "诊室"),
    "mail": ("信件",),
    "print": ("传单", "宣传册", "目录", "杂志", "报纸", "账单", "发票", "说明书"),
    "radio": ("播客",),
    "outdoor": ("海报", "广告牌", "标牌"),
    "word-of-mouth": ("朋友", "推荐"),
    "marketplace": ("淘宝", "京东", "天猫"),
    "event": ("展会", "讲座", "研讨会"),
    "kiosk": ("自动售货机", "取款机"),
    "courier": ("配送", "外卖", "包裹"),
    "agent": ("店员", "销售", "导购"),
    "social": ("微信", "微博", "小红书", "抖音", "社群", "论坛"),
}
_STAND_INS: Final = {
    StandIn.EVERYBODY: worded("所有人 大家 全部"),
    StandIn.END: worded("結束 结束 终点 成功"),
    StandIn.GIVEN_UP: worded("放弃"),
    StandIn.NOTHING: worded("没有 无"),
}
_WAYS: Final = worded(
    """
    家 家访 上门 会议 面谈 酒店 机场 车站 汽车 地铁 产品 包装 屏幕 设备 课程 学校 医院 医生 护士
    银行 家人 邻居 同事 媒体 通知 消息 公众号 群 办公室
    """
)
_PHASES: Final = PhaseNames(
    shared={
        "awareness": listed("认知, 意识, 发现, 了解, 知晓, 需求产生, 触发, 引起兴趣"),
        "consideration": listed(
            "考虑, 比较, 对比, 研究, 搜索, 评估, 兴趣, 调研, 收集信息, 购买前, 购前"
        ),
        "decision": listed("决策, 决定, 选择, 挑选, 购买决策, 洽谈"),
        "purchase": listed("购买, 下单, 支付, 付款, 预订, 预约, 签约, 注册, 订购, 成交, 报名"),
        "post-purchase": listed(
            """
            购后, 购买后, 售后, 配送, 交付, 收货, 使用, 首次使用, 入门, 安装, 激活, 服务,
            售后服务, 客户服务, 支持, 退货
            """
        ),
        "loyalty": listed("忠诚, 忠诚度, 留存, 复购, 续费, 续约, 再次购买, 会员"),
        "advocacy": listed("推荐, 分享, 口碑, 拥护, 传播, 转介绍"),
    },
    own={
        "aida": {
            "attention": listed("注意, 关注"),
            "desire": listed("欲望, 渴望"),
            "action": listed("行动"),
        },
        "aarrr": {
            "acquisition": listed("获客, 获取"),
            "activation": listed("激活, 首次使用"),
            "retention": listed("留存, 使用"),
            "revenue": listed("收入, 变现, 购买"),
        },
        "five-a": {
            "aware": listed("了解"),
            "appeal": listed("吸引, 兴趣"),
            "ask": listed("询问, 研究, 比较"),
            "act": listed("行动, 决策"),
            "advocate": listed("拥护"),
        },
        "five-e": {
            "entice": listed("引诱, 吸引"),
            "enter": listed("进入, 到达, 到店"),
            "engage": listed("参与, 体验"),
            "exit": listed("离开, 离店"),
            "extend": listed("延续"),
        },
        "see-think-do-care": {
            "see": listed("看"),
            "think": listed("想"),
            "do": listed("做"),
            "care": listed("关怀"),
        },
    },
)
_EMOTIONS: Final = EmotionWords(
    scores=scored(
        {
            -2: """
            愤怒 暴怒 气愤 绝望 恐慌 惊恐 厌恶 憎恨 崩溃 愤慨 恼怒 惊慌 恐惧 心碎 愤恨
            盛怒 暴躁
            """,
            -1: """
            焦虑 不安 担心 担忧 生气 恼火 烦躁 烦恼 沮丧 失望 困惑 迷茫 疑惑 紧张 压力
            疲惫 疲倦 无聊 悲伤 难过 不满 不满意 怀疑 不信任 尴尬 羞愧 内疚 无助 无奈 孤独
            后悔 害怕 犹豫 不耐烦 着急 委屈 挫败 不舒服 郁闷 抑郁 忧虑 忧愁 忐忑 慌张 伤心
            难受 痛苦 失落 灰心 气馁 无力 累 厌烦 厌倦 愧疚 受骗 被骗 被忽视 被冷落 孤单
            迷惑 纠结 警惕 遗憾 嫉妒 烦 不开心 不高兴 不舒适 不放心 震惊 心烦 反感 不耐
            受挫
            """,
            0: "中性 无所谓 平静无感 一般",
            1: """
            满意 放心 安心 高兴 开心 快乐 愉快 好奇 感兴趣 信任 自信 有信心 放松 平静 轻松
            感激 感谢 希望 期待 乐观 舒适 认可 盼望 踏实 舒服 满足 幸福 欣慰 感动 舒心
            安稳 被理解 被尊重 被重视 受欢迎 有动力 省心 受鼓舞 有兴趣 愉悦 温暖
            """,
            2: """
            惊喜 兴奋 激动 欣喜 喜悦 自豪 骄傲 热爱 狂喜 非常满意 热情 欢喜 雀跃 陶醉 惊艳
            """,
        }
    ),
    degrees=worded("非常 很 有点 有些 十分 特别 比较 极其"),
    turning=worded("不 没 没有 无 缺乏 很少"),
    folds=(("的", ""), ("了", ""), ("感", "")),
)
_LEVELS: Final = {
    "very-negative": ("非常消极", "很消极", "非常差", "很差", "非常负面"),
    "negative": ("消极", "差", "负面"),
    "neutral": ("中性", "一般", "中立"),
    "positive": ("积极", "好", "正面"),
    "very-positive": ("非常积极", "很积极", "非常好", "很好", "非常正面"),
    "none": ("无", "没有", "不适用", "無", "沒有", "不適用"),
}
_VALUES: Final = {
    "true": ("是",),
    "false": ("否",),
    "very-low": ("很低", "非常低", "极低"),
    "low": ("低", "小", "轻微"),
    "medium": ("中", "中等", "一般", "普通"),
    "high": ("高", "大", "严重"),
    "very-high": ("很高", "非常高", "极高", "非常严重"),
    "critical": ("致命", "紧急"),
    "rare": ("很少", "罕见"),
    "sometimes": ("有时", "偶尔"),
    "often": ("经常", "常常", "频繁"),
    "always": ("总是", "一直", "每次"),
    "open": ("未解决", "待解决"),
    "resolved": ("已解决", "解决"),
    "idea": ("想法", "创意", "建议"),
    "planned": ("计划中", "已计划", "待办"),
    "doing": ("进行中", "正在进行"),
    "done": ("已完成", "完成"),
    "dropped": ("已放弃", "取消", "已取消"),
    "current": ("现状", "当前", "现在"),
    "future": ("未来", "将来"),
    "draft": ("草稿",),
    "review": ("审核中", "评审中", "评论", "评价"),
    "validated": ("已验证", "已批准"),
    "archived": ("已归档", "归档"),
    "primary": ("主要",),
    "secondary": ("次要",),
    "happy": ("正常", "主要"),
    "exception": ("异常", "例外"),
    "success": ("成功", "结束"),
    "abandon": ("放弃", "流失"),
    "customer": ("客户", "顾客"),
    "organization": ("公司", "组织", "企业"),
    "third-party": ("第三方",),
    "interview": ("访谈", "采访"),
    "survey": ("问卷", "调查"),
    "analytics": ("数据分析", "使用数据"),
    "support": ("客服", "支持", "工单"),
    "observation": ("观察",),
    "usability-test": ("可用性测试", "用户测试"),
    "diary": ("日记", "日记研究"),
    "workshop": ("工作坊",),
    "desk-research": ("案头研究", "文献研究"),
    "experiment": ("实验", "a-b测试"),
    "assumption": ("假设", "假定"),
    "action": ("行动", "动作"),
    "interaction": ("互动", "交互"),
    "journey": ("旅程", "客户旅程"),
    "experience": ("体验",),
    "blueprint": ("服务蓝图",),
    "employee": ("员工",),
    "up": ("上升", "越高越好"),
    "down": ("下降", "越低越好"),
    "mean": ("平均", "平均值"),
    "percent": ("百分比", "比例"),
    "digital": ("数字", "线上"),
    "physical": ("实体", "线下"),
    "voice": ("语音", "电话"),
    "human": ("人工",),
    "owned": ("自有",),
    "earned": ("赢得",),
    "paid": ("付费",),
    "partner": ("合作伙伴",),
    "functional": ("功能",),
    "emotional": ("情感",),
    "social": ("社会",),
    "parent": ("父级", "上级"),
    "child": ("子级", "下级"),
    "variant": ("变体",),
    "baseline": ("基线",),
    "alternative": ("备选", "替代"),
}
LANGUAGE: Final = Language(
    code="zh",
    convention=_CONVENTION,
    same=_SAME,
    like=_LIKE,
    ways=_WAYS,
    stand_ins=_STAND_INS,
    phases=_PHASES,
    emotions=_EMOTIONS,
    levels=_LEVELS,
    values=_VALUES,
    endings=worded(""),
    time=TimeWords(
        units={
            "weeks": (
                "周",
                "週",
                "星期",
                "个星期",
                "个礼拜",
            ),
            "days": (
                "天",
                "日",
            ),
            "hours": (
                "小时",
                "个小时",
                "小時",
                "个钟头",
            ),
            "minutes": (
                "分钟",
                "分",
                "分鐘",
            ),
            "seconds": (
                "秒",
                "秒钟",
            ),
        },
        amounts={
            0.5: ("半",),
            1: ("一",),
            1.5: ("一个半",),
            2: (
                "两",
                "二",
            ),
            3: ("三",),
            4: ("四",),
            5: ("五",),
            6: ("六",),
            7: ("七",),
            8: ("八",),
            9: ("九",),
            10: ("十",),
        },
    ),
    small_words=worded("的 和 与 及 在"),
    stage_words=worded("阶段 期"),
    conjunctions=("和", "与", "及"),
    insider_names=listed(
        """
        内部审核, 内部审批, 线索获取, 线索培育, 订单处理, 订单管理, 付款处理, 库存管理, 质量控制,
        数据录入, 采购流程, 交叉销售
        """
    ),
    outsider_names=(),
    regional={"tw": _TRADITIONAL, "hk": _TRADITIONAL, "mo": _TRADITIONAL, "hant": _TRADITIONAL},
)
