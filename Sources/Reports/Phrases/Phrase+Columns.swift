extension Phrase {
  static let ruleTitle = Phrase("问题类型", "問題類型", "Rule title")
  static let message = Phrase("问题描述", "問題描述", "Description")
  static let subjectKey = Phrase("单据编号", "單據編號", "Document key")
  static let otherDocuments = Phrase("其他相关单据", "其他相關單據", "Other documents")
  static let foundAt = Phrase("发现时间", "發現時間", "Found at")
  static let foundBy = Phrase("发现人", "發現人", "Found by")
  static let causeClass = Phrase("原因类别", "原因類別", "Cause class")
  static let effect = Phrase("影响", "影響", "Effect")
  static let measure = Phrase("已采取措施", "已採取措施", "Measure taken")
  static let responsible = Phrase("责任人", "責任人", "Person responsible")
  static let completedOn = Phrase("完成时间", "完成時間", "Completed on")

  static let columnsPhrases = [
    ruleTitle, message, subjectKey, otherDocuments, foundAt, foundBy, causeClass, effect, measure,
    responsible, completedOn,
  ]
}
