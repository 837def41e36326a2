token-days = 有效天數
token-days-wrong = 請填寫 1 至 { $most } 的整數天數。
