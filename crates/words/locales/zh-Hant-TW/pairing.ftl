# 配對：臺灣用語
pairing-field-title = 計畫名稱
pairing-field-principal_investigators = 計畫主持人
pairing-field-period = 執行期限
pairing-field-budget = 經費預算
