extension Phrase {
  static let remediationHeading = Phrase("整改跟踪", "整改追蹤", "Remediation")
  static let remediationNote = Phrase(
    "再次检查且未再发现的问题为“已验证”；单据未出现在本期导出文件中或规则未执行的为“未复查”，仍视为未关闭。",
    "再次檢查且未再發現的問題為「已驗證」；單據未出現在本期匯出檔中或規則未執行的為「未複查」，仍視為未關閉。",
    """
    An issue is verified when its document was judged again and the rule no longer finds it. One \
    whose document is not in this period's exports, or whose rule did not run, was not examined \
    and stays open.
    """
  )
  static let openIssues = Phrase("未关闭", "未關閉", "Open")
  static let verified = Phrase("已验证", "已驗證", "Verified")
  static let unexamined = Phrase("未复查", "未複查", "Not examined")
  static let verifiedHeading = Phrase("本期已验证关闭", "本期已驗證關閉", "Verified in this period")
  static let unexaminedHeading = Phrase("未复查的遗留问题", "未複查的遺留問題", "Open and not examined")
  static let unexaminedNote = Phrase(
    "前期问题，本期无法判断是否已整改。", "前期問題，本期無法判斷是否已改善。",
    "Found earlier; whether they were remedied cannot be said from this period's exports."
  )
  static let ageHeading = Phrase("未关闭问题的时长", "未關閉問題的時長", "Open since")
  static let age = Phrase("首次发现", "首次發現", "First found")
  static let ageThisMonth = Phrase("本月", "本月", "This month")
  static let ageOneMonth = Phrase("上月", "上月", "Last month")
  static let ageTwoToFive = Phrase("2 至 5 个月前", "2 至 5 個月前", "2 to 5 months ago")
  static let ageSixOrMore = Phrase("6 个月以前", "6 個月以前", "6 months ago or more")
  static let statusOverdue = Phrase("逾期未整改", "逾期未改善", "Overdue")
  static let escalatedTo = Phrase("上报", "上報", "Escalated to")
  static let assignedTo = Phrase("责任部门与人员", "責任部門與人員", "Assigned to")
  static let caseEvents = Phrase("经过", "經過", "What happened")
  static let stateOpen = Phrase("待整改", "待改善", "Open")
  static let stateDone = Phrase("已整改，待验证", "已改善，待驗證", "Done, to be verified")
  static let stateClosed = Phrase("人工关闭", "人工關閉", "Closed")
  static let causeHuman = Phrase("人为", "人為", "Human")
  static let causeProcess = Phrase("流程", "流程", "Process")
  static let causeSystem = Phrase("系统", "系統", "System")
  static let moreInRemediation = Phrase(
    "另有 {count} 个，见 remediation.csv。", "另有 {count} 個，見 remediation.csv。",
    "{count} more are in remediation.csv."
  )

  static let remediationPhrases = [
    remediationHeading, remediationNote, openIssues, verified, unexamined, verifiedHeading,
    unexaminedHeading, unexaminedNote, ageHeading, age, ageThisMonth, ageOneMonth, ageTwoToFive,
    ageSixOrMore, statusOverdue, escalatedTo, assignedTo, caseEvents, stateOpen, stateDone,
    stateClosed, causeHuman, causeProcess, causeSystem, moreInRemediation,
  ]
}
