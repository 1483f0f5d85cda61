### 繁體中文（臺灣用語）。直接撰寫，並非由簡體轉換。

## Shell

title = { $screen } · Pharos
nav-label = 頁面
nav-section-today = 今天
nav-section-goals = 目標
nav-section-people = 人員
nav-section-plan = 規劃
nav-section-measure = 量測
nav-section-setup = 設定
nav-today = 今天
nav-meetings = 會議
nav-updates = 每日通報
nav-walls = 電子看板
nav-strategy = 策略
nav-explore = 資料探索
nav-contacts = 聯繫
nav-metrics = 指標
nav-imports = 資料匯入
nav-goals = 目標
nav-people = 人員
nav-my-day = 我的一天
nav-courses = 課程
nav-kudos = 表揚與脈搏問卷
nav-people-settings = 對個人的評判
nav-users = 使用者
nav-audit = 稽核
nav-account = 帳戶
sign-out = 登出
nav-sources = 來源
nav-organisation = 組織
nav-reconcile = 數字對照
nav-forecast = 預測
nav-intraday = 當日即時管理
nav-staffing = 人力需求
nav-hiring = 招募
nav-data-care = 資料維護
skip-link = 跳至主要內容
header-more = 更多
language-label = 語言
theme-label = 佈景主題
theme-system = 依系統
theme-light = 淺色
theme-dark = 深色
simulated = 模擬資料
simulated-help = 本客服中心及其中的人員均為虛構。
filling = 示範中心仍在建立：數字已就緒，目標、面談、課程與預測將於幾分鐘內補齊。
loading = 載入中
close = 關閉
cancel = 取消
apply = 套用
yes = 是
no = 否

## Command palette and shortcuts

palette-open = 搜尋
palette-title = 前往頁面或指標
palette-placeholder = 頁面、指標、語言、佈景主題
palette-screens = 頁面
palette-metrics = 指標
palette-help = 說明
finder-empty = 找不到符合的項目
finder-chosen = 已選取
shortcuts-title = 鍵盤快速鍵
shortcuts-single-keys = 啟用單鍵快速鍵
shortcut-palette = 前往頁面或指標
shortcut-search = 選擇指標或搜尋清單
shortcut-help = 開啟本清單
shortcut-table = 切換圖表與表格
shortcut-definition = 檢視目前指標的定義
shortcut-present = 簡報
shortcut-go-today = 前往「今天」
shortcut-go-explore = 前往資料探索
shortcut-go-contacts = 前往聯繫
shortcut-go-metrics = 前往指標
shortcut-go-imports = 前往資料匯入

## Sign-in

sign-in-title = 登入
sign-in-help = 請開啟 Pharos 啟動時顯示的網址，或將其中的權杖貼到此處。
sign-in-token = 權杖
sign-in-button = 登入
sign-in-refused = 權杖無效，可能屬於伺服器先前的一次啟動。

## Before the first import

empty-title = 尚無聯繫資料
empty-answers = 匯入資料後，您可以在這裡看到聯繫多快獲得接聽、處理時間多長、是否獲得解決；每個數字都附有不確定性，並可檢視背後的聯繫。
empty-others = 待有匯入權限的人載入第一個檔案後，這裡會顯示數字。
empty-import = Pharos 會推測各欄的意義，並顯示前幾列將如何儲存。修正有誤之處，然後匯入。
empty-demo-title = 或先看看示範
empty-demo = 一個模擬的客服中心，含十三個月的聯繫資料，數秒即可就緒。
empty-metrics = 檢視可衡量的指標

## Problems

error-title = 發生問題
problem-unknown = 伺服器無法處理此要求。
problem-unreachable = 伺服器沒有回應。伺服器可能已停止，或連線已中斷。
problem-unknown-metric = 此處沒有該指標。
problem-unknown-dimension = 此處沒有該維度。
problem-invalid-where = 無法理解篩選運算式。
problem-invalid-period = 無法理解期間。
problem-invalid-param = 某個參數的值無法使用。
problem-status-400 = 所詢問或輸入的內容無法直接使用。
problem-status-401 = 登入已失效，請重新開啟啟動時顯示的網址。
problem-status-403 = 您無權檢視此內容。
problem-status-404 = 此網址沒有內容。
problem-disk-full = 伺服器磁碟已滿。沒有遺失任何資料；請騰出空間後再試。
problem-damaged-file = 資料檔已毀損，因此不顯示數字。請管理員從備份還原。
problem-status-409 = 已無法執行：期間內容已被其他操作變更。
problem-status-500 = 伺服器發生錯誤，詳見伺服器記錄。
problem-status-503 = 伺服器忙碌中，或此要求一次所需過多。未作任何變更；請稍後再試。
problem-wrong-password = 登入名稱與密碼不符。
problem-code-wanted = 請輸入兩步驟驗證的驗證碼。
problem-code-wrong = 驗證碼錯誤，或已使用過。
problem-too-many-attempts = 嘗試次數過多，請稍候再試。
problem-status-429 = 嘗試次數過多，請稍候再試。
problem-forbidden = 您的角色無法使用此功能，系統管理員可以調整。
problem-foreign-page = 這項要求來自其他網站的頁面，因此沒有執行任何動作。
problem-provider = 身分提供者未能讓您登入。
problem-no-user = 身分提供者認得您，但這裡尚未為您建立使用者。請洽系統管理員。
