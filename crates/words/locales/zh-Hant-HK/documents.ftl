# Hong Kong and Macao wording.
documents-workbook = 用工作簿填寫
documents-workbook-note = 申請也可在工作簿中填寫：請取走下列工作簿（已含目前填寫的內容），填好後交回。
documents-workbook-download = 取走工作簿（XLSX）
documents-workbook-file = 填好的工作簿
documents-workbook-take-in = 收入工作簿
documents-workbook-replaces = 工作簿中有內容的各節會取代此處的內容。檔案請在附件頁附上。
documents-workbook-done = 工作簿已收入。已填各節：{ $sections }
documents-workbook-none = 工作簿中沒有申請。請填寫其第一張表。
documents-workbook-several = 工作簿中有 { $count } 份申請，沒有一份編號為 { $number }。請只留下這一份，或在其旁寫上此編號。
documents-workbook-damaged = 工作簿已損壞。請用試算表軟件開啟，另存為 XLSX 後重新交回。
documents-workbook-unread = 工作簿無法讀取，因此未作任何改動。原因見下表。
documents-workbook-direction = 工作簿填的是方向 { $found }，本申請為方向 { $wanted }。請另建方向 { $found } 的申請，或更正工作簿中的方向。
documents-workbook-side = 工作簿屬於另一方（{ $found }），請交到該方的徵集部門。
