### 稽核紀錄。

audit-lead = 誰變更了什麼、誰檢視了誰。每筆紀錄都為先前的所有紀錄作證；無法記錄在此的動作不會執行。
audit-when = 時間
audit-who = 操作者
audit-what = 動作
audit-object = 對象
audit-persons = 人數
audit-persons-help = 明細被檢視的人數
audit-details = 詳情
audit-erased = 已隨個人資料刪除
audit-nobody = 未登入者
audit-owner = 資料夾擁有者
audit-filter-action = 動作開頭為
audit-filter-who = 使用者
audit-filter-object = 對象類型
audit-filter-from = 起
audit-filter-to = 早於
audit-everyone = 所有人
audit-verify = 檢驗鏈結
audit-whole = { $count ->
   *[other] 鏈結完整：共 { $count } 筆紀錄，最後一筆的雜湊值為
  }
audit-broken = 鏈結已毀損：
audit-keep = 請將雜湊值另行保存：日後可證明紀錄未被重寫。
audit-export = 匯出
audit-more = 更早的紀錄
audit-none = 沒有符合的紀錄。
audit-caption = 稽核紀錄
