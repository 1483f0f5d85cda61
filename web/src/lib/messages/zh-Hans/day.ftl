## Today

today-as-of = 数据截至 { $instant }
today-present = 演示
today-update = 每日通报
today-needs =
    { $count ->
       *[other] 需要您处理：{ $count } 项
    }
today-nothing = 没有数据源迟到，也没有指标明显变差。
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
letter-subject = { $day } 的通报
letter-numbers = 数字
letter-handled = 已处理
letter-asks = 需要关注
letter-line = { $name }：{ $value }（一周前 { $before }；{ $judgement }）

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
