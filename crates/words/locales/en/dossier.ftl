# Problems met in reading what a side hands in, and the words of the template.

# Cells
dossier-cell-missing = This cell must be filled in. Please fill it in.
dossier-cell-error = This cell holds the spreadsheet error “{ $found }”. Correct the formula or write the value itself.
dossier-cell-formula = This cell is a formula whose result was not saved. Open and save the file in a spreadsheet program, or write the value itself.
dossier-cell-kind = “{ $found }” is not what this column asks for. Please write what the header says.
dossier-cell-too-long = This cell is longer than { $limit } characters and was not read. Shorten it; put long text into an attachment.
dossier-cell-became-date = The spreadsheet took this cell for a date; it was read as “{ $found }”. Check it; if it is no date, format the cell as text and write it again.
dossier-code-became-date = The spreadsheet turned this number into the date “{ $found }”; the number itself is lost. Format the cell as text and write it again.
dossier-choice = “{ $found }” is not one of the choices and was left out. Use one of: { $choices }.
dossier-side = “{ $found }” is not a side of this guide and was left out. Use one of: { $choices }.
dossier-direction = “{ $found }” is not a direction of this guide. Write the number of the direction: { $choices }.
dossier-partner-side = The partner is named (“{ $found }”), but without a direction it cannot be told which side that is. Fill in the direction first.

# Numbers of applications
dossier-number-twice = Application number “{ $found }” stands more than once; also at { $others }. None of them was taken. Keep the right row.
dossier-number-too-long = The number “{ $found }” is stored as a number, of which a spreadsheet keeps only 15 digits; the last ones are lost. Format the column as text and write it again.
dossier-number-scientific = The number “{ $found }” was saved in scientific notation; the number itself is lost. Format the column as text and export again.
dossier-number-zeros = The number “{ $found }” is stored as a number, while others in the column have { $length } digits and begin with zero; leading zeros may be lost. Check it and write it as text.
dossier-reference-unknown = There is no application “{ $found }”; this row was left out. Check the number, or add the application.
dossier-reference-zeros = “{ $found }” lacks leading zeros; it was read as the only application that fits. Please correct it.
dossier-code-twice =
    The number “{ $found }” stands twice among the { $level ->
        [task] task
        [deliverable] deliverable
       *[milestone] milestone
    }s of this application. Give each its own number.

# Dates and times
dossier-date-not-a-date = “{ $found }” is not a date. Write it as 2021-01-31.
dossier-date-incomplete = “{ $found }” is not a whole date. Give year, month and day.
dossier-date-short-year = “{ $found }” has a year of one or two digits. Write four digits, or 民國 before it.
dossier-date-ambiguous-calendar = “{ $found }”: the year { $year } is { $gregorian } if counted in 民國, but the calendar is not stated. Write 民國{ $year }年 or { $gregorian }.
dossier-date-ambiguous-order = “{ $found }” can be { $first } or { $second }. Write it as one of these.
dossier-date-impossible = “{ $found }”: there is no day { $date }. Please correct it.
dossier-date-has-time = “{ $found }” holds a time of day. Give the date alone.
dossier-date-time-cut = “{ $found }” holds a time of day; only the date was taken.
dossier-date-serial = The spreadsheet’s day number { $found } stands for no day. Write the date as 2021-01-31.
dossier-date-absurd = The date “{ $found }” reads as { $date }, which cannot be meant; it was left out. Please correct it.
dossier-range = “{ $found }” is not a first and a last day. Write “2021-01-01 to 2022-12-31”, or use two columns.
dossier-instant = “{ $found }” is not a time. Write it as 2020-03-01 17:00 or 2020-03-01T17:00:00+08:00.
dossier-instant-no-time = “{ $found }” is a date only. Add the time of day, as in 2020-03-01 17:00; the end of a day is 24:00.
dossier-instant-zone = The time zone of “{ $found }” is not known. Write Asia/Shanghai, Asia/Hong_Kong, Asia/Macau or Asia/Taipei, or add +08:00 to the time.
dossier-instant-clock-change = “{ $found }” falls on a clock change in { $zone }. Add the offset, as in +08:00.
dossier-window-reversed = The window closes at { $found }, not after it opens at { $opens }. Correct side.toml.

# Numbers and money
dossier-not-a-number = “{ $found }” is not a number. Write digits only.
dossier-decimals = “{ $found }” has more than two decimals. Give two at most.
dossier-negative = “{ $found }” is below zero. Please correct it.
dossier-amount = “{ $found }” is not an amount of money. Write digits, with a unit if need be, as in 25万元.
dossier-amount-grouping = The commas in “{ $found }” do not group the digits by three. Write the number without commas.
dossier-amount-fraction = “{ $found }” has a fraction of the smallest unit of { $currency }. Write whole units of it.
dossier-amount-too-large = “{ $found }” is too large to be held. Check the unit.
dossier-amount-currency = In “{ $found }” the sign “{ $mark }” can be several currencies. Write the code, as in HKD or TWD.
dossier-amount-unit = “{ $found }” names a currency but no unit, while the column counts in larger units. Write 元 or 万元 after it.
dossier-amount-two-currencies = “{ $found }” names two currencies, { $first } and { $second }. Keep one.
dossier-currency = “{ $found }” is not a currency code. Write CNY, HKD, MOP, TWD …

