# 專家：指派與迴避，命令列

panel-step-read = 讀取
panel-step-assign = 指派專家
panel-step-conflicts = 查找迴避關係
panel-stopped = 已停止，未寫出任何檔案。
panel-written = 已寫出：{ $files }
panel-total = 為 { $projects } 個項目指派專家 { $seats } 人次，契合度總和 { $total }，已證明為最優。
panel-seated = 為 { $projects } 個項目指派專家 { $seats } 人次，契合度總和 { $total }。
panel-fair = 最低的項目為 { $floor }；任何指派都不能使其超過 { $bound }。
panel-lot = 按種子 { $seed } 抽籤；契合度總和的期望值為 { $expected }。
panel-kept = 原有 { $before } 對中保留 { $kept } 對（最多可保留 { $most } 對）；讓出的契合度總和：{ $loss }。
panel-lacking = 項目 { $project } 缺 { $seats } 名專家：另有候選 { $candidates } 名，其中已滿額 { $full } 名。
panel-lacking-side = 項目 { $project } 缺 { $side } 方專家 { $seats } 名：該方候選 { $candidates } 名，其中已滿額 { $full } 名。
panel-lacking-more = ……另有 { $count } 項，見 lacking.csv。
panel-short = 專家 { $expert } 比最少評審數少 { $projects } 項。
panel-changes = 使全部名額都能滿足的最小改動（{ $count } 項）：
panel-change-load = 專家 { $expert } 多評 { $by } 項
panel-change-least = 專家 { $expert } 的最少評審數減 { $by }
panel-change-unit = 項目 { $project } 允許 { $unit } 的專家多 { $by } 名
panel-change-side-more = 項目 { $project } 允許 { $side } 方專家多 { $by } 名
panel-change-side-less = 項目 { $project } 對 { $side } 方專家的要求減 { $by } 名
panel-change-seats = 為項目 { $project } 再找 { $by } 名專家，或減少同樣多的名額
panel-change-seats-side = 為項目 { $project } 再找 { $side } 方專家 { $by } 名，或減少同樣多的名額

# 檔案中的問題
panel-table-empty = { $file } 中沒有表格。請寫表頭，並每條寫一列。
panel-column-missing = { $file }：缺少「{ $column }」欄（現有：{ $found }）。請補上，或把其中一欄改為此名。
panel-cell-missing = { $file } 第 { $row } 列 { $column } 欄：此格為空。請填寫或刪去該列。
panel-cell-count = { $file } 第 { $row } 列 { $column } 欄：「{ $found }」不是整數。請只寫數字，或留空。
panel-cell-quota = { $file } 第 { $row } 列 { $column } 欄：「{ $found }」不是名額。請寫最少數，或寫最少與最多，如 1-2。
panel-cell-decision = { $file } 第 { $row } 列 { $column } 欄：「{ $found }」不是決定。請寫 out（迴避）或 in（可評），或留空。
panel-cell-year = { $file } 第 { $row } 列 { $column } 欄：「{ $found }」中的年份無法讀取。請寫作「姓名 @ 2024」，多項以分號分隔。
panel-undecided = { $file } 第 { $row } 列：此項迴避尚無人決定。請在「decision」欄寫 out 或 in，或在選項中設 undecided = "out" 或 "in"。
panel-number-twice = { $file } 第 { $row } 列 { $column } 欄：「{ $found }」出現兩次。請只留一列。
panel-row-unknown = { $file } 第 { $row } 列 { $column } 欄：「{ $found }」不在其他表中。請更正編號或刪去該列。
panel-score-missing = { $file } 第 { $row } 列：項目、專家或分數為空。請填寫或刪去該列。
panel-score-number = { $file } 第 { $row } 列 { $column } 欄：「{ $found }」不是分數。請寫小數，位數不多於選項所定（未定則六位）。
panel-expert-unknown = { $file } 第 { $row } 列：專家「{ $found }」不在專家表中。請補上該專家或刪去該列。
panel-project-unknown = { $file } 第 { $row } 列：項目「{ $found }」不在項目表中。請補上該項目或刪去該列。
panel-line = { $file } 第 { $row } 行不是申請（{ $found }）。請使用 hefu round 寫出的 applications.jsonl。
panel-most-unset = 未設定專家 { $expert } 最多評審幾項。請填 most 欄，或在選項中設 most。
panel-demand-unset = 未設定項目 { $project } 需要幾名專家。請填 demand 欄，或在選項中設 demand。
panel-loss = 「{ $found }」不是可讓出的數額。請寫不小於零的數，單位與分數相同。
panel-one-way = 只有在求總和最大時才能保留原有指派。請去掉 fair 和 lot，或去掉原有指派。
panel-fault-twice = 編號「{ $found }」出現兩次。
panel-fault-pair-twice = 項目 { $project } 與專家 { $expert } 有兩個分數。請只留一個。
panel-fault-load = 專家 { $expert } 至少評 { $least } 項，卻最多評 { $most } 項。請更正其一。
panel-fault-side-twice = 項目 { $project } 對 { $side } 方有兩個名額。請只留一個。
panel-fault-side = 項目 { $project } 需要 { $side } 方 { $least } 名，卻最多 { $most } 名。請更正其一。
panel-fault-seats = 項目 { $project } 各方共需 { $needed } 名專家，而名額為 { $seats }。請更正其一。
panel-fault-fixed-forbidden = 項目 { $project } 與專家 { $expert } 既已固定又須迴避。請決定其一。
panel-fault-fixed-unscored = 項目 { $project } 與專家 { $expert } 已固定，但沒有分數。請補上分數。
panel-fault-fixed-project = 項目 { $project } 已固定的專家超出其名額。
panel-fault-fixed-expert = 專家 { $expert } 已固定的項目超出其最多評審數。
panel-fault-too-large = 表格或數值過大，無法計算。

# 迴避
panel-conflicts = 確定須迴避 { $hard } 項，待人工認定 { $confirm } 項，見 { $file }。請在「decision」欄寫 out（迴避）或 in（可評）。
panel-rule-on-project = 參與該項目
panel-rule-same-unit = 同一單位
panel-rule-co-author = 合著
panel-rule-adviser = 師生
panel-rule-family = 親屬
panel-rule-named-by-applicant = 申請人請求迴避
panel-rule-declared-by-expert = 專家申報迴避
panel-rule-competing = 參與競爭項目
panel-likeness-identifier = 識別碼相同
panel-likeness-same-name = 姓名相同
panel-likeness-romanised = 姓名拼寫不同而可能相同
panel-likeness-initials = 姓氏與首字母相符
panel-likeness-stated = 已聲明
panel-likeness-same-unit = 單位相同
panel-likeness-like-unit = 單位可能相同
panel-limit-unset = 未設年限
