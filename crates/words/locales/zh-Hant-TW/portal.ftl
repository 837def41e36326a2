portal-title = 計畫名稱
portal-untitled = （尚無計畫名稱）
portal-title-first = 請先在「計畫」一節填寫計畫名稱
portal-section-project = 計畫
portal-role-programme_officer = 計畫主管
