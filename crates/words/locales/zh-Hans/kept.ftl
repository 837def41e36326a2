portal-done-kept = 您已重新登录。刚才填写的内容仍在，尚未保存。
kept-signed-out = 您已退出登录。填写的内容仍在：请按“保存”，登录后即可恢复。
kept-title = 继续刚才的操作
kept-note = 您已重新登录。刚才发送的内容尚未处理；请现在发送，或返回。
kept-send = 现在发送
