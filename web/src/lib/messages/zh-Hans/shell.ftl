### 简体中文（中国大陆用语）。术语见项目术语表。

## Shell

title = { $screen } · Pharos
nav-label = 页面
nav-section-today = 今天
nav-section-goals = 目标
nav-section-people = 人员
nav-section-plan = 计划
nav-section-measure = 度量
nav-section-setup = 设置
nav-today = 今天
nav-meetings = 会议
nav-updates = 每日通报
nav-walls = 大屏看板
nav-strategy = 战略
nav-explore = 数据探索
nav-contacts = 联络
nav-metrics = 指标
nav-imports = 数据导入
nav-goals = 目标
nav-people = 人员
nav-my-day = 我的一天
nav-courses = 课程
nav-kudos = 点赞与脉搏调查
nav-people-settings = 对个人的评判
nav-users = 用户
nav-audit = 审计
nav-account = 账户
sign-out = 退出登录
nav-sources = 来源
nav-organisation = 组织
nav-reconcile = 数字对照
nav-forecast = 预测
nav-intraday = 日内管理
nav-staffing = 人力需求
nav-hiring = 招聘
nav-data-care = 数据维护
skip-link = 跳到正文
header-more = 更多
language-label = 语言
theme-label = 主题
theme-system = 跟随系统
theme-light = 浅色
theme-dark = 深色
simulated = 模拟数据
simulated-help = 本联络中心及其中的人员均为虚构。
filling = 演示中心仍在填充：数字已就绪，目标、面谈、课程和预测将在几分钟内补齐。
loading = 正在加载
close = 关闭
cancel = 取消
apply = 应用
yes = 是
no = 否

## Command palette and shortcuts

palette-open = 搜索
palette-title = 前往页面或指标
palette-placeholder = 页面、指标、语言、主题
palette-screens = 页面
palette-metrics = 指标
palette-help = 帮助
finder-empty = 没有找到
finder-chosen = 已选
shortcuts-title = 键盘快捷键
shortcuts-single-keys = 启用单键快捷键
shortcut-palette = 前往页面或指标
shortcut-search = 选择指标或搜索列表
shortcut-help = 打开本列表
shortcut-table = 切换图表与表格
shortcut-definition = 查看当前指标的定义
shortcut-present = 演示
shortcut-go-today = 前往“今天”
shortcut-go-explore = 前往数据探索
shortcut-go-contacts = 前往联络
shortcut-go-metrics = 前往指标
shortcut-go-imports = 前往数据导入

## Sign-in

sign-in-title = 登录
sign-in-help = 请打开 Pharos 启动时显示的地址，或将其中的令牌粘贴到此处。
sign-in-token = 令牌
sign-in-button = 登录
sign-in-refused = 令牌无效，可能属于服务器之前的一次启动。

## Before the first import

empty-title = 还没有联络数据
empty-answers = 导入数据后，您可以在这里看到联络多快得到应答、处理时长多少、是否得到解决；每个数字都附有不确定性，并可查看背后的联络。
empty-others = 待有导入权限的人载入第一个文件后，这里会显示数字。
empty-import = Pharos 会推测各列的含义，并显示前几行将如何存储。修正有误之处，然后导入。
empty-demo-title = 或者先看看示例
empty-demo = 一个模拟的联络中心，含十三个月的联络数据，数秒即可就绪。
empty-metrics = 查看可衡量的指标

## Problems

error-title = 出现问题
problem-unknown = 服务器无法处理该请求。
problem-unreachable = 服务器没有响应。服务器可能已停止，或连接已断开。
problem-unknown-metric = 此处没有该指标。
problem-unknown-dimension = 此处没有该维度。
problem-invalid-where = 无法理解筛选表达式。
problem-invalid-period = 无法理解时间段。
problem-invalid-param = 某个参数的值无法使用。
problem-status-400 = 所询问或输入的内容无法直接使用。
problem-status-401 = 登录已失效，请重新打开启动时显示的地址。
problem-status-403 = 您无权查看此内容。
problem-status-404 = 该地址没有内容。
problem-disk-full = 服务器磁盘已满。没有数据丢失；请腾出空间后重试。
problem-damaged-file = 数据文件已损坏，因此不显示数字。请管理员从备份恢复。
problem-status-409 = 已无法执行：期间内容已被其他操作更改。
problem-status-500 = 服务器出错，详见服务器日志。
problem-status-503 = 服务器繁忙，或此请求一次所需过多。未作任何更改；请稍后再试。
problem-wrong-password = 登录名与密码不匹配。
problem-code-wanted = 需要输入第二重验证的验证码。
problem-code-wrong = 验证码错误，或已经用过。
problem-too-many-attempts = 尝试次数过多。请稍候再试。
problem-status-429 = 尝试次数过多。请稍候再试。
problem-forbidden = 您的角色不能使用此功能。管理员可以更改。
problem-foreign-page = 请求来自其他网站的页面，因此未执行任何操作。
problem-provider = 身份提供方未能让您登录。
problem-no-user = 身份提供方认识您，但此处尚未为您创建用户。请联系管理员。
