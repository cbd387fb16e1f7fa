extension Phrase {
  static let waiversHeading = Phrase("豁免", "豁免", "Waivers")
  static let waiversNote = Phrase(
    "经批准豁免的问题仍列在问题清单中，不计入问题数、涉及金额和退出状态；指标照常计算。到期或不再适用的豁免应当撤销或重新审批。",
    "經核准豁免的問題仍列在問題清單中，不計入問題數、涉及金額和結束狀態；指標照常計算。到期或不再適用的豁免應當撤銷或重新核准。",
    """
    Waived findings stay in the list of issues; they are in no count of failures, no amount at \
    risk and no exit status. KPIs count them as ever. A waiver that has expired or no longer \
    applies is to be withdrawn, or approved anew.
    """
  )
  static let waiver = Phrase("豁免", "豁免", "Waiver")
  static let waiverScope = Phrase("适用于", "適用於", "For")
  static let approver = Phrase("批准人", "核准人", "Approver")
  static let until = Phrase("有效至", "有效至", "Until")
  static let waivedFindings = Phrase("所涉问题", "所涉問題", "Findings")
  static let waiverState = Phrase("豁免状态", "豁免狀態", "State")
  static let waiverInForce = Phrase("生效", "生效", "In force")
  static let waiverExpired = Phrase("已到期", "已到期", "Expired")
  static let waiverNotBegun = Phrase("未到生效日", "未到生效日", "Not begun")
  static let waiverWithoutFindings = Phrase("不再适用", "不再適用", "No longer applies")
  static let waiverNotJudged = Phrase("规则未执行", "規則未執行", "Rule not run")
  static let waiverInShort = Phrase(
    "{reason}（{approver}，有效至 {until}）", "{reason}（{approver}，有效至 {until}）",
    "{reason} ({approver}, until {until})"
  )
  static let waivedSentence = Phrase(
    "另有 {count} 个问题经批准豁免，涉及金额 {amount}。", "另有 {count} 個問題經核准豁免，涉及金額 {amount}。",
    "Waived besides: {count}, over {amount}."
  )

  static let waiversPhrases = [
    waiversHeading, waiversNote, waiver, waiverScope, approver, until, waivedFindings, waiverState,
    waiverInForce, waiverExpired, waiverNotBegun, waiverWithoutFindings, waiverNotJudged,
    waiverInShort, waivedSentence,
  ]
}
