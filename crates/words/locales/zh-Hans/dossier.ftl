# 读取申请材料时遇到的问题，以及模板用语。

# Cells
dossier-cell-missing = 此格必须填写。请补填。
dossier-cell-error = 此格是电子表格的错误值“{ $found }”。请改正公式或直接填写内容。
dossier-cell-formula = 此格是公式，但文件中没有计算结果。请在电子表格软件中打开并保存，或直接填写内容。
dossier-cell-kind = 此格的“{ $found }”不是所要的内容。请按列名填写。
dossier-cell-too-long = 此格超过 { $limit } 个字符，未读取。请缩短，长文请放入附件。
dossier-cell-became-date = 此格被电子表格当作日期，读作“{ $found }”。请核对；如不是日期，请把单元格设为文本后重填。
dossier-code-became-date = 编号被电子表格改成了日期“{ $found }”，原编号已不可知。请把单元格设为文本后重填。
dossier-choice = “{ $found }”不在可选范围内，未采用。请改为：{ $choices }。
dossier-side = “{ $found }”不是本指南中的一方，未采用。请改为：{ $choices }。
dossier-direction = “{ $found }”不是本指南的方向。请填写方向编号：{ $choices }。
dossier-partner-side = 填有合作方内容“{ $found }”，但指南方向不明，无法确定是哪一方。请先填写指南方向。

# Numbers of applications
dossier-number-twice = 申请编号“{ $found }”重复出现，另见 { $others }。各处均未采用，请保留正确的一行。
dossier-number-too-long = 编号“{ $found }”在电子表格中按数字存放，只保留前 15 位，末位已丢失。请把该列设为文本后重填。
dossier-number-scientific = 编号“{ $found }”已被存成科学记数法，原编号不可知。请把该列设为文本后重新导出。
dossier-number-zeros = 编号“{ $found }”按数字存放，而同列其他编号有 { $length } 位且以零开头，可能丢失了开头的零。请核对并按文本填写。
dossier-reference-unknown = 没有编号为“{ $found }”的申请，本行未采用。请核对编号，或在申请表中补上该申请。
dossier-reference-zeros = “{ $found }”缺少开头的零，已按唯一相符的申请读取。请改正编号。
dossier-code-twice =
    编号“{ $found }”在同一申请的{ $level ->
        [task] 任务
        [deliverable] 成果
       *[milestone] 里程碑
    }中出现两次。请给每项不同的编号。

# Dates and times
dossier-date-not-a-date = “{ $found }”不是日期。请写成 2021-01-31。
dossier-date-incomplete = “{ $found }”不是完整的日期。请写明年、月、日。
dossier-date-short-year = “{ $found }”的年份只有一两位。请写四位公历年份，或写明“民国”。
dossier-date-ambiguous-calendar = “{ $found }”的年份 { $year } 若为民国纪年即 { $gregorian } 年，但未写明历法。请写“民国{ $year }年”或 { $gregorian }。
dossier-date-ambiguous-order = “{ $found }”可以是 { $first }，也可以是 { $second }。请写成其中之一。
dossier-date-impossible = “{ $found }”：没有 { $date } 这一天。请改正。
dossier-date-has-time = “{ $found }”带有时刻。此处请只填日期。
dossier-date-time-cut = “{ $found }”带有时刻，只采用了日期。
dossier-date-serial = 电子表格的日期序号 { $found } 不对应任何一天。请写成 2021-01-31。
dossier-date-absurd = 日期“{ $found }”读作 { $date }，明显不合理，未采用。请改正。
dossier-range = “{ $found }”不是起止日期。请写成“2021-01-01 至 2022-12-31”，或分两列填写开始日期和结束日期。
dossier-instant = “{ $found }”不是时间。请写成 2020-03-01 17:00 或 2020-03-01T17:00:00+08:00。
dossier-instant-no-time = “{ $found }”只有日期。请写明时刻，如 2020-03-01 17:00；一天结束写 24:00。
dossier-instant-zone = “{ $found }”的时区无法识别。请写 Asia/Shanghai、Asia/Hong_Kong、Asia/Macau 或 Asia/Taipei，或在时间后加 +08:00。
dossier-instant-clock-change = “{ $found }”在 { $zone } 恰逢调钟，不能确定是哪一刻。请在时间后加上与世界时之差，如 +08:00。
dossier-window-reversed = 截止时间 { $found } 不晚于开始时间 { $opens }。请改正 side.toml。

