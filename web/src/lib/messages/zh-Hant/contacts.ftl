## Contacts

contacts-title = 數字背後的聯繫
contacts-count = { $count } 列
contacts-more = 顯示更多（{ $shown } / { $total }）
contacts-none = 沒有資料列。
parts-label = 數字的組成部分
part-all = 全部
part-numerator = 分子
part-denominator = 分母
columns = 欄位