# Identifiers
dossier-identifier-length =
    { $scheme ->
        [uscc] Unified Social Credit Code
        [brn] business registration number
        [ubn] Unified Business Number
        [ror] ROR
        [orcid] ORCID
        [resident_id] resident ID
        [hkid] HKID
        [taiwan_id] Taiwan ID
        [home_return_permit] Home Return Permit number
       *[taiwan_permit] Taiwan Compatriot Permit number
    } “{ $found }” has { $length } characters; { $expected } are needed. It was kept as written; please check it.
dossier-identifier-character =
    { $scheme ->
        [uscc] Unified Social Credit Code
        [brn] business registration number
        [ubn] Unified Business Number
        [ror] ROR
        [orcid] ORCID
        [resident_id] resident ID
        [hkid] HKID
        [taiwan_id] Taiwan ID
        [home_return_permit] Home Return Permit number
       *[taiwan_permit] Taiwan Compatriot Permit number
    } “{ $found }”: “{ $character }” cannot stand at place { $place }. It was kept as written; please check it.
dossier-identifier-part =
    { $scheme ->
        [uscc] Unified Social Credit Code
        [brn] business registration number
        [ubn] Unified Business Number
        [ror] ROR
        [orcid] ORCID
        [resident_id] resident ID
        [hkid] HKID
        [taiwan_id] Taiwan ID
        [home_return_permit] Home Return Permit number
       *[taiwan_permit] Taiwan Compatriot Permit number
    } “{ $found }”: the { $part ->
        [authority] registering authority
        [body_class] class of body
        [division] administrative division
        [birth_date] birth date
        [prefix] leading letter
        [sex_digit] sex digit
       *[suffix] suffix
    } “{ $value }” is not possible. It was kept as written; please check it.
dossier-identifier-check =
    { $scheme ->
        [uscc] Unified Social Credit Code
        [brn] business registration number
        [ubn] Unified Business Number
        [ror] ROR
        [orcid] ORCID
        [resident_id] resident ID
        [hkid] HKID
        [taiwan_id] Taiwan ID
        [home_return_permit] Home Return Permit number
       *[taiwan_permit] Taiwan Compatriot Permit number
    } “{ $found }”: the { $check ->
        [organisation_code] check character of the organisation code (place 17)
       *[final] check character
    } should be “{ $expected }” but is “{ $actual }”. It was kept as written; please check it.

# The guide’s words
dossier-not-in-guide = “{ $found }” is not a name the guide has; it was kept as written. Choose from the list.
dossier-name-shared = Several things in the guide are called “{ $found }”; it was kept as written. Choose the name with its id from the list.
dossier-tag-unknown = “{ $found }” is not a value of the list { $list }; it was kept as written. Choose one the guide names.
dossier-tag-of-unknown =
    This application has no { $level ->
        [task] task
        [deliverable] deliverable
       *[milestone] milestone
    } “{ $found }”; the tag was left out. Check the number.

# Sheets and columns
dossier-sheet-unknown = It cannot be told what the sheet “{ $found }” holds; it was not read. Use the template’s sheet name or headers, or save a column mapping.
dossier-sheet-damaged = The sheet is damaged and could not be read ({ $found }). Open it in a spreadsheet program and save it anew.
dossier-header-missing = No header row was found in “{ $found }”; it was not read. Keep the headers: { $headers }.
dossier-header-twice = The columns “{ $first }” and “{ $found }” mean the same; it cannot be told which counts, so the sheet was not read. Remove one.
dossier-column-missing = The required column “{ $header }” is missing. Add it.
dossier-column-unknown = The column “{ $found }” is not part of the format; what it holds was not read. If it is needed, use the template’s header or save a column mapping.
dossier-too-many-columns = There is content beyond column { $limit } (“{ $found }”), which was not read. Remove it or move it to the front.
dossier-too-many-cells = There are more than { $limit } cells; they were not read. Split the file.