# Numbers and money
dossier-not-a-number = “{ $found }”不是数字。请只填数字。
dossier-decimals = “{ $found }”的小数多于两位。请最多保留两位。
dossier-negative = “{ $found }”小于零。请改正。
dossier-amount = “{ $found }”不是金额。请写数字，可带单位，如 25万元。
dossier-amount-grouping = “{ $found }”中的逗号不是三位一分。请去掉逗号。
dossier-amount-fraction = “{ $found }”小于 { $currency } 的最小单位。请改为整数分。
dossier-amount-too-large = “{ $found }”数额过大，无法记录。请核对单位。
dossier-amount-currency = “{ $found }”中的“{ $mark }”可以是几种货币。请写代码，如 HKD 或 TWD。
dossier-amount-unit = “{ $found }”写了货币而未写单位，本列数字又不以元计。请在其后写明元或万元。
dossier-amount-two-currencies = “{ $found }”写了两种货币：{ $first } 和 { $second }。请只留一种。
dossier-currency = “{ $found }”不是货币代码。请写 CNY、HKD、MOP、TWD 等。

# Identifiers
dossier-identifier-length =
    { $scheme ->
        [uscc] 统一社会信用代码
        [brn] 商业登记号码
        [ubn] 统一编号
        [ror] ROR
        [orcid] ORCID
        [resident_id] 居民身份证号
        [hkid] 香港身份证号码
        [taiwan_id] 台湾身份证统一编号
        [home_return_permit] 港澳居民来往内地通行证号
       *[taiwan_permit] 台湾居民来往大陆通行证号
    }“{ $found }”有 { $length } 位，应为 { $expected } 位。已按原样保留，请核对。
dossier-identifier-character =
    { $scheme ->
        [uscc] 统一社会信用代码
        [brn] 商业登记号码
        [ubn] 统一编号
        [ror] ROR
        [orcid] ORCID
        [resident_id] 居民身份证号
        [hkid] 香港身份证号码
        [taiwan_id] 台湾身份证统一编号
        [home_return_permit] 港澳居民来往内地通行证号
       *[taiwan_permit] 台湾居民来往大陆通行证号
    }“{ $found }”第 { $place } 位不能是“{ $character }”。已按原样保留，请核对。
dossier-identifier-part =
    { $scheme ->
        [uscc] 统一社会信用代码
        [brn] 商业登记号码
        [ubn] 统一编号
        [ror] ROR
        [orcid] ORCID
        [resident_id] 居民身份证号
        [hkid] 香港身份证号码
        [taiwan_id] 台湾身份证统一编号
        [home_return_permit] 港澳居民来往内地通行证号
       *[taiwan_permit] 台湾居民来往大陆通行证号
    }“{ $found }”中的{ $part ->
        [authority] 登记管理部门代码
        [body_class] 机构类别代码
        [division] 行政区划
        [birth_date] 出生日期
        [prefix] 开头字母
        [sex_digit] 性别码
       *[suffix] 后缀
    }“{ $value }”不成立。已按原样保留，请核对。
dossier-identifier-check =
    { $scheme ->
        [uscc] 统一社会信用代码
        [brn] 商业登记号码
        [ubn] 统一编号
        [ror] ROR
        [orcid] ORCID
        [resident_id] 居民身份证号
        [hkid] 香港身份证号码
        [taiwan_id] 台湾身份证统一编号
        [home_return_permit] 港澳居民来往内地通行证号
       *[taiwan_permit] 台湾居民来往大陆通行证号
    }“{ $found }”的{ $check ->
        [organisation_code] 组织机构代码校验码（第17位）
       *[final] 校验码
    }应为“{ $expected }”，实为“{ $actual }”。已按原样保留，请核对。

