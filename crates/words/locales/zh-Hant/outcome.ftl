dashboard-ended = 結果
dashboard-ended-stands = 配對成立
dashboard-ended-failed = 配對不成立
dashboard-ended-not-handed-in = 未提交
check-left-out = 另有 { $count } 項選填內容未填，未列出。
