## Today

today-as-of = 資料截至 { $instant }
today-present = 簡報
today-update = 每日通報
today-needs =
    { $count ->
       *[other] 需要您處理：{ $count } 項
    }
today-nothing = 目前沒有需要您處理的事：沒有待兌現的承諾、待辦行動或待談的跡象，沒有目標落後，沒有資料來源延遲，也沒有指標明顯變差。
today-numbers = { $day } 的主要數字
today-numbers-caption = 前一天的主要數字，與一週前的同一天對照
today-value = 當天
today-week-before = 一週前同日
today-change = 變化
judged-better = 變好
judged-worse = 變差
judged-other = 有變化
judged-unclear = 無明顯變化
judged-few = 數量太少，無法判斷
judged-none = –
severity-critical = 立即
severity-warning = 今天
severity-notice = 有空時
need-source-late = { $name }：自 { $newest } 起沒有新資料
need-number-worse = { $name }：{ $value }，一週前 { $before }
today-rule = 排序規則
today-rule-text = 先看緊急程度：逾期的承諾，其次是今天要做的，再來是可以等的。同一級內看影響：目標落後計畫多少、未獲回饋者的比例、跡象有多確定（若整個團隊同樣變化則降低）、逾期天數、指標的相對變化。
today-persons-note = 有關個人的跡象，要在本人看過之後，或過了中心規定的天數，才會列在這裡。它是談話的理由，不是結論。
today-all = 顯示全部 { $count } 項
today-fewer = 收合
today-todos = 未完成的待辦
today-todos-count = 已完成 { $done } / { $all }
today-meetings = 今天的會議
today-meeting-one-on-one = 與 { $name } 的一對一面談
today-meeting-points = { $count } 個要點待討論
today-goals = 目標
goals-as-of = 依截至 { $instant } 的資料；較新的資料正在計算。
today-goal-target = 目標 { $aim }
today-goal-each = { $value } 的人達到 { $aim }
today-present-end = 關閉
today-present-help = 供班前會議使用：大字顯示，不含任何個人資訊。按 P 或 Esc 關閉。
need-goal-off-track = 目標「{ $name }」落後：{ $value }，目標值 { $aim }
need-goal-at-risk = 目標「{ $name }」有落後風險：{ $value }，目標值 { $aim }
need-goal-missed = 目標「{ $name }」：期限已過仍未達成，請結束或修訂。
need-goal-guardrail = 目標「{ $name }」：制衡指標 { $metric_name } 變差
need-goal-step = 目標「{ $name }」：步驟「{ $step }」應於 { $due } 完成
need-goal-obstacle = 目標「{ $name }」：障礙「{ $step }」已發生，尚無因應步驟
need-feedback-missing = 目標「{ $name }」：{ $count } 位未達標者 { $days } 天內沒有收到回饋
need-concern-open = { $name }：有事需要談談
need-concern-contested = { $name } 認為某項跡象不屬實
need-concern-signed = { $name }：已談話並簽核，尚無支持計畫
need-plan-review = { $name } 的支持計畫：該複查了（{ $due }）
need-plan-measure = { $name } 的支持計畫：「{ $text }」約定於 { $due }
need-promise = 答應 { $name }（{ $due }）：{ $text }
need-action = { $text }（截止 { $due }）
need-action-of = { $name }：{ $text }（應於 { $due } 完成）
need-one-on-one-open = 與 { $name } 的一對一面談（{ $due }）：是否已進行？
need-talks-due = 該與 { $count } 人談談；等得最久的是 { $name }，已超過節奏 { $days } 天
need-learning-late = { $count } 人的課程已逾期，首先是 { $name }
need-fact-goals = { $all } 個目標中 { $on_pace } 個已達成或進度正常
need-fact-win = { $name } 的小成功：{ $text }
need-fact-kudos = { $from } 感謝 { $name }：{ $text }
need-fact-obstacle = 目標「{ $name }」可能遇到「{ $text }」；對策：{ $response }
need-fact-obstacle-happened = 目標「{ $name }」：「{ $text }」已發生；對策：{ $response }
need-fact-resource = 目標「{ $name }」需要「{ $text }」，尚未到位
today-value-week = 七天
today-before-week = 之前七天

## Meetings

meetings-lead = 班前會議與每週會議的內容：大多來自事實，每個人會前各加一行。要點在結案前會一直保留。
meetings-day = { $day }
meetings-points = 要點
meetings-facts = 可討論的事實
meeting-huddle = 班前會議
meeting-obstacles = 障礙
meeting-escalations = 升級處理
meeting-operations = 營運
agenda-empty = 還沒有人加入要點。
agenda-new = 要討論什麼？
agenda-add = 加入
agenda-settle = 結案
agenda-settled = 已結案
agenda-carried-over = 自 { $day } 起未結
meetings-actions = 先前商定
meetings-facts-none = 資料中沒有這次會議需要特別討論的內容。
agenda-act = 轉為行動
agenda-acted = 已轉為行動
agenda-what = 要做什麼
agenda-who = 由誰
agenda-me = 我來做
agenda-until = 截止
agenda-agree = 商定

## Daily update

