dashboard-turn-offices = 輪到主管機構：須由工作人員認定
