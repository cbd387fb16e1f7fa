extension Phrase {
  static let title = Phrase("订单排查工作总结报告", "訂單排查工作總結報告", "Monthly order inspection report")
  static let period = Phrase("排查期间", "排查期間", "Period")
  static let asOf = Phrase("排查基准日", "排查基準日", "As of")
  static let scope = Phrase("排查范围", "排查範圍", "Scope")
  static let occasion = Phrase("排查事由", "排查事由", "Occasion")
  static let occasionMonthEnd = Phrase("月末排查", "月末排查", "Month-end")
  static let occasionSpotCheck = Phrase("抽查", "抽查", "Spot check")
  static let version = Phrase("程序版本", "程式版本", "Program version")
  static let personalData = Phrase("个人信息", "個人資料", "Personal data")
  static let personalDataMasked = Phrase(
    "已脱敏：以化名代替，相同的值化名相同", "已去識別化：以化名代替，相同的值化名相同",
    "masked: pseudonyms stand in its place, the same for the same value")
  static let sourcesInShort = Phrase("数据来源", "資料來源", "Sources")
  static let sourcesSentence = Phrase(
    "{files} 份导出文件，{records} 条记录；控制总数：{totals}",
    "{files} 份匯出檔案，{records} 筆記錄；控制總數：{totals}",
    "{files} export files, {records} records; control totals: {totals}"
  )
  static let totalsAgree = Phrase("全部相符", "全部相符", "all agree")
  static let totalsDisagree = Phrase("{count} 项不符", "{count} 項不符", "{count} disagree")
  static let totalsNone = Phrase("文件未附", "檔案未附", "none stated")
  static let contents = Phrase("目录", "目錄", "Contents")

  static let headPhrases = [
    personalData, personalDataMasked, title, period, asOf, scope, occasion, occasionMonthEnd,
    occasionSpotCheck, version,
    sourcesInShort, sourcesSentence, totalsAgree, totalsDisagree, totalsNone, contents,
  ]
}
