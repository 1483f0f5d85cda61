### 來源與新鮮度。

sources-lead = 資料來自何處、涵蓋到何時、哪個來源已無消息。
sources-none = 這裡將顯示每個來源的新鮮度。目前還沒有來源。
sources-import = 匯入檔案
source-fine = 正常
source-late = 遲到：沉默時間超過平常
source-failed = 自上次成功後失敗的匯入：{ $count }
source-newest = 最新事實
source-oldest = 最早事實
source-heard = 最近一次送達
source-pause = 通常間隔
source-imports = 匯入次數
