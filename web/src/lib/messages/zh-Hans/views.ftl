### 保存的视图与文件。

views = 视图
views-none = 尚未保存视图。视图就是给此地址一个名称。
view-name = 将当前所见保存为
view-share = 共享给
view-save = 保存视图
view-forget = 删除 { $view }
picture-title = { $metric }，{ $period }
picture-definition = 定义 { $definition }
picture-filter = 筛选：{ $filter }
picture-made = Pharos，数据截至 { $instant }
picture = 图片
one-channel = 这些数字混合了时长不可比的渠道。请选择一个：
one-channel-chosen = 只显示{ $channel }：不同渠道的时长不可比。
one-channel-all = 全部渠道
widened = 所选期间联络太少：改为显示 { $days } 天。
widened-back = 仅所选期间
