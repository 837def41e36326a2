# 臺灣用語：身分證、金鑰
identities-halt-doubted = 對方徵集部門的答覆不是用其告知的金鑰計算的，未予採用，也不再以該金鑰詢問。請與對方徵集部門聯絡，停用後重新啟用比對。
identities-off-effect = 不再參加即銷毀本徵集部門的金鑰；再次參加時產生新金鑰，重新計數。已發現的結果予以保留。
experts-column-resident_id = 居民身分證號
experts-column-hkid = 香港身分證號碼
experts-column-taiwan_id = 身分證統一編號
