# Taiwan wording.

office-may-not-compare = 只有形式審查人員和計畫主管可以查看申請書之間的重合文字。
portal-event-overlap-set = 設定文字比對門檻
portal-event-overlap-compared = 比對申請書文本
portal-event-overlap-noted = 記錄文字比對查看意見

overlap-desk-title = 申請書文字比對
overlap-desk-own-halves = 本系統只保存向本徵集部門提交的申請書，不保存對方的一半，因此同一聯合計畫的雙方申請書不在此比對。計畫主持人或主持單位相同的兩份申請書，與其他申請書一樣比對。
overlap-desk-hint-listing = 實測：{ $measured } 單位時，佔檔案四分之一以上、改動不超過五分之一的人造抄本全部列出，列出的配對中約七成為抄本。
overlap-desk-hint-common = 實測時為 { $measured }。更多申請書共有的文字（如單位簡介）另行列出，不計入任何一對。
overlap-desk-failed = 比對失敗，原因見程式紀錄檔，請系統維護人員查看後再試。
overlap-desk-titles = 計畫名稱
overlap-desk-alike-investigator = 計畫主持人同名或 ORCID 相同
overlap-desk-alike-lead_unit = 主持單位同名
overlap-desk-unread = 未能比對或只比對部分的檔案
overlap-desk-texts = 比對範圍為有效申請書中自由填寫的內容，以及從隨附檔案中讀取的文字。指南原文和表格自帶文字不計入。
overlap-desk-noted-note = 承辦人員可記錄查看意見，以前的意見予以保留。系統不會因意見自動採取任何措施。
overlap-desk-in-force = 已提交且有效的申請書 { $count } 份。未變動的文本沿用索引。
