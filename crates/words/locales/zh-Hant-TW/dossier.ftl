# Taiwan wording.
dossier-cell-formula = 此格是公式，但檔案中沒有計算結果。請在試算表軟體中開啟並儲存，或直接填寫內容。
dossier-cell-error = 此格是試算表的錯誤值「{ $found }」。請改正公式或直接填寫內容。
dossier-cell-became-date = 此格被試算表當作日期，讀作「{ $found }」。請核對；如不是日期，請把儲存格設為文字後重填。
dossier-code-became-date = 編號被試算表改成了日期「{ $found }」，原編號已不可知。請把儲存格設為文字後重填。
dossier-number-too-long = 編號「{ $found }」在試算表中按數字存放，只保留前 15 位，末位已遺失。請把該欄設為文字後重填。
dossier-date-serial = 試算表的日期序號 { $found } 不對應任何一天。請寫成 2021-01-31。
dossier-date-short-year = 「{ $found }」的年份只有一兩位。請寫四位西元年份，或寫明「民國」。
dossier-sheet-damaged = 工作表已損壞，未能讀取（{ $found }）。請在試算表軟體中開啟並另存。
dossier-workbook-damaged = 活頁簿已損壞或不是 .xlsx 檔案，未能讀取（{ $found }）。請在試算表軟體中開啟並另存。
dossier-template-note-5 = 日期寫成 2021-01-31 或 民國110年1月31日，也可寫 110/01/31。送出時間寫成 2020-03-01 17:00（{ $zone }）。
dossier-template-note-6 = 「單位」和「人員」兩表寫明雙方的單位和主持人，與合作方的申請一致。每一方一個牽頭單位、一位計畫主持人。
dossier-template-note-7 = 「工作項目」表寫明分工：每項工作由哪一方（或雙方）負責。雙方的申請用同一編號。
dossier-template-note-9 = 協議和佐證資料放入 documents 資料夾，表中寫檔案名稱。
