extension Phrase {
  static let scoresHeading = Phrase("部门得分", "部門得分", "Department scores")
  static let scoresNote = Phrase(
    """
    得分 = 100 − 100 × 扣分合计 ÷ 已判定项数，最低为 0。每个未关闭的问题扣分：{points}；逾期未整改的 × {overdue}，重复发生的 × \
    {reopened}。前期发现、本期未复查的问题照扣。已豁免的、由其他问题引起的、部门已报整改完成且待验证的不扣；无法判定的既不扣分，也不计入已判定项数。\
    问题和项数按规则的责任部门计。
    """,
    """
    得分 = 100 − 100 × 扣分合計 ÷ 已判定項數，最低為 0。每個未關閉的問題扣分：{points}；逾期未改善的 × {overdue}，重複發生的 × \
    {reopened}。前期發現、本期未複查的問題照扣。已豁免的、由其他問題引起的、部門已報改善完成且待驗證的不扣；無法判定的既不扣分，也不計入已判定項數。\
    問題和項數按規則的責任部門計。
    """,
    """
    Score = 100 − 100 × points off ÷ checks decided, and never below 0. An open finding takes off: \
    {points}; × {overdue} when it is overdue, × {reopened} when it was reopened. What was found \
    earlier and not examined again still counts. Nothing is taken off for what is waived, \
    follows from another finding, or was reported as remedied and waits to be verified; what is \
    undetermined takes nothing off and is no check decided. Findings and checks are those of the \
    department's rules.
    """
  )
  static let score = Phrase("得分", "得分", "Score")
  static let ofHundred = Phrase("满分 100", "滿分 100", "Of 100")
  static let inTime = Phrase("期限内", "期限內", "Not yet due")
  static let pointsOff = Phrase("扣分合计", "扣分合計", "Points off")
  static let judged = Phrase("已判定项数", "已判定項數", "Checks decided")
  static let noScore = Phrase("不评分", "不評分", "No score")

  static let departmentScoresPhrases = [
    scoresHeading, scoresNote, score, ofHundred, inTime, pointsOff, judged, noScore,
  ]
}
