### 登入與首次設定。

sign-in-lead = 請以核發給您的登入名稱與密碼登入。
sign-in-name = 登入名稱
sign-in-password = 密碼
sign-in-code = 驗證碼
sign-in-code-help = 驗證器 App 上的六位數字，或一組備用碼。
sign-in-by-token = 改用啟動網址中的權杖
sign-in-by-password = 以登入名稱與密碼登入
first-title = 建立系統管理員
first-lead = 目前還沒有人能登入。系統管理員會建立其他使用者，並決定每個人看得到什麼。之後請以此處設定的登入名稱與密碼登入，啟動網址即失效。
first-name = 姓名
first-password-help = 至少 12 個字元。四個彼此無關的詞好記又難猜。
first-button = 建立系統管理員
first-later = 稍後再說
