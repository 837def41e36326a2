print-coded = 以〔U+…〕表示的字元，本檔案所用字型未收錄；其中的數字為該字元的 Unicode 碼位。系統所存原文未作更動。
print-signer = 簽名方
print-key-name = 金鑰名稱
print-key-id = 金鑰編號
print-signature = 簽名
