round-step-tables = 读取申请表
round-step-documents = 读取协议和附件
round-step-pairing = 配对与比对
round-step-checking = 形式检查
round-step-writing = 生成报告
