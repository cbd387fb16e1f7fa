extension Phrase {
  static let conclusionHeading = Phrase("排查结论", "排查結論", "Conclusion")
  static let wordFindings = Phrase("发现问题", "發現問題", "Findings")
  static let wordFindingsAndIncomplete = Phrase(
    "发现问题，且排查不完整", "發現問題，且排查不完整", "Findings, and the inspection is incomplete")
  static let wordIncomplete = Phrase(
    "未发现问题，但排查不完整", "未發現問題，但排查不完整", "Nothing found, but the inspection is incomplete")
  static let wordClean = Phrase("未发现问题", "未發現問題", "Nothing found")
  static let conclusionFindings = Phrase(
    "{all} 条规则全部执行，发现 {failed} 个问题，涉及 {orders} 张订单，涉及金额 {amount}。",
    "{all} 條規則全部執行，發現 {failed} 個問題，涉及 {orders} 張訂單，涉及金額 {amount}。",
    """
    All {all} rules ran. Failed: {failed}; orders affected: {orders}; amount at risk: {amount}.
    """
  )
  static let conclusionFindingsAndIncomplete = Phrase(
    """
    {all} 条规则执行了 {rules} 条，发现 {failed} 个问题，涉及 {orders} 张订单，涉及金额 {amount}；另有 {undetermined} 项无法判\
    定。未能检查的内容见“未检查事项”。
    """,
    """
    {all} 條規則執行了 {rules} 條，發現 {failed} 個問題，涉及 {orders} 張訂單，涉及金額 {amount}；另有 {undetermined} 項無法判\
    定。未能檢查的內容見「未檢查事項」。
    """,
    """
    {rules} of {all} rules ran. Failed: {failed}; orders affected: {orders}; amount at risk: \
    {amount}; undetermined: {undetermined}. What could not be checked is listed under “Not \
    checked”.
    """
  )
  static let conclusionIncomplete = Phrase(
    "{all} 条规则执行了 {rules} 条，已检查的部分未发现问题；{undetermined} 项无法判定。未能检查的内容见“未检查事项”，在补齐之前不能视为无问题。",
    "{all} 條規則執行了 {rules} 條，已檢查的部分未發現問題；{undetermined} 項無法判定。未能檢查的內容見「未檢查事項」，在補齊之前不能視為無問題。",
    """
    {rules} of {all} rules ran and none failed; undetermined: {undetermined}. What could not \
    be checked is listed under “Not checked”; until it is, this is not a clean result.
    """
  )
  static let conclusionClean = Phrase(
    "{all} 条规则全部执行，全部数据可读、可判定，未发现问题。",
    "{all} 條規則全部執行，全部資料可讀、可判定，未發現問題。",
    "All {all} rules ran, everything could be read and decided, and none failed."
  )
  static let ruleOfDecision = Phrase(
    "判定规则：任何一条规则不通过即为“发现问题”；只有全部规则已执行、全部结果可判定、声明的数据来源齐全、全部记录可读、控制总数相符时，才说“未发现问题”，否则为“排查不完整”。",
    "判定規則：任何一條規則不通過即為「發現問題」；只有全部規則已執行、全部結果可判定、宣告的資料來源齊全、全部記錄可讀、控制總數相符時，才說「未發現問題」，否則為「排查不完整」。",
    """
    Rule of decision: one failed check is enough for “Findings”. “Nothing found” is said only \
    when every rule ran, every outcome could be decided, every declared source was there, \
    every record could be read and the control totals agree; anything less is “incomplete”.
    """
  )

  static let conclusionPhrases = [
    conclusionHeading, wordFindings, wordFindingsAndIncomplete, wordIncomplete, wordClean,
    conclusionFindings, conclusionFindingsAndIncomplete, conclusionIncomplete, conclusionClean,
    ruleOfDecision,
  ]
}
