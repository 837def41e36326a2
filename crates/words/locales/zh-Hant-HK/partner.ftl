dashboard-turn-offices = 輪到徵集部門：須由工作人員認定
