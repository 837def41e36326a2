# Taiwan wording.
guide-unit-university = 大專校院
guide-unit-research_institute = 學術研究機構
guide-field-title = 計畫名稱
guide-field-units = 合作單位（雙方全部單位，含主要申請單位標記）
guide-field-lead-units = 雙方主要申請單位
guide-field-principal-investigators = 雙方計畫主持人
guide-field-period = 計畫執行期限（起迄日期）
guide-parties-lead-units = 雙方主要申請單位
guide-subject-intellectual-property = 智慧財產權
guide-counter-principal-investigator = 每名計畫主持人
guide-counter-lead-unit = 每個主要申請單位
guide-counter-person = 每名計畫成員
guide-share-percent = 其總經費的 { $percent }%
guide-source-own = 自籌款
guide-content-expected = { $of }；計畫中沒有時提示，結案時必查
guide-content-closing = { $of }；結案時另須：{ $fields }
