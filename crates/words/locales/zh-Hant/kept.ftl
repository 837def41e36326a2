portal-done-kept = 您已重新登入。剛才填寫的內容仍在，尚未儲存。
kept-signed-out = 您已登出。填寫的內容仍在：請按「儲存」，登入後即可恢復。
kept-title = 繼續剛才的操作
kept-note = 您已重新登入。剛才傳送的內容尚未處理；請現在傳送，或返回。
kept-send = 現在傳送
