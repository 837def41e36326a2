list-search-title = 計畫名稱
list-column-title = 計畫名稱
list-column-unit = 主持單位
list-column-person = 計畫主持人
list-column-people = 計畫主持人
plan-letters-wait = 郵件留在寄件匣，由計畫主管放行。
clauses-topic-only = 申請內容，申請人在表單中選擇。
