# 申请人提出的回避专家

portal-event-experts-named = 申请人提出回避专家
portal-done-experts-named = 名单已保存。
named-not-offered = 本征集部门不接受申请人提出回避专家。
named-changed-meanwhile = 您打开本页后，团队中有人修改了名单。请重新打开本页再填写。
named-name-missing = 请填写专家姓名，文字不限。
named-unit-missing = 请填写该专家的工作单位。
named-reason-missing = 请填写该专家不宜评审的理由。
named-too-long = 最多 { $most } 字。
named-twice = 该专家已在上面填写。
named-too-many = 本征集部门最多接受 { $most } 名。请删去一行。
named-most-wrong = 请填写 1 至 { $most } 的整数，或留空。
named-set-most = 申请人最多可提出的回避专家人数
named-set-most-hint = 指南对此没有规定。留空则不提供此项。申请截止后由指派专家的人员查看，此前和此后申请团队均可查看，其他人不能查看。

named-title = 回避专家
named-task-note = 由本征集部门设定，并非指南规定。可以不填。
named-about = 您可以提出不宜评审本申请的专家。此项由本征集部门设定，指南对此没有规定。申请截止前可随时修改，提交后亦可。
named-who-sees = 名单不属于申报书。只有您的团队可以查看；截止后，指派专家的人员可以查看。名单不会送交对方，专家也看不到。
named-at-most = 最多 { $most } 名专家。不需要的行请留空。填写的行须填齐三项。
named-last = { $who }最后修改于 { $at }。
named-fixed = 现在不能在此修改名单。
named-nobody = 没有提出回避专家。
named-expert = 专家 { $n }
named-name = 专家 { $n } 的姓名
named-name-hint = 文字不限。请用该专家自己的写法。
named-unit = 专家 { $n } 的单位
named-reason = 专家 { $n } 不宜评审的理由
named-column-name = 姓名
named-column-unit = 单位
named-save = 保存名单

named-by-applicants = 申请人提出的回避专家
named-officer-note = 申请人请求回避的专家，按申请人原文列出。专家库中可能所指的人，在您决定之前均列于上方的回避关系中。
named-none-here = 没有申请人提出回避专家，或尚未截止。
named-who = 专家库
named-not-in-register = 已提出，专家库中没有
named-how = （{ $how }）
named-unit-same = 单位相同
named-unit-like = 单位可能相同
named-unit-other = 单位不同
named-in-words = 申请人原文
named-words = { $name }，{ $unit }：{ $reason }
