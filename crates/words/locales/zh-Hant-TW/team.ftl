team-done-changed = 角色已更改，立即生效。
team-comment-long = 評論不得超過 { $most } 個字元。
