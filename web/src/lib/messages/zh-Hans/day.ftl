## Today

today-as-of = 数据截至 { $instant }
today-present = 演示
today-update = 每日通报
today-needs =
    { $count ->
       *[other] 需要您处理：{ $count } 项
    }
today-nothing = 目前没有需要您处理的事：没有待兑现的承诺、待办行动或待谈的迹象，没有目标落后，没有数据源迟到，也没有指标明显变差。
today-numbers = { $day } 的主要数字
today-numbers-caption = 前一天的主要数字，与一周前的同一天对照
today-value = 当天
today-week-before = 一周前同日
today-change = 变化
judged-better = 变好
judged-worse = 变差
judged-other = 有变化
judged-unclear = 无明显变化
judged-few = 数量太少，无法判断
judged-none = –
severity-critical = 立即
severity-warning = 今天
severity-notice = 有空时
need-source-late = { $name }：自 { $newest } 起没有新数据
need-number-worse = { $name }：{ $value }，一周前 { $before }
today-rule = 排序规则
today-rule-text = 先看紧急程度：逾期的承诺，其次是今天要做的，再次是可以等的。同一级内看影响：目标落后计划多少、未获反馈者的比例、迹象有多确定（若整个团队同样变化则降低）、逾期天数、指标的相对变化。
today-persons-note = 有关个人的迹象，要在本人看过之后，或过了中心规定的天数，才会列在这里。它是谈话的理由，不是结论。
today-all = 显示全部 { $count } 项
today-fewer = 收起
today-todos = 未完成的待办
today-todos-count = 已完成 { $done } / { $all }
today-meetings = 今天的会议
today-meeting-one-on-one = 与 { $name } 的一对一面谈
today-meeting-points = { $count } 个要点待谈
today-goals = 目标
goals-as-of = 按截至 { $instant } 的数据；更新的数据正在计算。
today-goal-target = 目标 { $aim }
today-goal-each = { $value } 的人达到 { $aim }
today-present-end = 关闭
today-present-help = 供班前会使用：大字显示，不含任何个人信息。按 P 或 Esc 关闭。
need-goal-off-track = 目标“{ $name }”落后：{ $value }，目标值 { $aim }
need-goal-at-risk = 目标“{ $name }”有落后风险：{ $value }，目标值 { $aim }
need-goal-missed = 目标“{ $name }”：期限已过仍未达成，请结束或修订。
need-goal-guardrail = 目标“{ $name }”：制衡指标 { $metric_name } 变差
need-goal-step = 目标“{ $name }”：步骤“{ $step }”应于 { $due } 完成
need-goal-obstacle = 目标“{ $name }”：障碍“{ $step }”已发生，尚无应对步骤
need-feedback-missing = 目标“{ $name }”：{ $count } 位未达标者 { $days } 天内没有收到反馈
need-concern-open = { $name }：有事需要谈谈
need-concern-contested = { $name } 认为某项迹象不属实
need-concern-signed = { $name }：已谈话并签字，尚无支持计划
need-plan-review = { $name } 的支持计划：该复查了（{ $due }）
need-plan-measure = { $name } 的支持计划：“{ $text }”约定于 { $due }
need-promise = 答应 { $name }（{ $due }）：{ $text }
need-action = { $text }（截止 { $due }）
need-action-of = { $name }：{ $text }（应于 { $due } 完成）
need-one-on-one-open = 与 { $name } 的一对一面谈（{ $due }）：是否已进行？
need-talks-due = 该与 { $count } 人谈谈；等得最久的是 { $name }，已超过节奏 { $days } 天
need-learning-late = { $count } 人的课程已逾期，首先是 { $name }
need-fact-goals = { $all } 个目标中 { $on_pace } 个已达成或进度正常
need-fact-win = { $name } 的小成功：{ $text }
need-fact-kudos = { $from } 感谢 { $name }：{ $text }
need-fact-obstacle = 目标“{ $name }”可能遇到“{ $text }”；对策：{ $response }
need-fact-obstacle-happened = 目标“{ $name }”：“{ $text }”已发生；对策：{ $response }
need-fact-resource = 目标“{ $name }”需要“{ $text }”，尚未到位
today-value-week = 七天
today-before-week = 之前七天

## Meetings

meetings-lead = 班前会和每周例会的内容：大部分来自事实，每个人会前各加一行。要点在办结之前一直保留。
meetings-day = { $day }
meetings-points = 要点
meetings-facts = 可谈的事实
meeting-huddle = 班前会
meeting-obstacles = 障碍
meeting-escalations = 升级处理
meeting-operations = 运营
agenda-empty = 还没有人添加要点。
agenda-new = 要谈什么？
agenda-add = 添加
agenda-settle = 办结
agenda-settled = 已办结
agenda-carried-over = 自 { $day } 起未结
meetings-actions = 此前商定
meetings-facts-none = 数据中没有这次会议需要特别谈的内容。
agenda-act = 转为行动
agenda-acted = 已转为行动
agenda-what = 要做什么
agenda-who = 由谁
agenda-me = 我来做
agenda-until = 截止
agenda-agree = 商定

## Daily update

