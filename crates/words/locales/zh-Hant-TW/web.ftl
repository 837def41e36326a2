# Taiwan wording.
web-date-hint = 年、月、日，西元或民國均可，例如 2021-01-01、民國110年1月1日
web-save-lost = 未能儲存。請檢查網路；已填內容仍在本頁，下次修改時會再次儲存。
web-fault-400-what = 網址或送出的資料不是本頁能夠讀取的格式。
web-fault-413-title = 送出的內容過大
web-fault-413-what = 檔案或表單超過本頁允許的大小，沒有儲存。
web-fault-415-what = 送出的內容不是本頁能夠讀取的類型，沒有儲存。
web-fault-415-remedy = 請使用該欄位所列的檔案類型重新送出。
web-fault-422-title = 送出的內容有誤
web-fault-422-what = 表單已讀取，但其中有內容不能接受。沒有作任何更改。
web-fault-422-remedy = 請返回修改所列各處後重新送出。
web-fault-500-what = 處理此請求時系統出錯，已依下列編號記入日誌。
web-fault-503-remedy = 請稍候數秒再試；同一表單重複送出只計一次。
web-fault-origin-what = 該表單不是從本系統頁面送出的，因此未作處理。
web-fault-origin-remedy = 請在本系統中開啟該頁面後送出。
web-fault-413-remedy = 請縮小檔案後重新上傳，例如將掃描檔存為 300 dpi。
