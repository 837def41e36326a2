printed-title = 項目申請書
printed-receipt-note = 本件所示即該條目所載。本次提交的回執檔案可資證明：其中載有該條目及其鹽值和經簽署的日誌狀態；用「hefu receipt check」和上列密鑰即可核驗，無須經徵集部門。