# The guide’s words
dossier-not-in-guide = “{ $found }”不是指南所列的名称，已按原样保留。请从下拉列表中选择。
dossier-name-shared = 指南中有几项都叫“{ $found }”，已按原样保留。请从下拉列表中选择带编号的名称。
dossier-tag-unknown = “{ $found }”不是列表 { $list } 的选项，已按原样保留。请从指南所列中选择。
dossier-tag-of-unknown =
    该申请没有编号为“{ $found }”的{ $level ->
        [task] 任务
        [deliverable] 成果
       *[milestone] 里程碑
    }，此标签未采用。请核对编号。

# Sheets and columns
dossier-sheet-unknown = 看不出工作表“{ $found }”是什么，未读取。请使用模板的工作表名称或列名，或保存列对应关系。
dossier-sheet-damaged = 工作表已损坏，未能读取（{ $found }）。请在电子表格软件中打开并另存。
dossier-header-missing = “{ $found }”中找不到列名行，未读取。请保留列名：{ $headers }。
dossier-header-twice = “{ $first }”和“{ $found }”两列是同一内容，无法判断以哪列为准，本表未读取。请删去其一。
dossier-column-missing = 缺少必需的列“{ $header }”。请补上该列。
dossier-column-unknown = 列“{ $found }”不在格式之内，其内容未读取。如属所需，请改用模板的列名或保存列对应关系。
dossier-too-many-columns = 第 { $limit } 列以后还有内容（“{ $found }”），未读取。请删去或移到前面。
dossier-too-many-cells = 单元格多于 { $limit } 个，未读取。请把文件分成几份。

# Files
dossier-too-many-files = 文件夹中有 { $found } 个表格文件，只读取前 { $limit } 个。请在 side.toml 的 files.tables 中列出要读的文件。
dossier-more-problems = 另有 { $count } 个问题未列出。请先处理已列出的问题，再读取一次。
dossier-file-format = “{ $found }”不是可读的表格格式。请使用 .xlsx、.csv 或 .jsonl。
dossier-file-unreadable = 文件“{ $found }”无法读取（{ $reason }）。请检查文件及其权限。
dossier-file-too-large = 文件“{ $found }”为 { $size } MiB，超过 { $limit } MiB，未读取。请缩小或分开。
dossier-file-outside = “{ $found }”指向文件夹之外或是链接，未采用。请把文件放入文件夹，只写文件名。
dossier-file-missing = 文件夹中没有文件“{ $found }”。请放入文件或改正文件名。
dossier-file-name = 没有文件“{ $found }”，已采用只有大小写或字符编码形式不同的“{ $name }”。请改正文件名。
dossier-file-several = 没有文件“{ $found }”，而有几个名称相近的文件：{ $names }。请写出准确的文件名。
dossier-file-digest = 表中写的 SHA-256 是“{ $found }”，文件“{ $file }”的却是 { $digest }。已以文件为准，请核对是否为同一文件。
dossier-workbook-damaged = 工作簿已损坏或不是 .xlsx 文件，未能读取（{ $found }）。请在电子表格软件中打开并另存。
dossier-workbook-old-or-locked = 工作簿是旧的 .xls 格式或设有密码，未能读取。请去掉密码并另存为 .xlsx。
dossier-workbook-entries = 工作簿内有 { $found } 个部分，超过 { $limit } 个，未读取。请只保留所需的工作表。
dossier-workbook-unpacked = 工作簿解压后超过 { $limit } MiB，未读取。请只保留所需的工作表和行。
dossier-csv-damaged = 第 { $line } 行起无法按 CSV 读取（{ $found }）。请重新导出。
dossier-encoding-guessed = 文件没有注明编码，按 { $found } 读取。请核对姓名和名称是否正确；最好另存为 UTF-8。
dossier-undecodable = 文件不是 UTF-8（第 { $utf8 } 字节起不符）、GB18030（第 { $gb18030 } 字节）或 Big5（第 { $big5 } 字节），该处为 { $found }，未读取。请另存为 UTF-8。
dossier-undecodable-as = 文件开头注明为 { $encoding }，但第 { $offset } 字节不符，未读取。请另存为 UTF-8。

