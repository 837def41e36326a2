# Hong Kong wording.
guide-rule-match-extensible = 雙方申請的{ $fields }等資料必須一致；所擴展事項不一致時由人認定。
