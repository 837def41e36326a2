# 按表頭識別各欄的表格：擬支持名單、評分、專家庫。
columns-problem = { $file }{ $sheet }，第 { $row } 列，「{ $column }」欄：{ $found }。{ $remedy }
columns-no-header = 沒有含「{ $column }」一欄的表頭；請按空白表或手冊書寫表頭
columns-unknown = 欄名未知，未讀取
columns-kind = 「{ $found }」不是工作簿（.xlsx）或 CSV 檔案。
columns-row = 列
columns-column = 欄
columns-found = 內容
columns-remedy = 處理辦法
