extension Phrase {
  static let kpisHeading = Phrase("考核指标", "考核指標", "Key performance indicators")
  static let kpi = Phrase("指标", "指標", "Indicator")
  static let value = Phrase("数值", "數值", "Value")
  static let target = Phrase("目标", "目標", "Target")
  static let againstTarget = Phrase("与目标对比", "與目標對比", "Against target")
  static let numerator = Phrase("分子", "分子", "Numerator")
  static let denominator = Phrase("分母", "分母", "Denominator")
  static let met = Phrase("达标", "達標", "Met")
  static let targetMet = Phrase("是否达标", "是否達標", "Target met")
  static let notMet = Phrase("未达标", "未達標", "Not met")
  static let noTarget = Phrase("未设目标", "未設目標", "No target")
  static let notComputed = Phrase("未计算", "未計算", "Not computed")
  static let kpiBar = Phrase(
    "{title}：{value}，目标 {target}",
    "{title}：{value}，目標 {target}",
    "{title}: {value}, target {target}"
  )
  static let noKPIs = Phrase("没有声明考核指标。", "沒有宣告考核指標。", "No indicator is declared.")
  static let change = Phrase("较上月（百分点）", "較上月（百分點）", "Change (pp)")
  static let movementBetter = Phrase("改善", "改善", "better")
  static let movementWorse = Phrase("变差", "變差", "worse")
  static let movementUnchanged = Phrase("持平", "持平", "unchanged")
  static let changeNote = Phrase(
    "较上月：本月数值减去 {period} 的数值，以未舍入的数值计算，单位为百分点。没有排查或没有数值的月份，趋势线断开。",
    "較上月：本月數值減去 {period} 的數值，以未捨入的數值計算，單位為百分點。沒有排查或沒有數值的月份，趨勢線中斷。",
    """
    Change: the value less that of {period}, both before they are rounded, in \
    percentage points (pp). The line is \
    broken where a month was not inspected or has no value.
    """
  )
  static let noPreviousMonth = Phrase(
    "上月（{period}）没有排查记录，因此不与上月比较。没有排查或没有数值的月份，趋势线断开。",
    "上月（{period}）沒有排查記錄，因此不與上月比較。沒有排查或沒有數值的月份，趨勢線中斷。",
    """
    The month before, {period}, was not inspected, so nothing is compared with it. The line is \
    broken where a month was not inspected or has no value.
    """
  )
  static let trend = Phrase("近十二个月", "近十二個月", "Twelve months")
  static let weight = Phrase("权重", "權重", "Weight")
  static let points = Phrase("得分", "得分", "Points")
  static let pointsOfWeight = Phrase("得分 / 权重", "得分 / 權重", "Points of weight")
  static let weightedScore = Phrase("指标加权得分", "指標加權得分", "Weighted score of the indicators")
  static let weightNote = Phrase(
    """
    得分 = 权重 × 完成率，完成率不超过 1。数值越高越好的指标，完成率 = 数值 ÷ 目标，未设目标的按目标 100% 计；越低越好的指标，完成率 = \
    (1 − 数值) ÷ (1 − 目标)，未设目标的按目标 0% 计。加权得分 = 100 × 得分之和 ÷ 权重之和，没有数值的指标两边都不计。
    """,
    """
    得分 = 權重 × 達成率，達成率不超過 1。數值越高越好的指標，達成率 = 數值 ÷ 目標，未設目標的按目標 100% 計；越低越好的指標，達成率 = \
    (1 − 數值) ÷ (1 − 目標)，未設目標的按目標 0% 計。加權得分 = 100 × 得分之和 ÷ 權重之和，沒有數值的指標兩邊都不計。
    """,
    """
    Points = weight × attainment, which is 1 at most. Where more is better, attainment = value ÷ \
    target, of 100% where none is set; where less is better, (1 − value) ÷ (1 − target), of 0% \
    where none is set. Weighted score = 100 × sum of points ÷ sum of weights; an indicator \
    without a value is in neither sum.
    """
  )
  static let isCounted = Phrase("计入分子", "計入分子", "In the numerator")
  static let yes = Phrase("是", "是", "yes")
  static let no = Phrase("否", "否", "no")

  static let kpisPhrases = [
    kpisHeading, kpi, value, target, againstTarget, numerator, denominator, met, targetMet, notMet,
    noTarget, notComputed, kpiBar, noKPIs, change, movementBetter, movementWorse, movementUnchanged,
    changeNote, noPreviousMonth, trend, weight, points, pointsOfWeight, weightedScore, weightNote,
    isCounted, yes, no,
  ]
}
