# 讀取申請材料時遇到的問題，以及範本用語。

# Cells
dossier-cell-missing = 此格必須填寫。請補填。
dossier-cell-error = 此格是電子表格的錯誤值「{ $found }」。請改正公式或直接填寫內容。
dossier-cell-formula = 此格是公式，但檔案中沒有計算結果。請在電子表格軟件中開啟並儲存，或直接填寫內容。
dossier-cell-kind = 此格的「{ $found }」不是所要的內容。請按欄名填寫。
dossier-cell-too-long = 此格超過 { $limit } 個字元，未讀取。請縮短，長文請放入附件。
dossier-cell-became-date = 此格被電子表格當作日期，讀作「{ $found }」。請核對；如不是日期，請把儲存格設為文字後重填。
dossier-code-became-date = 編號被電子表格改成了日期「{ $found }」，原編號已不可知。請把儲存格設為文字後重填。
dossier-choice = 「{ $found }」不在可選範圍內，未採用。請改為：{ $choices }。
dossier-side = 「{ $found }」不是本指南中的一方，未採用。請改為：{ $choices }。
dossier-direction = 「{ $found }」不是本指南的方向。請填寫方向編號：{ $choices }。
dossier-partner-side = 填有合作方內容「{ $found }」，但指南方向不明，無法確定是哪一方。請先填寫指南方向。

# Numbers of applications
dossier-number-twice = 申請編號「{ $found }」重複出現，另見 { $others }。各處均未採用，請保留正確的一列。
dossier-number-too-long = 編號「{ $found }」在電子表格中按數字存放，只保留前 15 位，末位已遺失。請把該欄設為文字後重填。
dossier-number-scientific = 編號「{ $found }」已被存成科學記數法，原編號不可知。請把該欄設為文字後重新匯出。
dossier-number-zeros = 編號「{ $found }」按數字存放，而同欄其他編號有 { $length } 位且以零開頭，可能遺失了開頭的零。請核對並按文字填寫。
dossier-reference-unknown = 沒有編號為「{ $found }」的申請，本列未採用。請核對編號，或在申請表中補上該申請。
dossier-reference-zeros = 「{ $found }」缺少開頭的零，已按唯一相符的申請讀取。請改正編號。
dossier-code-twice =
    編號「{ $found }」在同一申請的{ $level ->
        [task] 任務
        [deliverable] 成果
       *[milestone] 里程碑
    }中出現兩次。請給每項不同的編號。

# Dates and times
dossier-date-not-a-date = 「{ $found }」不是日期。請寫成 2021-01-31。
dossier-date-incomplete = 「{ $found }」不是完整的日期。請寫明年、月、日。
dossier-date-short-year = 「{ $found }」的年份只有一兩位。請寫四位西曆年份，或寫明「民國」。
dossier-date-ambiguous-calendar = 「{ $found }」的年份 { $year } 若為民國紀年即 { $gregorian } 年，但未寫明曆法。請寫「民國{ $year }年」或 { $gregorian }。
dossier-date-ambiguous-order = 「{ $found }」可以是 { $first }，也可以是 { $second }。請寫成其中之一。
dossier-date-impossible = 「{ $found }」：沒有 { $date } 這一天。請改正。
dossier-date-has-time = 「{ $found }」帶有時刻。此處請只填日期。
dossier-date-time-cut = 「{ $found }」帶有時刻，只採用了日期。
dossier-date-serial = 電子表格的日期序號 { $found } 不對應任何一天。請寫成 2021-01-31。
dossier-date-absurd = 日期「{ $found }」讀作 { $date }，明顯不合理，未採用。請改正。
dossier-range = 「{ $found }」不是起止日期。請寫成「2021-01-01 至 2022-12-31」，或分兩欄填寫開始日期和結束日期。
dossier-instant = 「{ $found }」不是時間。請寫成 2020-03-01 17:00 或 2020-03-01T17:00:00+08:00。
dossier-instant-no-time = 「{ $found }」只有日期。請寫明時刻，如 2020-03-01 17:00；一天結束寫 24:00。
dossier-instant-zone = 「{ $found }」的時區無法識別。請寫 Asia/Shanghai、Asia/Hong_Kong、Asia/Macau 或 Asia/Taipei，或在時間後加 +08:00。
dossier-instant-clock-change = 「{ $found }」在 { $zone } 恰逢調鐘，不能確定是哪一刻。請在時間後加上與世界時之差，如 +08:00。
dossier-window-reversed = 截止時間 { $found } 不晚於開始時間 { $opens }。請改正 side.toml。

