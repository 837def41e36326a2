# Taiwan wording.
guide-field-title = 計畫名稱
guide-field-principal-investigators = 計畫主持人
guide-counter-principal-investigator = 計畫主持人
guide-rule-clause-intellectual-property = 協議或意向書含有智慧財產權專門條款（獨立標題或條目並有正文），由人確認。
