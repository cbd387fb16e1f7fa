extension Phrase {
  static let rulesHeading = Phrase("规则执行情况", "規則執行情況", "Rules")
  static let notRun = Phrase("未执行", "未執行", "Not run")

  static let rulesPhrases = [
    rulesHeading, notRun,
  ]
}
