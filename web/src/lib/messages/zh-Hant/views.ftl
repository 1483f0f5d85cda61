### 儲存的檢視與檔案。

views = 檢視
views-none = 尚未儲存檢視。檢視就是給此網址一個名稱。
view-name = 將目前所見儲存為
view-share = 分享給
view-save = 儲存檢視
view-forget = 刪除 { $view }
picture-title = { $metric }，{ $period }
picture-definition = 定義 { $definition }
picture-filter = 篩選：{ $filter }
picture-made = Pharos，資料截至 { $instant }
picture = 圖片
one-channel = 這些數字混合了時間不可比的管道。請選擇一個：
one-channel-chosen = 只顯示{ $channel }：不同管道的時間不可比。
one-channel-all = 全部管道
widened = 所選期間聯繫太少：改為顯示 { $days } 天。
widened-back = 僅所選期間
