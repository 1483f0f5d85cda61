### 登录与首次设置。

sign-in-lead = 请用分配给您的登录名和密码登录。
sign-in-name = 登录名
sign-in-password = 密码
sign-in-code = 验证码
sign-in-code-help = 身份验证器中的六位数字，或一个恢复码。
sign-in-by-token = 使用启动地址中的令牌
sign-in-by-password = 用登录名和密码登录
first-title = 创建管理员
first-lead = 目前还没有人可以登录。管理员负责创建其他用户，并决定每个人能看到什么。此后请用此处设置的登录名和密码登录，启动地址即失效。
first-name = 姓名
first-password-help = 至少 12 个字符。四个互不相关的词好记又难猜。
first-button = 创建管理员
first-later = 以后再说
