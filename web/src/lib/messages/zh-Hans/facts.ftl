### 事实表。

table-contact-segments = 联络
table-agent-offers = 向座席的派送
table-agent-intervals = 座席状态
table-callbacks = 回拨
table-messages = 消息
table-work-items = 工单
table-work-item-events = 工单事件
table-survey-answers = 调查答复
table-self-service-steps = 自助服务步骤
table-utterances = 转写文本
table-evaluation-answers = 质检评分项
table-outcomes = 业务结果
table-learning-results = 学习结果
table-coaching-sessions = 辅导
table-recognitions = 表彰
table-goal-results = 目标结果
table-planned-activities = 计划活动
table-forecasts = 预测
table-requirements = 人力需求
table-interval-reports = 时段报表
table-employment = 人员
table-agent-skills = 技能
table-customers = 客户
table-customer-keys = 客户身份
table-queues = 队列
table-calendars = 日历
