print-coded = 以〔U+…〕表示的字符，本文件所用字体未收录；其中的数字为该字符的 Unicode 码位。系统所存原文未作改动。
print-signer = 签名方
print-key-name = 密钥名称
print-key-id = 密钥编号
print-signature = 签名
