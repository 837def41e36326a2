account-way-passkey = 通行金鑰
account-codes-enter = 請用應用程式掃描此 QR 碼，或輸入其下的金鑰（以時間為準，6 位），再填寫應用程式顯示的驗證碼。
account-codes-qr = 金鑰的 QR 碼
