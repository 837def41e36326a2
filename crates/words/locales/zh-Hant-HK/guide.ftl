# Hong Kong wording.
guide-unit-university = 高等院校
guide-content-expected = { $of }；計劃中沒有時提示，結題時必查
