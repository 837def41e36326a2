cli-demo-stays = 用浏览器打开 { $url } 查看报告。按回车键结束。