# Numbers and money
dossier-not-a-number = 「{ $found }」不是數字。請只填數字。
dossier-decimals = 「{ $found }」的小數多於兩位。請最多保留兩位。
dossier-negative = 「{ $found }」小於零。請改正。
dossier-amount = 「{ $found }」不是金額。請寫數字，可帶單位，如 25萬元。
dossier-amount-grouping = 「{ $found }」中的逗號不是三位一分。請去掉逗號。
dossier-amount-fraction = 「{ $found }」小於 { $currency } 的最小單位。請改為最小單位的整數倍。
dossier-amount-too-large = 「{ $found }」數額過大，無法記錄。請核對單位。
dossier-amount-currency = 「{ $found }」中的「{ $mark }」可以是幾種貨幣。請寫代碼，如 HKD 或 TWD。
dossier-amount-unit = 「{ $found }」寫了貨幣而未寫單位，本欄數字又不以元計。請在其後寫明元或萬元。
dossier-amount-two-currencies = 「{ $found }」寫了兩種貨幣：{ $first } 和 { $second }。請只留一種。
dossier-currency = 「{ $found }」不是貨幣代碼。請寫 CNY、HKD、MOP、TWD 等。

# Identifiers
dossier-identifier-length =
    { $scheme ->
        [uscc] 統一社會信用代碼
        [brn] 商業登記號碼
        [ubn] 統一編號
        [ror] ROR
        [orcid] ORCID
        [resident_id] 居民身份證號
        [hkid] 香港身份證號碼
        [taiwan_id] 身分證統一編號
        [home_return_permit] 港澳居民來往內地通行證號
       *[taiwan_permit] 臺灣居民來往大陸通行證號
    }「{ $found }」有 { $length } 位，應為 { $expected } 位。已按原樣保留，請核對。
dossier-identifier-character =
    { $scheme ->
        [uscc] 統一社會信用代碼
        [brn] 商業登記號碼
        [ubn] 統一編號
        [ror] ROR
        [orcid] ORCID
        [resident_id] 居民身份證號
        [hkid] 香港身份證號碼
        [taiwan_id] 身分證統一編號
        [home_return_permit] 港澳居民來往內地通行證號
       *[taiwan_permit] 臺灣居民來往大陸通行證號
    }「{ $found }」第 { $place } 位不能是「{ $character }」。已按原樣保留，請核對。
dossier-identifier-part =
    { $scheme ->
        [uscc] 統一社會信用代碼
        [brn] 商業登記號碼
        [ubn] 統一編號
        [ror] ROR
        [orcid] ORCID
        [resident_id] 居民身份證號
        [hkid] 香港身份證號碼
        [taiwan_id] 身分證統一編號
        [home_return_permit] 港澳居民來往內地通行證號
       *[taiwan_permit] 臺灣居民來往大陸通行證號
    }「{ $found }」中的{ $part ->
        [authority] 登記管理部門代碼
        [body_class] 機構類別代碼
        [division] 行政區劃
        [birth_date] 出生日期
        [prefix] 開頭字母
        [sex_digit] 性別碼
       *[suffix] 後綴
    }「{ $value }」不成立。已按原樣保留，請核對。
dossier-identifier-check =
    { $scheme ->
        [uscc] 統一社會信用代碼
        [brn] 商業登記號碼
        [ubn] 統一編號
        [ror] ROR
        [orcid] ORCID
        [resident_id] 居民身份證號
        [hkid] 香港身份證號碼
        [taiwan_id] 身分證統一編號
        [home_return_permit] 港澳居民來往內地通行證號
       *[taiwan_permit] 臺灣居民來往大陸通行證號
    }「{ $found }」的{ $check ->
        [organisation_code] 組織機構代碼校驗碼（第17位）
       *[final] 校驗碼
    }應為「{ $expected }」，實為「{ $actual }」。已按原樣保留，請核對。

