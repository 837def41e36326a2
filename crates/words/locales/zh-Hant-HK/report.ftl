# Hong Kong wording.
report-step-consistent = 四項資料無不一致
report-weight = 權重（比特）
report-margin = 領先次優候選 { $a0 } 比特。
