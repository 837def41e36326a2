# Taiwan wording.
selection-projects-heading = 計畫
selection-projects = { $count } 件計畫
selection-band = 擬支持計畫數