updates-lead = 每天結束時團隊與經理收到的內容。Pharos 提供數字，您來寫話；沒有您寫的話，什麼都不會寄出。
updates-new = 撰寫通報
updates-empty = 還沒有通報。寫第一份吧：數字已經填好。
updates-day = 日期
updates-state = 狀態
updates-words = 自己的話
updates-sent = 寄出時間
updates-waits = 將於 { $at } 寄出
updates-mails = 郵件
updates-refresh = 重新整理
updates-retry = 重寄失敗的郵件
update-state-draft = 草稿
update-state-waiting = 待寄
update-state-sent = 已寄出
mail-state-queued = 待寄
mail-state-sent = 已寄出
mail-state-failed = 寄送失敗
audience-team = 團隊
audience-managers = 經理
compose-title = { $day } 的通報
compose-lead = 兩份內文由事實與您的話組成，可以任意修改；看到的就是寄出的。
compose-own = 用您自己的話
compose-own-help = 寫一件數字沒有說的事：什麼做得好、需要什麼、感謝誰。
compose-recipients = 電子郵件地址，以逗號分隔
compose-preview = 將寄出的內文
compose-again = 依事實重新產生
compose-at = 寄出時間（留空：立即）
compose-send = 立即寄出
compose-send-at = 定時寄出
compose-keep = 存成草稿
compose-copy = 複製文字
compose-copied = 已複製
compose-no-mail = 尚未設定郵件伺服器，無法從這裡寄出。請保存通報並把文字複製到自己的郵件中，或請 Pharos 的管理人員在設定檔中填入郵件伺服器。
letter-subject = { $day } 的通報
letter-numbers = 數字
letter-handled = 已處理
letter-asks = 需要關注
letter-line = { $name }：{ $value }（一週前 { $before }；{ $judgement }）

updates-new-month = 上月目標報告
compose-title-month = { $day } 目標報告
letter-subject-month = { $day } 目標報告
letter-late = 逾期：{ $step }
letter-said = { $kind }：{ $text }

## Wallboards

walls-lead = 供現場與營運使用的大螢幕。螢幕開啟 /wall 會顯示代碼，您在這裡輸入該代碼。它只看得到這一塊看板。
walls-empty = 還沒有看板。在下面新增一個，然後在螢幕上開啟 /wall。
walls-add = 新看板
walls-name = 看板名稱
walls-kind = 類型
wall-kind-floor = 現場
wall-kind-operations = 營運
walls-filter = 篩選
walls-message = 給團隊的一句話
walls-tiles = 數字，最多 { $most } 個；第一個顯示最大
walls-target = 目標值
walls-more = 再加一個
walls-look = 檢視
walls-screen = 一個螢幕，最近上線 { $seen }
walls-unpair = 解除配對
walls-code = 螢幕上的代碼
walls-pair = 配對
walls-remove = 移除
wall-pair-title = 這個螢幕正在等待看板
wall-pair-help = 由已登入的人在「設定」的「電子看板」中輸入此代碼。
wall-target = 目標值 { $target }
wall-as-of = 資料截至 { $instant }
wall-stale = 自 { $instant } 起沒有更新
walls-goals = 看板上的目標，最多 { $most } 個
walls-goals-none = 目前沒有進行中的目標。
walls-wins = 最近七天的感謝與小成功
walls-persons = 可以顯示姓名（僅限團隊可讀的感謝）
walls-floor-help = 現場看板最多四個可據以行動的數字；營運看板最多六個，並註明背後的數量。
wall-goals = 目標
wall-next = 下一步：{ $step }
wall-wins = 感謝與小成功
wall-wins-count = 七天內 { $kudos } 次感謝，{ $wins } 個小成功
wall-reached = 已達成：{ $title }
wall-old-data = 最新資料為 { $instant }：這些數字不是目前的

## Strategy

strategy-lead = 策略以及為其服務的決定、政策、流程與活動。沒有負責人、不服務於任何事項或沒有任何事項支撐的，都會標示。
strategy-empty = 還沒有紀錄。先寫策略的要求，再加入為其服務的事項。
strategy-at-fault =
    { $count ->
       *[other] 有 { $count } 項有缺漏。
    }
strategy-title = 事項
strategy-kind = 類型
strategy-owner = 負責人
strategy-serves = 服務於
strategy-missing = 缺漏
strategy-note = 備註
strategy-add = 加入
strategy-edit = 修改
strategy-retire = 已結束
strategy-save = 儲存
strategy-kind-strategy = 策略
strategy-kind-decision = 決定
strategy-kind-policy = 政策
strategy-kind-process = 流程
strategy-kind-activity = 活動
strategy-fault-no-owner = 沒有負責人
strategy-fault-serves-nothing = 不服務於任何事項
strategy-fault-nothing-serves-it = 沒有事項支撐
strategy-fault-serves-what-ended = 所服務的事項已結束
strategy-purposes = 宗旨與策略目標
strategy-goals = 有缺項的目標
strategy-goals-none = 每個目標都有負責人和策略目標。
strategy-goals-count = 目標
strategy-purposes-none = 還沒有寫下宗旨。請用一句話說明本部門為何存在。
strategy-register = 決策、政策、流程、活動
strategy-purpose-add = 新增宗旨或策略目標
strategy-kind-purpose = 宗旨
strategy-kind-objective = 策略目標
need-goal-off-track-members = 目標「{ $name }」落後：{ $value } 的人達到 { $aim }
need-goal-at-risk-members = 目標「{ $name }」有落後風險：{ $value } 的人達到 { $aim }
