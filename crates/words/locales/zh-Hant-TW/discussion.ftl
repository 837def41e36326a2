# 臺灣用語：審查
portal-done-discussion-entered = 您已參加討論。其他專家的審查見下。
discussion-own-first = 請先提交您自己的審查並參加討論。
discussion-about = 審查同一申請的專家互相查看審查並討論。此項由本徵集部門設定，指南對此沒有規定。討論內容不會送交對方，申請人也看不到。
discussion-awaited = 本徵集部門設有專家討論。提交您自己的審查後可以參加。
discussion-enter-note = 參加後，您可以查看其他專家的審查，他們也可以查看您的審查。系統將記錄您在參加前的審查版本。此後您仍可修改審查，各版本均予保留。
discussion-may-revise = 討論開放期間，您可以重新修改審查，截止後亦可。
discussion-own = 您的審查
discussion-no-reviews = 尚無其他已提交的審查。
discussion-review-of = 審查：{ $who }
discussion-gone = 已不再審查
discussion-set-note = 指南對討論沒有規定。未設定時不討論。專家須先提交自己的審查才能參加。
discussion-reviews = 討論中的審查
discussion-close-note = 專家仍可查看，不能再發言。正在修改的審查仍可提交。
discussion-open-note = 專家可以再發言並修改審查。
