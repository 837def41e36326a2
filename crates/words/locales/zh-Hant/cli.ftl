cli-demo-stays = 以瀏覽器開啟 { $url } 檢視報告。按 Enter 鍵結束。
