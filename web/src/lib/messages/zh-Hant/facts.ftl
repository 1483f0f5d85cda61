### 事實資料表。

table-contact-segments = 聯繫
table-agent-offers = 對客服專員的派送
table-agent-intervals = 客服專員狀態
table-callbacks = 回撥
table-messages = 訊息
table-work-items = 案件
table-work-item-events = 案件事件
table-survey-answers = 問卷回覆
table-self-service-steps = 自助服務步驟
table-utterances = 逐字稿
table-evaluation-answers = 品質評核項目
table-outcomes = 業務結果
table-learning-results = 學習結果
table-coaching-sessions = 輔導
table-recognitions = 表揚
table-goal-results = 目標結果
table-planned-activities = 計畫活動
table-forecasts = 預測
table-requirements = 人力需求
table-interval-reports = 時段報表
table-employment = 人員
table-agent-skills = 技能
table-customers = 顧客
table-customer-keys = 顧客身分
table-queues = 佇列
table-calendars = 行事曆
