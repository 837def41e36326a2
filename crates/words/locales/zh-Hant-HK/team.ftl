team-role-unit_administrator-may = 可以查看除身份證明文件號碼以外的全部內容並評論。
team-as = 參與身份
team-invited-by = { $inviter }邀請 { $email } 以{ $role }身份參與一項申請。
