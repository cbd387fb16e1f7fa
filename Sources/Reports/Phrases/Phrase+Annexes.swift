extension Phrase {
  static let annexesHeading = Phrase("附件", "附件", "Annexes")
  static let annexesNote = Phrase(
    "与本报告在同一文件夹中。", "與本報告在同一資料夾中。", "In the same folder as this report.")
  static let annexNumber = Phrase("附件 {number}", "附件 {number}", "Annex {number}")
  static let annexHolds = Phrase("内容", "內容", "What it holds")
  static let annexCount = Phrase("数量", "數量", "Count")
  static let annexIssuesCSV = Phrase(
    "全部问题清单，可填写整改情况后导回", "全部問題清單，可填寫整改情況後匯回",
    "All issues, with columns for what was done about them, to be imported again")
  static let annexIssuesJSONL = Phrase(
    "全部问题及依据，供程序读取", "全部問題及依據，供程式讀取", "All issues with their evidence, for programs")
  static let annexRemediation = Phrase(
    "前期问题的整改情况", "前期問題的整改情況", "What became of issues of earlier months")
  static let annexRejects = Phrase(
    "未能读取的记录和值", "未能讀取的記錄和值", "Records and values that could not be read")
  static let annexCoverage = Phrase(
    "数据来源、控制总数、关联和未检查事项", "資料來源、控制總數、關聯和未檢查事項",
    "Sources, control totals, relations, and what was not checked")
  static let annexNotices = Phrase(
    "重大问题报告和整改通知书", "重大問題報告和整改通知書", "Report of major issues and rectification notices")
  static let annexManifest = Phrase(
    "输入、规则和结果文件的大小与 SHA-256，供核验", "輸入、規則和結果檔案的大小與 SHA-256，供核驗",
    "Sizes and SHA-256 of inputs, rules and results, to verify them by")

  static let annexesPhrases = [
    annexesHeading, annexesNote, annexNumber, annexHolds, annexCount, annexIssuesCSV,
    annexIssuesJSONL, annexRemediation, annexRejects, annexCoverage, annexNotices, annexManifest,
  ]
}
