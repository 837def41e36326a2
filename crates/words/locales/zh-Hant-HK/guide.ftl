# Hong Kong wording.
guide-unit-university = 高等院校
guide-unit-research_institute = 科研機構
guide-kind-match = 資料一致
guide-rule-match = 雙方申請的下列資料必須一致：{ $fields }。
guide-rule-match-extensible = 雙方申請的下列資料必須一致：{ $fields }；「等」所擴展的事項不一致時，由人認定。
