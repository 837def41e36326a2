print-coded = 以〔U+…〕表示的字符，本文件所用字型未收錄；其中的數字為該字符的 Unicode 碼位。系統所存原文未作更動。
print-key-name = 密鑰名稱
print-key-id = 密鑰編號
