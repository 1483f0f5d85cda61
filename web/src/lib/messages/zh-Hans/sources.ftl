### 来源与新鲜度。

sources-lead = 数据来自何处、覆盖到何时、哪个来源已无消息。
sources-none = 此处将显示每个来源的新鲜度。目前还没有来源。
sources-import = 导入文件
source-fine = 正常
source-late = 迟到：沉默时间超过平常
source-failed = 自上次成功后失败的导入：{ $count }
source-newest = 最新事实
source-oldest = 最早事实
source-heard = 最近一次送达
source-pause = 通常间隔
source-imports = 导入次数