# The guide’s words
dossier-not-in-guide = 「{ $found }」不是指南所列的名稱，已按原樣保留。請從下拉清單中選擇。
dossier-name-shared = 指南中有幾項都叫「{ $found }」，已按原樣保留。請從下拉清單中選擇帶編號的名稱。
dossier-tag-unknown = 「{ $found }」不是列表 { $list } 的選項，已按原樣保留。請從指南所列中選擇。
dossier-tag-of-unknown =
    該申請沒有編號為「{ $found }」的{ $level ->
        [task] 任務
        [deliverable] 成果
       *[milestone] 里程碑
    }，此標籤未採用。請核對編號。

# Sheets and columns
dossier-sheet-unknown = 看不出工作表「{ $found }」是什麼，未讀取。請使用範本的工作表名稱或欄名，或儲存欄位對應。
dossier-sheet-damaged = 工作表已損壞，未能讀取（{ $found }）。請在電子表格軟件中開啟並另存。
dossier-header-missing = 「{ $found }」中找不到欄名列，未讀取。請保留欄名：{ $headers }。
dossier-header-twice = 「{ $first }」和「{ $found }」兩欄是同一內容，無法判斷以哪欄為準，本表未讀取。請刪去其一。
dossier-column-missing = 缺少必需的欄「{ $header }」。請補上該欄。
dossier-column-unknown = 欄「{ $found }」不在格式之內，其內容未讀取。如屬所需，請改用範本的欄名或儲存欄位對應。
dossier-too-many-columns = 第 { $limit } 欄以後還有內容（「{ $found }」），未讀取。請刪去或移到前面。
dossier-too-many-cells = 儲存格多於 { $limit } 個，未讀取。請把檔案分成幾份。

# Files
dossier-too-many-files = 資料夾中有 { $found } 個表格檔案，只讀取前 { $limit } 個。請在 side.toml 的 files.tables 中列出要讀的檔案。
dossier-more-problems = 另有 { $count } 個問題未列出。請先處理已列出的問題，再讀取一次。
dossier-file-format = 「{ $found }」不是可讀的表格格式。請使用 .xlsx、.csv 或 .jsonl。
dossier-file-unreadable = 檔案「{ $found }」無法讀取（{ $reason }）。請檢查檔案及其權限。
dossier-file-too-large = 檔案「{ $found }」為 { $size } MiB，超過 { $limit } MiB，未讀取。請縮小或分開。
dossier-file-outside = 「{ $found }」指向資料夾之外或是連結，未採用。請把檔案放入資料夾，只寫檔案名稱。
dossier-file-missing = 資料夾中沒有檔案「{ $found }」。請放入檔案或改正檔案名稱。
dossier-file-name = 沒有檔案「{ $found }」，已採用只有大小寫或字元編碼形式不同的「{ $name }」。請改正檔案名稱。
dossier-file-several = 沒有檔案「{ $found }」，而有幾個名稱相近的檔案：{ $names }。請寫出準確的檔案名稱。
dossier-file-digest = 表中寫的 SHA-256 是「{ $found }」，檔案「{ $file }」的卻是 { $digest }。已以檔案為準，請核對是否為同一檔案。
dossier-workbook-damaged = 活頁簿已損壞或不是 .xlsx 檔案，未能讀取（{ $found }）。請在電子表格軟件中開啟並另存。
dossier-workbook-old-or-locked = 活頁簿是舊的 .xls 格式或設有密碼，未能讀取。請去掉密碼並另存為 .xlsx。
dossier-workbook-entries = 活頁簿內有 { $found } 個部分，超過 { $limit } 個，未讀取。請只保留所需的工作表。
dossier-workbook-unpacked = 活頁簿解壓縮後超過 { $limit } MiB，未讀取。請只保留所需的工作表和列。
dossier-csv-damaged = 第 { $line } 行起無法按 CSV 讀取（{ $found }）。請重新匯出。
dossier-encoding-guessed = 檔案沒有註明編碼，按 { $found } 讀取。請核對姓名和名稱是否正確；最好另存為 UTF-8。
dossier-undecodable = 檔案不是 UTF-8（第 { $utf8 } 位元組起不符）、GB18030（第 { $gb18030 } 位元組）或 Big5（第 { $big5 } 位元組），該處為 { $found }，未讀取。請另存為 UTF-8。
dossier-undecodable-as = 檔案開頭註明為 { $encoding }，但第 { $offset } 位元組不符，未讀取。請另存為 UTF-8。

