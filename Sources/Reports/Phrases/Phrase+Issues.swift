extension Phrase {
  static let issuesHeading = Phrase("问题清单", "問題清單", "Issues")
  static let issuesAllShown = Phrase(
    "全部 {total} 个问题都在此列出。", "全部 {total} 個問題都在此列出。", "All issues are listed here: {total}.")
  static let issuesShown = Phrase(
    "此处列出最重要的 {count} 个，其余 {rest} 个见 issues.csv；统计数字包括全部 {total} 个。",
    "此處列出最重要的 {count} 個，其餘 {rest} 個見 issues.csv；統計數字包括全部 {total} 個。",
    """
    The foremost {count} are listed here, the other {rest} in issues.csv; every figure counts \
    all {total}.
    """
  )
  static let issuesStatic = Phrase(
    "不启用脚本时列出前 {count} 个，其余见 issues.csv。",
    "不啟用腳本時列出前 {count} 個，其餘見 issues.csv。",
    "Without scripts the first {count} are shown; the others are in issues.csv."
  )
  static let noIssues = Phrase("没有问题。", "沒有問題。", "There are no issues.")
  static let search = Phrase("搜索", "搜尋", "Search")
  static let searchHint = Phrase("规则、单据、订单、文件……", "規則、單據、訂單、檔案……", "rule, document, order, file …")
  static let all = Phrase("全部", "全部", "All")
  static let outcome = Phrase("结果", "結果", "Outcome")
  static let status = Phrase("状态", "狀態", "Status")
  static let due = Phrase("整改期限", "整改期限", "Due")
  static let shownOf = Phrase(
    "第 {from}–{to} 个，共 {count} 个", "第 {from}–{to} 個，共 {count} 個", "{from}–{to} of {count}")
  static let noneMatch = Phrase("没有符合条件的问题", "沒有符合條件的問題", "No issue matches")
  static let previousPage = Phrase("上一页", "上一頁", "Previous")
  static let nextPage = Phrase("下一页", "下一頁", "Next")
  static let sortBy = Phrase("按此列排序", "按此欄排序", "Sort by this column")
  static let reset = Phrase("清除条件", "清除條件", "Reset")
  static let evidence = Phrase("证据", "證據", "Evidence")
  static let documents = Phrase("相关单据", "相關單據", "Documents")
  static let place = Phrase("位置", "位置", "Place")
  static let moreInJSONL = Phrase(
    "另有 {count} 项，见 issues.jsonl", "另有 {count} 項，見 issues.jsonl", "{count} more in issues.jsonl")
  static let finds = Phrase("检查内容", "檢查內容", "What the rule finds")
  static let remedy = Phrase("整改措施", "整改措施", "Remedy")
  static let rule = Phrase("规则", "規則", "Rule")
  static let ruleID = Phrase("规则编号", "規則編號", "Rule id")
  static let clause = Phrase("制度条款", "制度條款", "Clause")
  static let issueID = Phrase("问题编号", "問題編號", "Issue id")
  static let firstSeen = Phrase("首次发现", "首次發現", "First seen")
  static let lastSeen = Phrase("最近发现", "最近發現", "Last seen")
  static let timesSeen = Phrase("发现次数", "發現次數", "Times seen")
  static let noValue = Phrase("（空）", "（空）", "(none)")

  static let issuesPhrases = [
    issuesHeading, issuesAllShown, issuesShown, issuesStatic, noIssues, search, searchHint, all,
    outcome, status, due, shownOf, noneMatch, previousPage, nextPage, sortBy, reset, evidence,
    documents, place, moreInJSONL, finds, remedy, rule, ruleID, clause, issueID, firstSeen,
    lastSeen, timesSeen, noValue,
  ]
}
