account-password-note = 更改密碼後，其他所有登入即時登出。
