# 专家：指派与回避，命令行

panel-step-read = 读取
panel-step-assign = 指派专家
panel-step-conflicts = 查找回避关系
panel-stopped = 已停止，未写出任何文件。
panel-written = 已写出：{ $files }
panel-total = 为 { $projects } 个项目指派专家 { $seats } 人次，契合度总和 { $total }，已证明为最优。
panel-seated = 为 { $projects } 个项目指派专家 { $seats } 人次，契合度总和 { $total }。
panel-fair = 最低的项目为 { $floor }；任何指派都不能使其超过 { $bound }。
panel-lot = 按种子 { $seed } 抽签；契合度总和的期望为 { $expected }。
panel-kept = 原有 { $before } 对中保留 { $kept } 对（最多可保留 { $most } 对）；让出的契合度总和：{ $loss }。
panel-lacking = 项目 { $project } 缺 { $seats } 名专家：另有候选 { $candidates } 名，其中已满额 { $full } 名。
panel-lacking-side = 项目 { $project } 缺 { $side } 方专家 { $seats } 名：该方候选 { $candidates } 名，其中已满额 { $full } 名。
panel-lacking-more = ……另有 { $count } 项，见 lacking.csv。
panel-short = 专家 { $expert } 比最少评审数少 { $projects } 项。
panel-changes = 使全部名额都能满足的最小改动（{ $count } 项）：
panel-change-load = 专家 { $expert } 多评 { $by } 项
panel-change-least = 专家 { $expert } 的最少评审数减 { $by }
panel-change-unit = 项目 { $project } 允许 { $unit } 的专家多 { $by } 名
panel-change-side-more = 项目 { $project } 允许 { $side } 方专家多 { $by } 名
panel-change-side-less = 项目 { $project } 对 { $side } 方专家的要求减 { $by } 名
panel-change-seats = 为项目 { $project } 再找 { $by } 名专家，或减少同样多的名额
panel-change-seats-side = 为项目 { $project } 再找 { $side } 方专家 { $by } 名，或减少同样多的名额

# 文件中的问题
panel-table-empty = { $file } 中没有表格。请写表头，并每条写一行。
panel-column-missing = { $file }：缺少“{ $column }”列（现有：{ $found }）。请补上，或把其中一列改为此名。
panel-cell-missing = { $file } 第 { $row } 行 { $column } 列：此格为空。请填写或删去该行。
panel-cell-count = { $file } 第 { $row } 行 { $column } 列：“{ $found }”不是整数。请只写数字，或留空。
panel-cell-quota = { $file } 第 { $row } 行 { $column } 列：“{ $found }”不是名额。请写最少数，或写最少与最多，如 1-2。
panel-cell-decision = { $file } 第 { $row } 行 { $column } 列：“{ $found }”不是决定。请写 out（回避）或 in（可评），或留空。
panel-cell-year = { $file } 第 { $row } 行 { $column } 列：“{ $found }”中的年份无法读取。请写作“姓名 @ 2024”，多项以分号分隔。
panel-undecided = { $file } 第 { $row } 行：此项回避尚无人决定。请在“decision”列写 out 或 in，或在选项中设 undecided = "out" 或 "in"。
panel-number-twice = { $file } 第 { $row } 行 { $column } 列：“{ $found }”出现两次。请只留一行。
panel-row-unknown = { $file } 第 { $row } 行 { $column } 列：“{ $found }”不在其他表中。请更正编号或删去该行。
panel-score-missing = { $file } 第 { $row } 行：项目、专家或分数为空。请填写或删去该行。
panel-score-number = { $file } 第 { $row } 行 { $column } 列：“{ $found }”不是分数。请写小数，位数不多于选项所定（未定则六位）。
panel-expert-unknown = { $file } 第 { $row } 行：专家“{ $found }”不在专家表中。请补上该专家或删去该行。
panel-project-unknown = { $file } 第 { $row } 行：项目“{ $found }”不在项目表中。请补上该项目或删去该行。
panel-line = { $file } 第 { $row } 行不是申请（{ $found }）。请使用 hefu round 写出的 applications.jsonl。
panel-most-unset = 未设定专家 { $expert } 最多评审几项。请填 most 列，或在选项中设 most。
panel-demand-unset = 未设定项目 { $project } 需要几名专家。请填 demand 列，或在选项中设 demand。
panel-loss = “{ $found }”不是可让出的数额。请写不小于零的数，单位与分数相同。
panel-one-way = 只有在求总和最大时才能保留原有指派。请去掉 fair 和 lot，或去掉原有指派。
panel-fault-twice = 编号“{ $found }”出现两次。
panel-fault-pair-twice = 项目 { $project } 与专家 { $expert } 有两个分数。请只留一个。
panel-fault-load = 专家 { $expert } 至少评 { $least } 项，却最多评 { $most } 项。请更正其一。
panel-fault-side-twice = 项目 { $project } 对 { $side } 方有两个名额。请只留一个。
panel-fault-side = 项目 { $project } 需要 { $side } 方 { $least } 名，却最多 { $most } 名。请更正其一。
panel-fault-seats = 项目 { $project } 各方共需 { $needed } 名专家，而名额为 { $seats }。请更正其一。
panel-fault-fixed-forbidden = 项目 { $project } 与专家 { $expert } 既已固定又须回避。请决定其一。
panel-fault-fixed-unscored = 项目 { $project } 与专家 { $expert } 已固定，但没有分数。请补上分数。
panel-fault-fixed-project = 项目 { $project } 已固定的专家超出其名额。
panel-fault-fixed-expert = 专家 { $expert } 已固定的项目超出其最多评审数。
panel-fault-too-large = 表格或数值过大，无法计算。

# 回避
panel-conflicts = 确定须回避 { $hard } 项，待人工认定 { $confirm } 项，见 { $file }。请在“decision”列写 out（回避）或 in（可评）。
panel-rule-on-project = 参与该项目
panel-rule-same-unit = 同一单位
panel-rule-co-author = 合著
panel-rule-adviser = 师生
panel-rule-family = 亲属
panel-rule-named-by-applicant = 申请人请求回避
panel-rule-declared-by-expert = 专家申报回避
panel-rule-competing = 参与竞争项目
panel-likeness-identifier = 标识相同
panel-likeness-same-name = 姓名相同
panel-likeness-romanised = 姓名拼写不同而可能相同
panel-likeness-initials = 姓氏与首字母相符
panel-likeness-stated = 已声明
panel-likeness-same-unit = 单位相同
panel-likeness-like-unit = 单位可能相同
panel-limit-unset = 未设年限
