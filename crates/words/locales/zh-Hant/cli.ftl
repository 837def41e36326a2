cli-demo-stays = 以瀏覽器開啟 { $url } 檢視報告。按 Enter 鍵結束。
cli-serving = 機構入口已開放：{ $url }（按 Ctrl-C 結束）
cli-account-opened = 已為{ $name }開設帳戶。
cli-sign-in-link = 下列連結可登入一次，{ $hours } 小時內有效：
cli-verified = { $entries } 筆記錄，根 { $root }：{ $faults } 處不符
cli-office-new = 已寫入 { $file }。請填寫主管機關名稱，然後執行 hefu office administrator 和 hefu serve
cli-receipt-holds = 回執有效：{ $kind } { $subject }（{ $at }）是日誌 { $origin } 的第 { $index } 筆記錄（檢查點共 { $size } 筆）。
cli-demo-offices = 同一批次的三個機構，可在瀏覽器中查看（可以任何人員身分登入）：
