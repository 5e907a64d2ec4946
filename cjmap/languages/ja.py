"""Japanese: its words and how it writes figures."""

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

_CONVENTION: Final = Convention(
    decimal=".",
    group=",",
    percent="%",
    quotes=("「", "」"),
    comma="、",
    inner_quotes=("『", "』"),
    months=tuple(f"{month}月" for month in range(1, 13)),
    date="{year}年{month}{day}日",
)
_SAME: Final = {
    "web": ("ウェブサイト", "webサイト", "ウェブ", "サイト", "ホームページ"),
    "app": ("アプリ", "スマホアプリ", "モバイルアプリ"),
    "email": ("メール", "eメール", "電子メール"),
    "sms": ("ショートメッセージ", "ショートメール"),
    "push": ("プッシュ通知",),
    "chat": ("チャット", "ライブチャット"),
    "chatbot": ("チャットボット",),
    "phone": ("電話", "通話"),
    "video-call": ("ビデオ通話", "テレビ電話", "オンライン面談"),
    "portal": ("ポータル", "マイページ", "会員ページ"),
    "store": ("店舗", "店頭", "実店舗", "ショップ"),
    "on-site": ("現地", "現場"),
    "mail": ("郵便", "郵送"),
    "print": ("印刷物", "紙媒体"),
    "tv": ("テレビ",),
    "radio": ("ラジオ",),
    "outdoor": ("屋外広告",),
    "search": ("検索エンジン", "検索"),
    "display": ("ディスプレイ広告", "バナー広告"),
    "instagram": ("インスタグラム", "インスタ"),
    "facebook": ("フェイスブック",),
    "x": ("ツイッター",),
    "youtube": ("ユーチューブ",),
    "influencer": ("インフルエンサー",),
    "reviews": ("レビュー", "口コミサイト"),
    "word-of-mouth": ("口コミ", "クチコミ"),
    "marketplace": ("マーケットプレイス", "ecモール"),
    "event": ("イベント",),
    "kiosk": ("キオスク端末", "券売機"),
    "courier": ("宅配", "宅配便"),
    "agent": ("担当者", "オペレーター"),
    "social": ("sns", "ソーシャルメディア"),
}
_LIKE: Final = {
    "web": ("オンラインショップ", "ecサイト", "ブログ", "特設サイト"),
    "email": ("メールマガジン", "メルマガ", "ニュースレター"),
    "phone": ("コールセンター", "フリーダイヤル"),
    "store": ("支店", "営業所", "薬局", "百貨店", "スーパー"),
    "on-site": ("受付", "待合室", "窓口", "診察室"),
    "mail": ("手紙", "ダイレクトメール"),
    "print": ("チラシ", "パンフレット", "カタログ", "雑誌", "新聞", "請求書", "領収書"),
    "radio": ("ポッドキャスト",),
    "outdoor": ("看板", "ポスター", "交通広告"),
    "word-of-mouth": ("友人", "紹介"),
    "event": ("展示会", "セミナー", "説明会"),
    "kiosk": ("自動販売機", "atm", "セルフレジ"),
    "courier": ("配達", "配送"),
    "agent": ("店員", "販売員", "スタッフ", "営業"),
    "social": ("コミュニティ", "掲示板"),
}
_STAND_INS: Final = {
    StandIn.EVERYBODY: worded("全員 全部"),
    StandIn.END: worded("終点 終わり おわり 成功"),
    StandIn.GIVEN_UP: worded("離脱"),
    StandIn.NOTHING: worded("なし"),
}
_WAYS: Final = worded(
    """
    自宅 訪問 面談 打ち合わせ 会議 ホテル 空港 駅 車 電車 製品 商品 包装 画面 端末 教室 学校 病院
    医師 看護師 銀行 家族 同僚 近所 メディア 通知 お知らせ ライン line
    """
)
_PHASES: Final = PhaseNames(
    shared={
        "awareness": listed("認知, 気づき, 発見, 知る, 発生, きっかけ, ニーズの発生, 課題の認識"),
        "consideration": listed(
            "検討, 比較, 比較検討, 比較・検討, 情報収集, 調査, 調べる, 興味, 関心, 興味・関心, 探す, 購入前"
        ),
        "decision": listed("決定, 意思決定, 選択, 選ぶ, 選定, 購入決定, 商談, 見積もり"),
        "purchase": listed(
            "購入, 買う, 注文, 予約, 支払い, 決済, 契約, 申し込み, 申込み, 申込, 購買, 成約, 登録"
        ),
        "post-purchase": listed(
            """
            購入後, 配送, 配達, 受け取り, 利用, 使用, 使う, 初回利用, 導入, 利用開始, 設置,
            サポート, アフターサービス, アフターサポート, サービス, 返品, オンボーディング
            """
        ),
        "loyalty": listed(
            "ロイヤルティ, 継続, 継続利用, リピート, 再購入, 更新, 維持, 愛用, ファン化"
        ),
        "advocacy": listed("推奨, 共有, 紹介, 口コミ, シェア, 拡散, おすすめ"),
    },
    own={
        "aida": {
            "attention": listed("注意, 注目"),
            "desire": listed("欲求"),
            "action": listed("行動"),
        },
        "aarrr": {
            "acquisition": listed("獲得, 顧客獲得"),
            "activation": listed("活性化, 利用開始, 初回利用"),
            "retention": listed("継続, 定着, 利用"),
            "revenue": listed("収益, 収益化, 購入"),
        },
        "five-a": {
            "aware": listed("認知する"),
            "appeal": listed("訴求, 興味"),
            "ask": listed("調査, 検討, 比較"),
            "act": listed("行動する, 行動"),
            "advocate": listed("推奨する"),
        },
        "five-e": {
            "entice": listed("誘う, 誘引"),
            "enter": listed("入る, 入店, 到着, 来店"),
            "engage": listed("体験する, 体験, 滞在"),
            "exit": listed("出る, 退店, 出発"),
            "extend": listed("続く, 余韻"),
        },
        "see-think-do-care": {
            "see": listed("見る"),
            "think": listed("考える"),
            "do": listed("する"),
            "care": listed("育てる"),
        },
    },
)
_EMOTIONS: Final = EmotionWords(
    scores=scored(
        {
            -2: """
            激怒 怒り 憤り 絶望 パニック 恐怖 嫌悪 憎い 裏切られた 怒っている 怒った
            腹立たしい むかつく 激怒した 恐ろしい 絶望した 悲痛
            """,
            -1: """
            不安 不満 心配 いらいら イライラ 苛立ち 焦り 困惑 混乱 戸惑い 失望 がっかり 落胆
            退屈 悲しい 悲しみ 緊張 ストレス 疲れ 疲れた 不快 怖い 面倒 不信 疑い 疑問
            恥ずかしい 孤独 後悔 迷い 迷う 不便 つらい 困る 困った 寂しい さびしい 辛い
            苦しい 悔しい 残念 落ち込む 落ち込み 憂鬱 面倒くさい うんざり 焦る 焦っている
            慌てる 戸惑う 迷っている イラっとする 申し訳ない 嫌 嫌だ 煩わしい 気まずい 疲労
            心細い 物足りない もどかしい 怪しい 不信感 戸惑っている
            """,
            0: "無関心 普通 ニュートラル",
            1: """
            満足 安心 安堵 ほっとした 期待 好奇心 興味 嬉しい うれしい 幸せ 楽しい 信頼 納得
            落ち着き 感謝 希望 リラックス 快適 共感 ほっとする ホッとする ホッとした 喜んでいる
            興味がある 落ち着いた 落ち着く 自信 自信がある 面白い 心地よい 前向き やる気
            頼もしい ありがたい 気楽 楽 安らぎ 親近感 納得感 充実 好感
            """,
            2: """
            感動 感激 大満足 喜び 歓喜 わくわく ワクワク 興奮 誇らしい 誇り 大好き 熱狂
            大喜び 感無量 最高 うきうき ときめき
            """,
        }
    ),
    degrees=worded("とても 少し かなり 非常に すごく やや"),
    turning=worded("ない なし 不足 少ない"),
    folds=(
        *(("している", ""), ("する", ""), ("した", ""), ("です", ""), ("だ", ""), ("な", "")),
        *(("を感じる", ""), ("感", "")),
    ),
)
_LEVELS: Final = {
    "very-negative": ("とてもネガティブ", "非常にネガティブ", "とても悪い", "最悪"),
    "negative": ("ネガティブ", "悪い", "否定的"),
    "neutral": ("ニュートラル", "普通", "中立"),
    "positive": ("ポジティブ", "良い", "よい", "肯定的"),
    "very-positive": ("とてもポジティブ", "非常にポジティブ", "とても良い", "最高"),
    "none": ("なし", "無し", "該当なし", "対象外"),
}
_VALUES: Final = {
    "true": ("はい",),
    "false": ("いいえ",),
    "very-low": ("非常に低い", "最低"),
    "low": ("低", "小", "小さい", "低い"),
    "medium": ("中", "中程度", "普通"),
    "high": ("高", "大", "大きい", "深刻", "高い"),
    "very-high": ("非常に高い", "最高"),
    "critical": ("致命的", "緊急"),
    "rare": ("まれに", "めったにない"),
    "sometimes": ("時々", "たまに"),
    "often": ("よく", "しばしば", "頻繁"),
    "always": ("常に", "毎回"),
    "open": ("未解決", "オープン"),
    "resolved": ("解決", "解決済"),
    "idea": ("案", "提案", "アイデア"),
    "planned": ("計画中", "予定", "計画済み"),
    "doing": ("対応中", "実施中", "着手", "進行中"),
    "done": ("実施済み", "完了済み", "済"),
    "dropped": ("却下", "見送り"),
    "current": ("現在",),
    "future": ("将来", "未来"),
    "draft": ("草案", "ドラフト"),
    "review": ("レビュー", "確認中", "口コミ"),
    "validated": ("承認済み",),
    "archived": ("アーカイブ",),
    "primary": ("主要", "メイン"),
    "secondary": ("副次",),
    "happy": ("通常",),
    "exception": ("例外", "エラー"),
    "success": ("成功", "終了"),
    "abandon": ("離脱", "断念", "放棄"),
    "customer": ("顧客", "お客様"),
    "organization": ("企業", "組織"),
    "third-party": ("第三者",),
    "interview": ("インタビュー", "面談"),
    "survey": ("アンケート", "調査票"),
    "analytics": ("アクセス解析", "利用データ"),
    "support": ("サポート", "問い合わせ"),
    "observation": ("観察",),
    "usability-test": ("ユーザビリティテスト", "ユーザーテスト"),
    "diary": ("日記", "日記調査"),
    "workshop": ("ワークショップ",),
    "desk-research": ("文献調査", "デスクリサーチ"),
    "experiment": ("実験", "a-bテスト"),
    "assumption": ("仮説", "仮定"),
    "action": ("行動", "アクション"),
    "interaction": ("やり取り", "対話"),
    "journey": ("ジャーニー", "カスタマージャーニー"),
    "experience": ("体験",),
    "blueprint": ("サービスブループリント",),
    "employee": ("従業員",),
    "up": ("上", "上昇"),
    "down": ("下", "下降"),
    "mean": ("平均",),
    "percent": ("割合", "パーセント"),
    "digital": ("デジタル", "オンライン"),
    "physical": ("対面", "物理"),
    "voice": ("音声", "電話"),
    "human": ("人", "有人"),
    "owned": ("自社",),
    "earned": ("獲得",),
    "paid": ("有料", "広告"),
    "partner": ("提携先", "パートナー"),
    "functional": ("機能的",),
    "emotional": ("感情的",),
    "social": ("社会的",),
    "parent": ("親",),
    "child": ("子",),
    "variant": ("変種", "バリエーション"),
    "baseline": ("基準",),
    "alternative": ("代替",),
}
LANGUAGE: Final = Language(
    code="ja",
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
                "週間",
                "週",
            ),
            "days": (
                "日",
                "日間",
            ),
            "hours": ("時間",),
            "minutes": (
                "分",
                "分間",
            ),
            "seconds": (
                "秒",
                "秒間",
            ),
        },
        amounts={
            0.5: ("半",),
            1: ("一",),
            2: ("二",),
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
    small_words=worded("の を に は が と で へ"),
    stage_words=worded("ステージ 段階 フェーズ 期"),
    conjunctions=("と", "および"),
    insider_names=listed(
        """
        社内審査, 社内レビュー, 内部審査, リード獲得, リード育成, 受注処理, 受注管理, 入金処理,
        在庫管理, 品質管理, データ入力, 調達, クロスセル
        """
    ),
    outsider_names=(),
)
