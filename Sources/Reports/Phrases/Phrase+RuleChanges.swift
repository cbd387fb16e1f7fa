extension Phrase {
  static let ruleChangesHeading = Phrase("规则变化", "規則變更", "Rules that changed")
  static let ruleChangesNote = Phrase(
    """
    与 {period} 的排查相比。两期的单据不同，因此问题数的增减不能只归因于规则：含义未变的 {unchanged} 条规则，不通过由 {before} 变为 \
    {now}，这部分与规则变化无关；列出的 {count} 条，不通过由 {changedBefore} 变为 {changedNow}，其中也含单据不同的部分；\
    {notRun} 条因本期缺少数据未执行，上期不通过 {notRunBefore}。条件、所引用的\
    参数、表和容差、严重程度或责任部门改变即为变化；标题和提示语不算，导出文件读法的变化不在此列。
    """,
    """
    與 {period} 的排查相比。兩期的單據不同，因此問題數的增減不能只歸因於規則：內容未變的 {unchanged} 條規則，不通過由 {before} 變為 \
    {now}，這部分與規則變更無關；列出的 {count} 條，不通過由 {changedBefore} 變為 {changedNow}，其中也含單據不同的部分；\
    {notRun} 條因本期缺少資料未執行，上期不通過 {notRunBefore}。條件、所引用的\
    參數、表和容差、嚴重程度或責任部門改變即為變更；標題和提示語不算，匯出檔讀法的變更不在此列。
    """,
    """
    Compared with the inspection of {period}. The documents of two months differ, so counts \
    differ for other reasons than rules. Failures of the rules that mean the same ({unchanged}) \
    went from {before} to {now} whatever became of others; those of the rules listed ({count}) \
    from {changedBefore} to {changedNow}, for either reason; the rules that lack data now \
    ({notRun}) had failed {notRunBefore} times. A rule has changed when its condition, a figure, \
    table or tolerance that it names, its severity or its department has; titles and messages \
    don't count, and how exports are read isn't looked at.
    """
  )
  static let noRuleChanges = Phrase(
    "规则与 {period} 的排查相同；问题数的增减与规则变化无关。", "規則與 {period} 的排查相同；問題數的增減與規則變更無關。",
    "The rules are those of the inspection of {period}; no count differs because of them."
  )
  static let ruleChange = Phrase("变化", "變更", "Change")
  static let ruleChanged = Phrase("含义改变", "內容變更", "Changed")
  static let ruleNew = Phrase("新增或首次执行", "新增或首次執行", "New, or run for the first time")
  static let ruleRunAgain = Phrase("恢复执行", "恢復執行", "Runs again")
  static let ruleSwitchedOff = Phrase("停用", "停用", "Switched off")
  static let ruleGone = Phrase("已删除", "已刪除", "Gone")
  static let ruleSubjects = Phrase("适用单据", "適用單據", "Documents it applies to")
  static let changedRules = Phrase("以上 {count} 条规则", "以上 {count} 條規則", "The rules above: {count}")
  static let lackingRules = Phrase(
    "本期缺少数据的 {count} 条规则", "本期缺少資料的 {count} 條規則", "Rules that lack data now: {count}")
  static let unchangedRules = Phrase(
    "未变的 {count} 条规则", "未變的 {count} 條規則", "Unchanged rules: {count}")

  static let ruleChangesPhrases = [
    ruleChangesHeading, ruleChangesNote, noRuleChanges, ruleChange, ruleChanged, ruleNew,
    ruleRunAgain, ruleSwitchedOff, ruleGone, ruleSubjects, changedRules, lackingRules,
    unchangedRules,
  ]
}
