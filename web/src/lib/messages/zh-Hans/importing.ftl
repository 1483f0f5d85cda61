### 在页面中导入文件。

## 查看文件

assistant-size = 行数：{ $lines }
assistant-import = 导入
assistant-looking = 正在查看文件
assistant-running = 已读记录：{ $records }
assistant-progress = 导入进度
assistant-source = 文件类型
assistant-recognised = { $source }（已识别）
assistant-zone = 未注明时区的时间所属时区
assistant-order = 日期写法
order-day-first = 日在前（31/12）
order-month-first = 月在前（12/31）
assistant-name = 来源名称
assistant-site = 站点（可选）
assistant-saved = 映射
assistant-guess = 根据文件推测
assistant-broken = 映射尚不成立：
assistant-rejected = 前 { $records } 条记录中有 { $count } 条无法读取：
assistant-nothing = 此文件中没有可成为事实的内容。请选择哪些列是时间和结果。
assistant-columns = 列与筛选（{ $count }）
assistant-notes = 识别到的内容
assistant-save-as = 以此名称保存映射
preview-table = { $table }：已查看 { $total } 行，以下为前 { $shown } 行将存储的样子
assistant-looked = 已查看前 { $records } 条记录。导入时会读取整个文件。
feed-none = 无
feed-word = 始终为“{ $word }”
feed-from = 由 { $columns } 组成
feed-expression = { $column }的表达式
feed-all = 显示所有可填的列
condition = 条件 { $number }
condition-kind = 条件种类
condition-drop = 排除以下记录：
condition-keep = 仅保留以下记录：
condition-kept = 保留的记录满足
condition-column = 列
condition-value = 值
condition-remove = 移除条件 { $number }
condition-add = 排除部分记录
of-table = { $table }：{ $what }
note-on-column = { $column }：{ $text }

## 推测的说明

note-a-ticket-has-several-lines-each-is-an-ev = 一张工单有多行：每行是一个事件，最后一行是工单当前状态。
note-each-value-comes-on-several-lines-the-ti = 每个值出现在多行：视为工单。
note-every-whole-number-from-to-an-answer-to = 0 到 10 的整数：视为推荐意愿问题的答复。
note-fits-d-m-y-and-m-d-y-alike-every-day-and = 像 { $value } 这样的值无法区分日和月：请说明日期写法。
note-ids-in-scientific-notation-lost-digits-a = 以科学计数法书写的编号在来源处丢失了数字：两位客户可能共用一个。
note-it-comes-more-than-once-the-key-joins-it = 出现不止一次：键由它与其他列组成。
note-it-comes-more-than-once-the-whole-row-is = 出现不止一次：以整行为键。
note-it-is-the-sum-of-two-other-columns-offer = 它是另外两列之和：进线、已接听（较大者）、放弃。
note-its-threshold-is-not-known-taken-as-s = 其阈值未知：取 { $value } 秒。
note-its-values-fit-the-stage-queue = 其值符合排队阶段。
note-its-values-fit-the-stage-service = 其值符合服务阶段。
note-its-values-fit-the-stage-self-service = 其值符合自助服务阶段。
note-its-words-are-those-of-a-contact-s-resul = 其用词是联络的结果。
note-its-words-are-those-of-a-ticket-s-state = 其用词是工单的状态。
note-its-words-are-those-of-an-agent-s-state = 其用词是座席的状态。
note-no-column-names-a-record-equal-rows-woul = 没有能标识记录的列：相同的行会算作一条。
note-no-column-says-how-long-an-interval-is-t = 没有列说明时段长度：取 { $value } 秒。
note-tells-totals-of-the-same-queue-and-time = 区分同一队列、同一时间的合计：它们会相加。
note-no-column-tells-rows-of-the-same-queue-a = 没有列能区分同一队列、同一时间的行：只有最后一行会计入。
note-no-goes-with-an-empty-length-whether-the = “否”总伴随空的时长：视为联络是否已接听。
note-no-time-or-nothing-that-looks-like-conta = 没有找到时间，或没有像联络、工单、答复或合计的内容。
note-nothing-says-whether-a-contact-was-answe = 没有内容说明联络是否已接听：请选择排队结果的列。
note-numbers-have-a-decimal-comma = 数字使用小数逗号。
note-records-marked-are-left-out = 标为 { $value } 的记录被排除。
note-talk-hold-and-after-contact-work-are-not = 通话、保持与话后处理未分开：全部记为通话时长。
note-times-have-no-zone-name-it-as-tz-of-zone = 时间没有时区：请说明时区。
note-totals-without-a-time-say-the-day-or-int = 合计没有时间：需要有一列说明日期或时段。
note-what-means-for-the-contact-is-not-known = { $value } 对联络意味着什么未知：此类联络没有结果。
note-whole-numbers-from-to-an-answer-to-a-sat = 1 到 5 的整数：视为满意度问题的答复。

## Totals of an interval report

measure-offered = 进线
measure-answered = 已接听
measure-abandoned = 放弃
measure-answered-in-threshold = 阈值内接听
measure-wait-s = 等待总时长
measure-talk-s = 通话总时长
measure-hold-s = 保持总时长
measure-acw-s = 话后处理总时长
measure-handled = 已处理
measure-refused = 被拒绝
measure-entered = 进入队列
measure-longest-wait-s = 最长等待
