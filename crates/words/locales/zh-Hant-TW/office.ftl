office-title-missing = 申請尚無名稱。請在「計畫」一節填寫。
office-may-not-publish = 只有計畫主管可以發布通知。
office-may-not-extend = 只有計畫主管可以延期。
