extension Phrase {
  static let gapsHeading = Phrase("未检查事项", "未檢查事項", "Not checked")
  static let noGaps = Phrase(
    "声明的内容全部检查，没有遗漏。", "宣告的內容全部檢查，沒有遺漏。", "Everything that is declared was checked.")
  static let rulesNotRun = Phrase("未执行的规则", "未執行的規則", "Rules that did not run")
  static let kpisNotComputed = Phrase("未计算的指标", "未計算的指標", "Indicators that were not computed")
  static let undecidedRules = Phrase(
    "有无法判定结果的规则", "有無法判定結果的規則", "Rules that could not decide about every document")
  static let undecidedOf = Phrase(
    "{count} / {total} 项无法判定", "{count} / {total} 項無法判定", "undetermined: {count} of {total}")
  static let missingSources = Phrase("没有文件的数据来源", "沒有檔案的資料來源", "Sources without a file")
  static let missingSource = Phrase(
    "{entity}：没有符合 {patterns} 的文件",
    "{entity}：沒有符合 {patterns} 的檔案",
    "{entity}: no file matches {patterns}"
  )
  static let unrecognisedFiles = Phrase(
    "无法识别、未读取的文件", "無法識別、未讀取的檔案", "Files that no source declares, not read")
  static let emptyExports = Phrase("没有记录的文件", "沒有記錄的檔案", "Exports without a record")
  static let disagreeingTotals = Phrase("不符的控制总数", "不符的控制總數", "Control totals that disagree")
  static let disagreeingTotal = Phrase(
    "{field}：文件所载 {stated}，读取合计 {computed}",
    "{field}：檔案所載 {stated}，讀取合計 {computed}",
    "{field}: stated {stated}, computed {computed}"
  )
  static let unreadable = Phrase("无法读取的内容", "無法讀取的內容", "What could not be read")
  static let unreadableSentence = Phrase(
    "{records} 条记录、{values} 个值无法读取，见“无法读取的数据”。",
    "{records} 筆記錄、{values} 個值無法讀取，見「無法讀取的資料」。",
    "Records: {records}; values: {values}. See “Rejects”."
  )
  static let cutFiles = Phrase("未读完的文件", "未讀完的檔案", "Files that were not read to their end")
  static let rulesWithoutSubject = Phrase(
    "已执行但没有适用单据的规则", "已執行但沒有適用單據的規則", "Rules that ran and met no document they apply to")
  static let moreInCoverage = Phrase(
    "另有 {count} 项，见 coverage.json", "另有 {count} 項，見 coverage.json",
    "{count} more in coverage.json"
  )
  static let cause = Phrase("根本问题", "根本問題", "Root cause")
  static let consequenceOf = Phrase("由“{cause}”引起", "由「{cause}」引起", "a consequence of “{cause}”")
  static let reason = Phrase("原因", "原因", "Reason")

  static let gapsPhrases = [
    gapsHeading, noGaps, rulesNotRun, kpisNotComputed, undecidedRules, undecidedOf, missingSources,
    missingSource, unrecognisedFiles, emptyExports, disagreeingTotals, disagreeingTotal, unreadable,
    unreadableSentence, cutFiles, rulesWithoutSubject, moreInCoverage, cause, consequenceOf, reason,
  ]
}
