# 申請人提出的迴避專家

portal-event-experts-named = 申請人提出迴避專家
portal-done-experts-named = 名單已儲存。
named-not-offered = 本徵集部門不接受申請人提出迴避專家。
named-changed-meanwhile = 您開啟本頁後，團隊中有人修改了名單。請重新開啟本頁再填寫。
named-name-missing = 請填寫專家姓名，文字不限。
named-unit-missing = 請填寫該專家的工作單位。
named-reason-missing = 請填寫該專家不宜評審的理由。
named-too-long = 最多 { $most } 字。
named-twice = 該專家已在上面填寫。
named-too-many = 本徵集部門最多接受 { $most } 名。請刪去一行。
named-most-wrong = 請填寫 1 至 { $most } 的整數，或留空。
named-set-most = 申請人最多可提出的迴避專家人數
named-set-most-hint = 指南對此沒有規定。留空則不提供此項。申請截止後由指派專家的人員查看，此前和此後申請團隊均可查看，其他人不能查看。

named-title = 迴避專家
named-task-note = 由本徵集部門設定，並非指南規定。可以不填。
named-about = 您可以提出不宜評審本申請的專家。此項由本徵集部門設定，指南對此沒有規定。申請截止前可隨時修改，提交後亦可。
named-who-sees = 名單不屬於申報書。只有您的團隊可以查看；截止後，指派專家的人員可以查看。名單不會送交對方，專家也看不到。
named-at-most = 最多 { $most } 名專家。不需要的行請留空。填寫的行須填齊三項。
named-last = { $who }最後修改於 { $at }。
named-fixed = 現在不能在此修改名單。
named-nobody = 沒有提出迴避專家。
named-expert = 專家 { $n }
named-name = 專家 { $n } 的姓名
named-name-hint = 文字不限。請用該專家自己的寫法。
named-unit = 專家 { $n } 的單位
named-reason = 專家 { $n } 不宜評審的理由
named-column-name = 姓名
named-column-unit = 單位
named-save = 儲存名單

named-by-applicants = 申請人提出的迴避專家
named-officer-note = 申請人請求迴避的專家，按申請人原文列出。專家庫中可能所指的人，在您決定之前均列於上方的迴避關係中。
named-none-here = 沒有申請人提出迴避專家，或尚未截止。
named-who = 專家庫
named-not-in-register = 已提出，專家庫中沒有
named-how = （{ $how }）
named-unit-same = 單位相同
named-unit-like = 單位可能相同
named-unit-other = 單位不同
named-in-words = 申請人原文
named-words = { $name }，{ $unit }：{ $reason }
