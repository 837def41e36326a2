# Taiwan wording.
letter-partner_found-text = 已找到{ $side }的一份申請，與您的申請「{ $title }」（編號 { $number }）組成同一個聯合資助計畫。對方允許您看到的內容見申請頁面。
office-may-not-release = 只有計畫主管可以處理郵件。
