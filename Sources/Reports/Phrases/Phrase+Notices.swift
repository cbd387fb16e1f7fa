extension Phrase {
  static let noticesHeading = Phrase("通知文件", "通知文件", "Notices")
  static let noticesNote = Phrase(
    "随本报告一并生成，供打印、签发和分送。", "隨本報告一併產生，供列印、簽發和分送。",
    "Written beside this report, to be printed, signed and sent out."
  )
  static let notice = Phrase("通知", "通知", "Notice")
  static let issueCount = Phrase("问题数", "問題數", "Issues")
  static let majorTitle = Phrase("重大问题报告", "重大問題報告", "Report of major issues")
  static let rectificationTitle = Phrase("整改通知书", "整改通知書", "Rectification notice")
  static let noticeNumber = Phrase("编号", "編號", "Number")
  static let sentTo = Phrase("主送", "主送", "To")
  static let copiedTo = Phrase("抄送", "抄送", "Copy to")
  static let superior = Phrase("上级领导", "上級主管", "The superior")
  static let headsOf = Phrase("{departments}负责人", "{departments}負責人", "Heads of {departments}")
  static let majorNote = Phrase(
    "本报告列出严重程度为“重大”、尚未整改且未经豁免的问题，请立即处理。",
    "本報告列出嚴重程度為「重大」、尚未改善且未經豁免的問題，請立即處理。",
    "These issues are critical, open and without leave to stand. They are to be dealt with at once."
  )
  static let majorNoteWithLimit = Phrase(
    "本报告列出严重程度为“重大”或涉及金额达到 {amount}、尚未整改且未经豁免的问题，请立即处理。",
    "本報告列出嚴重程度為「重大」或涉及金額達到 {amount}、尚未改善且未經豁免的問題，請立即處理。",
    """
    These issues are critical or put {amount} or more in doubt, are open and without leave to \
    stand. They are to be dealt with at once.
    """
  )
  static let majorCounted = Phrase(
    "不再单列：由所列问题引起的重大问题 {consequences} 个，经批准豁免的 {waived} 个。",
    "不再單列：由所列問題引起的重大問題 {consequences} 個，經核准豁免的 {waived} 個。",
    "Not listed: {consequences} that the listed ones explain, {waived} with leave to stand."
  )
  static let consequenceCount = Phrase(
    "引起重大问题 {count} 个", "引起重大問題 {count} 個", "major consequences: {count}")
  static let noticeShown = Phrase(
    "此处列出最严重的 {count} 个，其余 {rest} 个见 {files}。",
    "此處列出最嚴重的 {count} 個，其餘 {rest} 個見 {files}。",
    "The worst {count} are listed here; the other {rest} are in {files}."
  )
  static let rectificationNote = Phrase(
    "{period}订单排查发现下列由贵部门负责的问题。请按各项期限整改，填写文末回执交回；是否已整改，由下一次排查验证。",
    "{period}訂單排查發現下列由貴部門負責的問題。請按各項期限改善，填寫文末回執交回；是否已改善，由下一次排查驗證。",
    """
    The inspection of {period} found these issues, which are yours to remedy. Please remedy each \
    by its date and return the slip at the end. The next inspection verifies what was done.
    """
  )
  static let failedPart = Phrase("须整改的问题", "須改善的問題", "To be remedied")
  static let undeterminedPart = Phrase(
    "须查明的问题（无法判定）", "須查明的問題（無法判定）", "To be cleared up (undetermined)")
  static let undeterminedNote = Phrase(
    "资料不足，无法判定是否合规。请补齐资料或说明情况。", "資料不足，無法判定是否合規。請補齊資料或說明情況。",
    "Data is missing, so whether these are in order could not be decided. Please complete or explain it."
  )
  static let noticeWaived = Phrase(
    "另有 {count} 个问题经批准豁免，不在此列。", "另有 {count} 個問題經核准豁免，不在此列。",
    "Not listed: {count} with leave to stand."
  )
  static let measureAsked = Phrase("要求", "要求", "Measure asked")
  static let toldBesides = Phrase("同时告知", "同時告知", "Also told")
  static let toldOf = Phrase(
    "{department}（{count} 个问题）", "{department}（{count} 個問題）", "{department} (issues: {count})")
  static let firstDue = Phrase("最早期限", "最早期限", "First due")
  static let replySlip = Phrase("整改回执", "改善回執", "Reply slip")
  static let replyNote = Phrase(
    "逐个答复的，填写 issues.csv 的最后几列一并交回。", "逐個答覆的，填寫 issues.csv 的最後幾欄一併交回。",
    "To answer issue by issue, fill in the last columns of issues.csv and return it too."
  )
  static let causeAnalysis = Phrase("原因分析", "原因分析", "Analysis of the cause")
  static let correctiveMeasures = Phrase("整改措施", "整改措施", "Corrective measures")
  static let completionDate = Phrase("完成日期", "完成日期", "Date of completion")
  static let signHere = Phrase("签字", "簽字", "Signature")
  static let none = Phrase("无", "無", "none")

  static let noticesPhrases = [
    noticesHeading, noticesNote, notice, issueCount, majorTitle, rectificationTitle, noticeNumber,
    sentTo, copiedTo, superior, headsOf, majorNote, majorNoteWithLimit, majorCounted,
    consequenceCount, noticeShown, rectificationNote, failedPart, undeterminedPart,
    undeterminedNote, noticeWaived, measureAsked, toldBesides, toldOf, firstDue, replySlip,
    replyNote, causeAnalysis, correctiveMeasures, completionDate, signHere, none,
  ]
}