# JSON Lines
dossier-line-too-long = 本行有 { $found } 字节，超过 { $limit } MiB，未读取。请核对每行是否为一份申请。
dossier-json-syntax = 本行不是 JSON，第 { $at } 个字符处有误（{ $reason }）。请改正；其他行不受影响。
dossier-json-member = 此项的“{ $found }”不合格式（{ $reason }），本行未采用。请按 application.schema.json 改正。
dossier-json-unknown = “{ $found }”不在格式之内，未读取。请核对拼写。
dossier-json-side = 本行是“{ $found }”的申请，而此文件夹属于“{ $side }”，未采用。请移到该方的文件夹。

# Column mapping
dossier-mapping-entity = “{ $found }”不是表的种类。请改为：{ $choices }。
dossier-mapping-field = { $entity } 没有字段“{ $found }”。字段名见 docs/formats/workbook.md。
dossier-mapping-unit = 字段 { $field } 的单位“{ $found }”无法识别。请写元、千元、万元、百万元或亿元。
dossier-mapping-column = 字段“{ $found }”须写明 header 或 value 之一。
dossier-mapping-number = 表 { $found } 的对应关系缺少 number（申请编号）。请补上。
dossier-mapping-header = 文件中没有列“{ $found }”（字段 { $field }）。请改正列对应关系，或核对导出是否完整。
dossier-mapping-no-header = 找不到含有这些列名的行：{ $found }。请改正列对应关系中的 header_row 或列名。
dossier-why-header = 列名“{ $header }”是已知写法
dossier-why-values = { $share }% 的内容与此相符
dossier-why-values-unlike = 但只有 { $share }% 的内容与此相符
dossier-why-partner-units = “合作单位”可指本方或合作方的单位，按其他列推断，请确认
dossier-why-nothing = 没有相符的字段

# A folder that cannot be read
dossier-read-cancelled = 已停止
dossier-read-no-side = 本指南没有“{ $side }”一方；各方为：{ $known }
dossier-read-folder = 文件夹 { $folder } 无法读取（{ $reason }）
dossier-read-settings = { $file } 无法读取：{ $reason }
dossier-read-other-side = { $folder } 是“{ $found }”一方的文件夹，不是“{ $wanted }”的
dossier-read-no-tables = { $folder } 中没有表格（.xlsx、.csv、.jsonl）；可用 hefu template 生成空表

# The workbook to fill in
dossier-template-notes = 填写说明
dossier-template-required = 必填。
dossier-template-choose = 请从列表中选择。
dossier-template-sheet = 工作表
dossier-template-columns = 列
dossier-template-note-1 = 每份申请在“申请”表中占一行。其他各表以申请编号与之相连。
dossier-template-note-2 = 列名为橙色的必须填写；其他各列没有内容时留空，不要填“无”。
dossier-template-note-3 = 可以调换各列的次序、在列名之上加标题行。不要改动列名，不要删去申请编号一列。
dossier-template-note-4 = 编号按文本填写，开头的零保留。
dossier-template-note-5 = 日期写成 2021-01-31；民国年份写明“民国”。提交时间写成 2020-03-01 17:00（{ $zone }）。
dossier-template-note-6 = “单位”和“人员”两表写明双方的单位和负责人，与合作方的申请一致。每一方一个牵头单位、一位项目负责人。
dossier-template-note-7 = “任务”表写明分工：每项任务由哪一方（或双方）负责。双方的申请用同一任务编号。
dossier-template-note-8 = 金额以元计，另有写明者除外；币种不填时为出资方的货币，本方为 { $currency }。
dossier-template-note-9 = 协议和证明材料放入 documents 文件夹，表中写文件名。
