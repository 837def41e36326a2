# Hong Kong and Macao wording.
web-navigation = 主目錄
web-waiting = 項待處理
web-fault-500-what = 處理此請求時系統出錯，已按下列編號記入日誌。
web-fault-503-title = 系統繁忙
web-demo-more = 內容均屬虛構，任何人都可以任何身份登入，不會產生任何正式申請。
