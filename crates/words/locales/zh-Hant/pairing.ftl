# 配對：證據等級
pairing-level-exact = 完全相同
pairing-level-wording = 地區用語不同，其餘相同
pairing-level-homophone = 僅有同音字之差
pairing-level-typing_error = 僅有筆誤
pairing-level-reworded = 措辭不同，所指相同
pairing-level-series_mark = 僅差期次或「續」「拓展」等字樣
pairing-level-one_word = 差一個實義詞
pairing-level-similar = 相近
pairing-level-related = 部分相同
pairing-level-distant = 少有相同
pairing-level-different = 不同
pairing-level-all_exact_rare = 全部相同，且名稱少見
pairing-level-all_exact = 全部相同
pairing-level-all_rare = 全部對應（含拼寫、簡稱之差），且名稱少見
pairing-level-all = 全部對應（含拼寫、簡稱之差）
pairing-level-subset_rare = 一方所列均見於另一方，且名稱少見
pairing-level-subset = 一方所列均見於另一方
pairing-level-most = 多數對應
pairing-level-some_rare = 部分對應，且名稱少見
pairing-level-some = 部分對應
pairing-level-weak = 僅姓氏或部分字樣相同
pairing-level-none = 無一對應
pairing-level-exact_rare = 相同，且少見
pairing-level-exact_common = 相同，但常見
pairing-level-near = 相差甚微
pairing-level-contained = 一方包含另一方
pairing-level-equal = 相等
pairing-level-equal_rare = 相同，且少見
pairing-level-equal_common = 相同，但常見
pairing-level-slip = 疑似筆誤（一位數字或日月互換）
pairing-level-same_month = 同年同月
pairing-level-same_year = 同年
pairing-level-off_by_one = 相差一
pairing-level-within_1_percent = 相差不超過百分之一
pairing-level-within_10_percent = 相差不超過百分之十
pairing-level-mutual = 雙方互指對方編號
pairing-level-named = 一方指明另一方編號
pairing-level-contradicted = 一方指明另一方，另一方卻指明他件
pairing-level-names_another = 所指編號是另一份申報書

# 為何無人勝出
pairing-claim-same_partner = 兩份或多份申報書指向同一合作申報書：不自動認定，均待人工裁定
pairing-claim-named_otherwise = 申報書所填對方編號與其他內容相互矛盾：待人工裁定
pairing-claim-tie = 兩種配對方式同樣可能：待人工裁定

# 證據所屬欄目
pairing-field-title = 項目名稱
pairing-field-principal_investigators = 項目負責人
pairing-field-units = 合作單位
pairing-field-period = 執行年限
pairing-field-partner_number = 對方申報編號
pairing-field-topic = 領域方向
pairing-field-budget = 經費預算
pairing-field-agreement = 合作協議
