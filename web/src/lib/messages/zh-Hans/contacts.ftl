## Contacts

contacts-title = 数字背后的联络
contacts-count = { $count } 行
contacts-more = 显示更多（{ $shown } / { $total }）
contacts-none = 没有数据行。
parts-label = 数字的组成部分
part-all = 全部
part-numerator = 分子
part-denominator = 分母
columns = 列
