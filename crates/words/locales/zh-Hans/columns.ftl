# 按表头识别各列的表格：拟支持名单、评分、专家库。
columns-problem = { $file }{ $sheet }，第 { $row } 行，“{ $column }”列：{ $found }。{ $remedy }
columns-no-header = 没有含“{ $column }”一列的表头；请按空白表或手册书写表头
columns-unknown = 列名未知，未读取
columns-kind = “{ $found }”不是工作簿（.xlsx）或 CSV 文件。
columns-row = 行
columns-column = 列
columns-found = 内容
columns-remedy = 处理办法
