### 审计日志。

audit-lead = 谁更改了什么，谁查看了谁。每条记录都为之前的所有记录作证；无法记录在此的操作不会执行。
audit-when = 时间
audit-who = 操作人
audit-what = 操作
audit-object = 对象
audit-persons = 人数
audit-persons-help = 被查看明细的人数
audit-details = 详情
audit-erased = 已随个人数据删除
audit-nobody = 未登录者
audit-owner = 数据文件夹所有者
audit-filter-action = 操作开头为
audit-filter-who = 用户
audit-filter-object = 对象类型
audit-filter-from = 从
audit-filter-to = 早于
audit-everyone = 所有人
audit-verify = 检验链条
audit-whole = { $count ->
   *[other] 链条完整：共 { $count } 条记录，最后一条的哈希值为
  }
audit-broken = 链条已损坏：
audit-keep = 请将哈希值另行保存：日后可证明日志未被重写。
audit-export = 导出
audit-more = 更早的记录
audit-none = 没有符合的记录。
audit-caption = 审计日志
