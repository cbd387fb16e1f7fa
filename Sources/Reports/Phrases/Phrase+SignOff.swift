extension Phrase {
  static let signOffHeading = Phrase("签署", "簽署", "Sign-off")
  static let preparedBy = Phrase("编制", "編製", "Prepared by")
  static let reviewedBy = Phrase("复核", "覆核", "Reviewed by")
  static let approvedBy = Phrase("批准", "核准", "Approved by")
  static let name = Phrase("姓名", "姓名", "Name")
  static let signature = Phrase("签名", "簽名", "Signature")
  static let date = Phrase("日期", "日期", "Date")
  static let footer = Phrase(
    "本报告由 Paicha 排查 {version} 生成；相同的输入得到逐字节相同的报告。",
    "本報告由 Paicha 排查 {version} 產生；相同的輸入得到逐位元組相同的報告。",
    "Made by Paicha {version}. The same inputs give the same report, byte for byte."
  )

  static let signOffPhrases = [
    signOffHeading, preparedBy, reviewedBy, approvedBy, name, signature, date, footer,
  ]
}
