# 配对：证据等级
pairing-level-exact = 完全相同
pairing-level-wording = 地区用语不同，其余相同
pairing-level-homophone = 仅有同音字之差
pairing-level-typing_error = 仅有笔误
pairing-level-reworded = 措辞不同，所指相同
pairing-level-series_mark = 仅差期次或“续”“拓展”等字样
pairing-level-one_word = 差一个实义词
pairing-level-similar = 相近
pairing-level-related = 部分相同
pairing-level-distant = 少有相同
pairing-level-different = 不同
pairing-level-all_exact_rare = 全部相同，且名称少见
pairing-level-all_exact = 全部相同
pairing-level-all_rare = 全部对应（含拼写、简称之差），且名称少见
pairing-level-all = 全部对应（含拼写、简称之差）
pairing-level-subset_rare = 一方所列均见于另一方，且名称少见
pairing-level-subset = 一方所列均见于另一方
pairing-level-most = 多数对应
pairing-level-some_rare = 部分对应，且名称少见
pairing-level-some = 部分对应
pairing-level-weak = 仅姓氏或部分字样相同
pairing-level-none = 无一对应
pairing-level-exact_rare = 相同，且少见
pairing-level-exact_common = 相同，但常见
pairing-level-near = 相差甚微
pairing-level-contained = 一方包含另一方
pairing-level-equal = 相等
pairing-level-equal_rare = 相同，且少见
pairing-level-equal_common = 相同，但常见
pairing-level-slip = 疑似笔误（一位数字或日月互换）
pairing-level-same_month = 同年同月
pairing-level-same_year = 同年
pairing-level-off_by_one = 相差一
pairing-level-within_1_percent = 相差不超过百分之一
pairing-level-within_10_percent = 相差不超过百分之十
pairing-level-mutual = 双方互指对方编号
pairing-level-named = 一方指明另一方编号
pairing-level-contradicted = 一方指明另一方，另一方却指明他件
pairing-level-names_another = 所指编号是另一份申报书

# 为何无人胜出
pairing-claim-same_partner = 两份或多份申报书指向同一合作申报书：不自动认定，均待人工裁定
pairing-claim-named_otherwise = 申报书所填对方编号与其他内容相互矛盾：待人工裁定
pairing-claim-tie = 两种配对方式同样可能：待人工裁定

# 证据所属栏目
pairing-field-title = 项目名称
pairing-field-principal_investigators = 项目负责人
pairing-field-units = 合作单位
pairing-field-period = 执行年限
pairing-field-partner_number = 对方申报编号
pairing-field-topic = 领域方向
pairing-field-budget = 经费预算
pairing-field-agreement = 合作协议
