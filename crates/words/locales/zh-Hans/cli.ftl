cli-demo-stays = 用浏览器打开 { $url } 查看报告。按回车键结束。
cli-serving = 机构门户已开放：{ $url }（按 Ctrl-C 结束）
cli-account-opened = 已为{ $name }开设账户。
cli-sign-in-link = 下列链接可登录一次，{ $hours } 小时内有效：
cli-verified = { $entries } 条记录，根 { $root }：{ $faults } 处不符
cli-office-new = 已写入 { $file }。请填写主管机构名称，然后运行 hefu office administrator 和 hefu serve
cli-receipt-holds = 回执有效：{ $kind } { $subject }（{ $at }）是日志 { $origin } 的第 { $index } 条记录（检查点共 { $size } 条）。
cli-demo-offices = 同一批次的三个机构，可在浏览器中查看（可以任何人员身份登录）：