# JSON Lines
dossier-line-too-long = 本行有 { $found } 位元組，超過 { $limit } MiB，未讀取。請核對每行是否為一份申請。
dossier-json-syntax = 本行不是 JSON，第 { $at } 個字元處有誤（{ $reason }）。請改正；其他行不受影響。
dossier-json-member = 此項的「{ $found }」不合格式（{ $reason }），本行未採用。請按 application.schema.json 改正。
dossier-json-unknown = 「{ $found }」不在格式之內，未讀取。請核對拼寫。
dossier-json-side = 本行是「{ $found }」的申請，而此資料夾屬於「{ $side }」，未採用。請移到該方的資料夾。

# Column mapping
dossier-mapping-entity = 「{ $found }」不是表的種類。請改為：{ $choices }。
dossier-mapping-field = { $entity } 沒有欄位「{ $found }」。欄位名見 docs/formats/workbook.md。
dossier-mapping-unit = 欄位 { $field } 的單位「{ $found }」無法識別。請寫元、千元、萬元、百萬元或億元。
dossier-mapping-column = 欄位「{ $found }」須寫明 header 或 value 之一。
dossier-mapping-number = 表 { $found } 的對應關係缺少 number（申請編號）。請補上。
dossier-mapping-header = 檔案中沒有欄「{ $found }」（欄位 { $field }）。請改正欄位對應，或核對匯出是否完整。
dossier-mapping-no-header = 找不到含有這些欄名的列：{ $found }。請改正欄位對應中的 header_row 或欄名。
dossier-why-header = 欄名「{ $header }」是已知寫法
dossier-why-values = { $share }% 的內容與此相符
dossier-why-values-unlike = 但只有 { $share }% 的內容與此相符
dossier-why-partner-units = 「合作單位」可指本方或合作方的單位，按其他欄推斷，請確認
dossier-why-nothing = 沒有相符的欄位

# A folder that cannot be read
dossier-read-cancelled = 已停止
dossier-read-no-side = 本指南沒有「{ $side }」一方；各方為：{ $known }
dossier-read-folder = 資料夾 { $folder } 無法讀取（{ $reason }）
dossier-read-settings = { $file } 無法讀取：{ $reason }
dossier-read-other-side = { $folder } 是「{ $found }」一方的資料夾，不是「{ $wanted }」的
dossier-read-no-tables = { $folder } 中沒有表格（.xlsx、.csv、.jsonl）；可用 hefu template 產生空表

# The workbook to fill in
dossier-template-notes = 填寫說明
dossier-template-required = 必填。
dossier-template-choose = 請從清單中選擇。
dossier-template-sheet = 工作表
dossier-template-columns = 欄
dossier-template-note-1 = 每份申請在「申請」表中佔一列。其他各表以申請編號與之相連。
dossier-template-note-2 = 欄名為橙色的必須填寫；其他各欄沒有內容時留空，不要填「無」。
dossier-template-note-3 = 可以調換各欄的次序、在欄名之上加標題列。不要改動欄名，不要刪去申請編號一欄。
dossier-template-note-4 = 編號按文字填寫，開頭的零保留。
dossier-template-note-5 = 日期寫成 2021-01-31；民國年份寫明「民國」。提交時間寫成 2020-03-01 17:00（{ $zone }）。
dossier-template-note-6 = 「單位」和「人員」兩表寫明雙方的單位和負責人，與合作方的申請一致。每一方一個牽頭單位、一位項目負責人。
dossier-template-note-7 = 「任務」表寫明分工：每項任務由哪一方（或雙方）負責。雙方的申請用同一任務編號。
dossier-template-note-8 = 金額以元計，另有寫明者除外；幣別不填時為出資方的貨幣，本方為 { $currency }。
dossier-template-note-9 = 協議和證明材料放入 documents 資料夾，表中寫檔案名稱。
