# Hong Kong and Macao wording.
dossier-date-short-year = 「{ $found }」的年份只有一兩位。請寫四位公曆年份，或寫明「民國」。
dossier-read-folder = 文件夾 { $folder } 無法讀取（{ $reason }）