# Files
dossier-too-many-files = There are { $found } table files in the folder; only the first { $limit } were read. Name the files to read in files.tables of side.toml.
dossier-more-problems = { $count } more problems are not listed. Deal with those listed, then read again.
dossier-file-format = “{ $found }” is not a table format that is read. Use .xlsx, .csv or .jsonl.
dossier-file-unreadable = The file “{ $found }” cannot be read ({ $reason }). Check the file and its permissions.
dossier-file-too-large = The file “{ $found }” has { $size } MiB, more than { $limit } MiB; it was not read. Make it smaller or split it.
dossier-file-outside = “{ $found }” leads out of the folder or is a link; it was not used. Put the file into the folder and write its name only.
dossier-file-missing = There is no file “{ $found }” in the folder. Put it there or correct the name.
dossier-file-name = There is no file “{ $found }”; “{ $name }”, which differs only in case or Unicode form, was taken. Please correct the name.
dossier-file-several = There is no file “{ $found }”, but several like it: { $names }. Write the exact name.
dossier-file-digest = The table states the SHA-256 “{ $found }”, but that of the file “{ $file }” is { $digest }. The file’s was taken; check whether it is the same file.
dossier-workbook-damaged = The workbook is damaged or no .xlsx file and could not be read ({ $found }). Open it in a spreadsheet program and save it anew.
dossier-workbook-old-or-locked = The workbook is in the old .xls format or has a password; it could not be read. Remove the password and save it as .xlsx.
dossier-workbook-entries = The workbook has { $found } parts, more than { $limit }; it was not read. Keep only the sheets that are needed.
dossier-workbook-unpacked = Unpacked, the workbook has more than { $limit } MiB; it was not read. Keep only the sheets and rows that are needed.
dossier-csv-damaged = From line { $line } on the file cannot be read as CSV ({ $found }). Export it again.
dossier-encoding-guessed = The file does not state its encoding; it was read as { $found }. Check that names are right, and better save it as UTF-8.
dossier-undecodable = The file is neither UTF-8 (fails at byte { $utf8 }) nor GB18030 (byte { $gb18030 }) nor Big5 (byte { $big5 }), where it holds { $found }; it was not read. Save it as UTF-8.
dossier-undecodable-as = The file says that it is { $encoding }, but byte { $offset } does not fit; it was not read. Save it as UTF-8.

# JSON Lines
dossier-line-too-long = This line has { $found } bytes, more than { $limit } MiB; it was not read. Each line must be one application.
dossier-json-syntax = This line is not JSON; the fault is at character { $at } ({ $reason }). Correct it; other lines are not affected.
dossier-json-member = “{ $found }” does not fit here ({ $reason }); the line was left out. Correct it by application.schema.json.
dossier-json-unknown = “{ $found }” is not part of the format and was not read. Check its spelling.
dossier-json-side = This line is an application of “{ $found }”, but the folder is that of “{ $side }”; it was left out. Move it to that side’s folder.

# Column mapping
dossier-mapping-entity = “{ $found }” is not a kind of table. Use one of: { $choices }.
dossier-mapping-field = { $entity } has no field “{ $found }”. Fields are listed in docs/formats/workbook.md.
dossier-mapping-unit = The unit “{ $found }” of field { $field } is not known. Write 元, 千元, 万元, 百万元 or 亿元.
dossier-mapping-column = Field “{ $found }” needs either header or value, and not both.
dossier-mapping-number = The mapping of table { $found } lacks number (the application number). Add it.
dossier-mapping-header = The file has no column “{ $found }” (field { $field }). Correct the mapping, or check that the export is whole.
dossier-mapping-no-header = No row holds these headers: { $found }. Correct header_row or the headers in the mapping.
dossier-why-header = the header “{ $header }” is a known spelling
dossier-why-values = { $share }% of the values look like it
dossier-why-values-unlike = but only { $share }% of the values look like it
dossier-why-partner-units = 合作单位 can mean units of either side; judged by the other columns, please confirm
dossier-why-nothing = no field fits

# A folder that cannot be read
dossier-read-cancelled = stopped
dossier-read-no-side = the guide has no side “{ $side }”; its sides are { $known }
dossier-read-folder = the folder { $folder } cannot be read ({ $reason })
dossier-read-settings = { $file } cannot be read: { $reason }
dossier-read-other-side = { $folder } holds the files of side “{ $found }”, not of “{ $wanted }”
dossier-read-no-tables = no table (.xlsx, .csv, .jsonl) in { $folder }; write an empty one with hefu template

# The workbook to fill in
dossier-template-notes = Notes
dossier-template-required = Required.
dossier-template-choose = Choose from the list.
dossier-template-sheet = Sheet
dossier-template-columns = Columns
dossier-template-note-1 = Each application is one row of the sheet “Applications”. The other sheets are tied to it by the application number.
dossier-template-note-2 = Columns with an orange header must be filled in. Leave others empty where there is nothing to say; do not write “none”.
dossier-template-note-3 = Columns may be reordered and title rows put above the header. Do not change headers or remove the application number.
dossier-template-note-4 = Numbers of applications are written as text; leading zeros stay.
dossier-template-note-5 = Dates are written as 2021-01-31; a 民國 year says so. Submission times are written as 2020-03-01 17:00 ({ $zone }).
dossier-template-note-6 = The sheets “Units” and “People” name the units and principal investigators of both sides, as the partner’s application does. One lead unit and one principal investigator for each side.
dossier-template-note-7 = The sheet “Tasks” states the division of work: which side (or both) owns each task. Both applications use the same task numbers.
dossier-template-note-8 = Amounts are in whole units unless stated otherwise. Without a currency they are in that of the side; this side’s is { $currency }.
dossier-template-note-9 = Agreements and evidence go into the folder documents; the table gives their file names.
