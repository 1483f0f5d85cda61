## Today

today-as-of = 資料截至 { $instant }
today-present = 簡報
today-update = 每日通報
today-needs =
    { $count ->
       *[other] 需要您處理：{ $count } 項
    }
today-nothing = 沒有資料來源延遲，也沒有指標明顯變差。
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
letter-subject = { $day } 的通報
letter-numbers = 數字
letter-handled = 已處理
letter-asks = 需要關注
letter-line = { $name }：{ $value }（一週前 { $before }；{ $judgement }）

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
