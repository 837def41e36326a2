round-step-tables = 讀取申請表
round-step-documents = 讀取協議和附件
round-step-pairing = 配對與比對
round-step-checking = 形式檢查
round-step-writing = 產生報告