updates-lead = 每天结束时团队和经理收到的内容。Pharos 提供数字，您来写话；没有您写的话，什么都不会发出。
updates-new = 撰写通报
updates-empty = 还没有通报。写第一份吧：数字已经填好。
updates-day = 日期
updates-state = 状态
updates-words = 自己的话
updates-sent = 发送时间
updates-waits = 将于 { $at } 发出
updates-mails = 邮件
updates-refresh = 刷新
updates-retry = 重发失败的邮件
update-state-draft = 草稿
update-state-waiting = 待发
update-state-sent = 已发送
mail-state-queued = 待发
mail-state-sent = 已发送
mail-state-failed = 发送失败
audience-team = 团队
audience-managers = 经理
compose-title = { $day } 的通报
compose-lead = 两份正文由事实和您的话组成，可以随意修改；所见即所发。
compose-own = 用您自己的话
compose-own-help = 写一件数字没有说的事：什么做得好、需要什么、感谢谁。
compose-recipients = 邮件地址，用逗号分隔
compose-preview = 将要发出的正文
compose-again = 按事实重新生成
compose-at = 发送时间（留空：立即）
compose-send = 立即发送
compose-send-at = 定时发送
compose-keep = 存为草稿
compose-copy = 复制文本
compose-copied = 已复制
compose-no-mail = 未设置邮件服务器，无法从这里发送。请保存通报并把文本复制到自己的邮件中，或请 Pharos 的管理人员在配置中填写邮件服务器。
letter-subject = { $day } 的通报
letter-numbers = 数字
letter-handled = 已处理
letter-asks = 需要关注
letter-line = { $name }：{ $value }（一周前 { $before }；{ $judgement }）

updates-new-month = 上月目标报告
compose-title-month = { $day } 目标报告
letter-subject-month = { $day } 目标报告
letter-late = 逾期：{ $step }
letter-said = { $kind }：{ $text }

## Wallboards

walls-lead = 供现场和运营使用的大屏。屏幕打开 /wall 显示一个代码，您在这里输入该代码。它只能看到这一块看板。
walls-empty = 还没有看板。在下面新建一个，然后在屏幕上打开 /wall。
walls-add = 新看板
walls-name = 看板名称
walls-kind = 类型
wall-kind-floor = 现场
wall-kind-operations = 运营
walls-filter = 筛选
walls-message = 给团队的一句话
walls-tiles = 数字，最多 { $most } 个；第一个显示最大
walls-target = 目标值
walls-more = 再加一个
walls-look = 查看
walls-screen = 一块屏幕，最近在线 { $seen }
walls-unpair = 解除配对
walls-code = 屏幕上的代码
walls-pair = 配对
walls-remove = 删除
wall-pair-title = 此屏幕正在等待看板
wall-pair-help = 由已登录的人在“设置”的“大屏看板”中输入此代码。
wall-target = 目标值 { $target }
wall-as-of = 数据截至 { $instant }
wall-stale = 自 { $instant } 起没有更新
walls-goals = 看板上的目标，最多 { $most } 个
walls-goals-none = 目前没有进行中的目标。
walls-wins = 最近七天的感谢与小成功
walls-persons = 可以显示姓名（仅限团队可读的感谢）
walls-floor-help = 现场看板最多四个可据以行动的数字；运营看板最多六个，并注明背后的数量。
wall-goals = 目标
wall-next = 下一步：{ $step }
wall-wins = 感谢与小成功
wall-wins-count = 七天内 { $kudos } 次感谢，{ $wins } 个小成功
wall-reached = 已达成：{ $title }
wall-old-data = 最新数据为 { $instant }：这些数字不是当前的

## Strategy

strategy-lead = 战略以及为其服务的决定、政策、流程和活动。没有负责人、不服务于任何事项或没有任何事项支撑的，都会标出。
strategy-empty = 还没有记录。先写战略的要求，再添加为其服务的事项。
strategy-at-fault =
    { $count ->
       *[other] 有 { $count } 项存在缺失。
    }
strategy-title = 事项
strategy-kind = 类型
strategy-owner = 负责人
strategy-serves = 服务于
strategy-missing = 缺失
strategy-note = 备注
strategy-add = 添加
strategy-edit = 修改
strategy-retire = 已结束
strategy-save = 保存
strategy-kind-strategy = 战略
strategy-kind-decision = 决定
strategy-kind-policy = 政策
strategy-kind-process = 流程
strategy-kind-activity = 活动
strategy-fault-no-owner = 没有负责人
strategy-fault-serves-nothing = 不服务于任何事项
strategy-fault-nothing-serves-it = 没有事项支撑
strategy-fault-serves-what-ended = 所服务的事项已结束
strategy-purposes = 宗旨与战略目标
strategy-goals = 有缺项的目标
strategy-goals-none = 每个目标都有负责人和战略目标。
strategy-goals-count = 目标
strategy-purposes-none = 还没有写下宗旨。请用一句话说明本部门为何存在。
strategy-register = 决策、政策、流程、活动
strategy-purpose-add = 添加宗旨或战略目标
strategy-kind-purpose = 宗旨
strategy-kind-objective = 战略目标
need-goal-off-track-members = 目标“{ $name }”落后：{ $value } 的人达到 { $aim }
need-goal-at-risk-members = 目标“{ $name }”有落后风险：{ $value } 的人达到 { $aim }
