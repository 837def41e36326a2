dashboard-ended = 结果
dashboard-ended-stands = 配对成立
dashboard-ended-failed = 配对不成立
dashboard-ended-not-handed-in = 未提交
check-left-out = 另有 { $count } 项选填内容未填，未列出。
