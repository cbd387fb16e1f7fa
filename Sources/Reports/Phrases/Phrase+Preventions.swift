extension Phrase {
  static let preventionsHeading = Phrase("预防措施建议", "預防措施建議", "Preventive measures suggested")
  static let preventionsNote = Phrase(
    "由本月有问题的规则提出，按不通过数排列；“再次出现”是以前各次排查已发现的问题。整改消除个案，预防措施防止同类问题再次发生。",
    "由本月有問題的規則提出，按不通過數排列；「再次出現」是以前各次排查已發現的問題。整改消除個案，預防措施防止同類問題再次發生。",
    "Suggested by the rules with findings, that with the most failed checks first; “seen before” were found by earlier inspections already. A remedy clears the single case; a preventive measure keeps its kind from coming back."
  )
  static let noPreventions = Phrase(
    "有问题的规则未提出预防措施。", "有問題的規則未提出預防措施。", "No rule with findings suggests a measure.")
  static let preventiveMeasure = Phrase("预防措施", "預防措施", "Measure")
  static let whatToDo = Phrase("具体做法", "具體做法", "What to do")
  static let preventionKind = Phrase("类别", "類別", "Kind")
  static let preventionProcess = Phrase("流程", "流程", "Process")
  static let preventionSystem = Phrase("系统", "系統", "System")
  static let preventionPeople = Phrase("人员", "人員", "People")
  static let carriedOutBy = Phrase("落实部门", "落實部門", "Carried out by")
  static let suggestedBy = Phrase("提出的规则", "提出的規則", "Suggested by")
  static let seenBefore = Phrase("再次出现", "再次出現", "Seen before")

  static let preventionsPhrases = [
    preventionsHeading, preventionsNote, noPreventions, preventiveMeasure, whatToDo, preventionKind,
    preventionProcess, preventionSystem, preventionPeople, carriedOutBy, suggestedBy, seenBefore,
  ]
}
