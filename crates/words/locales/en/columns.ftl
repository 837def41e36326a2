# Tables whose columns are known by their headings: support lists, scores, registers.
columns-problem = { $file }{ $sheet }, row { $row }, column { $column }: { $found }. { $remedy }
columns-no-header = no row of headings with a column “{ $column }”; write the headings as the blank file or the manual has them
columns-unknown = column not known; it was not read
columns-kind = “{ $found }” is neither a workbook (.xlsx) nor a CSV file.
columns-row = Row
columns-column = Column
columns-found = Found
columns-remedy = What to do
