extension Phrase {
  static let largestHeading = Phrase("金额最大的问题", "金額最大的問題", "Largest by amount")
  static let largestNote = Phrase(
    "每张单据只列金额最大的一个问题，最多列十张单据。",
    "每張單據只列金額最大的一個問題，最多列十張單據。",
    "One finding a document, the one with its largest amount; at most ten documents."
  )
  static let noLargest = Phrase("没有带金额的问题。", "沒有帶金額的問題。", "No finding has an amount.")
  static let furtherFindings = Phrase(
    "该单据另有 {count} 个问题", "該單據另有 {count} 個問題", "further findings on this document: {count}")
  static let rank = Phrase("序号", "序號", "No.")
  static let finding = Phrase("问题", "問題", "Finding")
  static let document = Phrase("单据", "單據", "Document")
  static let order = Phrase("订单编号", "訂單編號", "Order no.")
  static let field = Phrase("字段", "欄位", "Field")
  static let expected = Phrase("应为", "應為", "Expected")
  static let actual = Phrase("实为", "實為", "Actual")
  static let difference = Phrase("差异", "差異", "Difference")
  static let amount = Phrase("金额", "金額", "Amount")
  static let days = Phrase("{count} 天", "{count} 天", "{count} d")

  static let sideBySideHeading = Phrase("单据对照", "單據對照", "Documents side by side")
  static let sideBySideNote = Phrase(
    "先列规则查看的字段，再列各单据共有的字段；≠ 标出不一致的值。",
    "先列規則查看的欄位，再列各單據共有的欄位；≠ 標出不一致的值。",
    "First the fields that the rule looks at, then those that the documents share; ≠ marks values that disagree."
  )
  static let furtherDocuments = Phrase(
    "另有 {count} 份单据。", "另有 {count} 份單據。", "Further documents: {count}.")

  static let largestPhrases = [
    sideBySideHeading, sideBySideNote, furtherDocuments,
    largestHeading, largestNote, noLargest, furtherFindings, rank, finding, document, order, field,
    expected, actual, difference, amount, days,
  ]
}
