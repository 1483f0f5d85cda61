### 在頁面中匯入檔案。

## 檢視檔案

assistant-size = 行數：{ $lines }
assistant-import = 匯入
assistant-looking = 正在檢視檔案
assistant-running = 已讀取紀錄：{ $records }
assistant-progress = 匯入進度
assistant-source = 檔案種類
assistant-recognised = { $source }（已辨識）
assistant-zone = 未註明時區者所屬時區
assistant-order = 日期寫法
order-day-first = 日在前（31/12）
order-month-first = 月在前（12/31）
assistant-name = 來源名稱
assistant-site = 據點（選填）
assistant-saved = 對應設定
assistant-guess = 依檔案推測
assistant-broken = 對應設定尚不成立：
assistant-rejected = 前 { $records } 筆紀錄中有 { $count } 筆無法讀取：
assistant-nothing = 這個檔案裡沒有可成為事實的內容。請選擇哪些欄位是時間與結果。
assistant-columns = 欄位與篩選（{ $count }）
assistant-notes = 辨識到的內容
assistant-save-as = 以此名稱儲存對應設定
preview-table = { $table }：已檢視 { $total } 列，以下為前 { $shown } 列將儲存的樣子
assistant-looked = 已檢視前 { $records } 筆記錄。匯入時會讀取整個檔案。
feed-none = 無
feed-word = 一律為「{ $word }」
feed-from = 由 { $columns } 組成
feed-expression = { $column }的運算式
feed-all = 顯示所有可填的欄位
condition = 條件 { $number }
condition-kind = 條件種類
condition-drop = 排除下列紀錄：
condition-keep = 只保留下列紀錄：
condition-kept = 保留的紀錄符合
condition-column = 欄位
condition-value = 值
condition-remove = 移除條件 { $number }
condition-add = 排除部分紀錄
of-table = { $table }：{ $what }
note-on-column = { $column }：{ $text }

## 推測的說明

note-a-ticket-has-several-lines-each-is-an-ev = 一個案件有多列：每列是一個事件，最後一列是案件目前的狀態。
note-each-value-comes-on-several-lines-the-ti = 每個值出現在多列：視為案件。
note-every-whole-number-from-to-an-answer-to = 0 到 10 的整數：視為推薦意願題的回覆。
note-fits-d-m-y-and-m-d-y-alike-every-day-and = 像 { $value } 這樣的值分不出日與月：請指明日期寫法。
note-ids-in-scientific-notation-lost-digits-a = 以科學記號書寫的編號在來源端遺失了位數：兩位顧客可能共用一個。
note-it-comes-more-than-once-the-key-joins-it = 出現不只一次：鍵由它與其他欄位組成。
note-it-comes-more-than-once-the-whole-row-is = 出現不只一次：以整列為鍵。
note-it-is-the-sum-of-two-other-columns-offer = 它是另外兩欄之和：進線、已接聽（較大者）、放棄。
note-its-threshold-is-not-known-taken-as-s = 其門檻未知：取 { $value } 秒。
note-its-values-fit-the-stage-queue = 其值符合佇列階段。
note-its-values-fit-the-stage-service = 其值符合服務階段。
note-its-values-fit-the-stage-self-service = 其值符合自助服務階段。
note-its-words-are-those-of-a-contact-s-resul = 其用詞是聯繫的結果。
note-its-words-are-those-of-a-ticket-s-state = 其用詞是案件的狀態。
note-its-words-are-those-of-an-agent-s-state = 其用詞是客服專員的狀態。
note-no-column-names-a-record-equal-rows-woul = 沒有能識別紀錄的欄位：相同的列會算作一筆。
note-no-column-says-how-long-an-interval-is-t = 沒有欄位說明時段長度：取 { $value } 秒。
note-tells-totals-of-the-same-queue-and-time = 區分同一佇列、同一時間的合計：它們會相加。
note-no-column-tells-rows-of-the-same-queue-a = 沒有欄位能區分同一佇列、同一時間的列：只有最後一列會計入。
note-no-goes-with-an-empty-length-whether-the = 「否」總伴隨空白的長度：視為聯繫是否已接聽。
note-no-time-or-nothing-that-looks-like-conta = 找不到時間，或沒有像聯繫、案件、回覆或合計的內容。
note-nothing-says-whether-a-contact-was-answe = 沒有內容說明聯繫是否已接聽：請選擇佇列結果的欄位。
note-numbers-have-a-decimal-comma = 數字使用小數逗號。
note-records-marked-are-left-out = 標示為 { $value } 的紀錄會排除。
note-talk-hold-and-after-contact-work-are-not = 通話、保留與話後處理未分開：全部記為通話時間。
note-times-have-no-zone-name-it-as-tz-of-zone = 時間沒有時區：請指明時區。
note-totals-without-a-time-say-the-day-or-int = 合計沒有時間：需要有一欄說明日期或時段。
note-what-means-for-the-contact-is-not-known = { $value } 對聯繫的意義未知：此類聯繫沒有結果。
note-whole-numbers-from-to-an-answer-to-a-sat = 1 到 5 的整數：視為滿意度題的回覆。

## Totals of an interval report

measure-offered = 進線
measure-answered = 已接聽
measure-abandoned = 放棄
measure-answered-in-threshold = 門檻內接聽
measure-wait-s = 等候總時間
measure-talk-s = 通話總時間
measure-hold-s = 保留總時間
measure-acw-s = 話後處理總時間
measure-handled = 已處理
measure-refused = 遭拒
measure-entered = 進入佇列
measure-longest-wait-s = 最長等候
