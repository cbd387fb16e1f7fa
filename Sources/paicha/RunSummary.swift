import Findings
import Inspection
import Ledger
import Reports
import Values

/// What a run prints when it is done.
struct RunSummary {
  var outcome: RunOutcome
  var language: Language
  /// Where the results are; nil when none were written.
  var outFolder: String?
  /// What was written besides what every run writes.
  var also: Set<SideFormat> = []

  private var report: MonthlyReport { outcome.report }

  /// For a person: counts by class and severity, KPIs, what was not checked, where the report lies.
  var text: String {
    var text =
      heading + "\n\n" + textTable(findingRows, indent: "  ") + "\n"
      + textTable(kpiRows, indent: "  ")
    if !gapLines.isEmpty {
      text += "\n" + gapLines.map { "! \($0)\n" }.joined()
    }
    if let outFolder {
      text += "\n\(word("report", "报告", "報告")): \(outFolder)/report.html\n"
      text += "\(word("issues", "问题清单", "問題清單")): \(outFolder)/issues.csv\n"
      if report.notices.major != nil {
        let name = word("major issues", "重大问题报告", "重大問題報告")
        text += "\(name): \(outFolder)/\(MajorNotice.fileStem).html\n"
      }
      for format in SideFormat.all where also.contains(format) {
        text += "\(format.word): \(outFolder)/\(format.fileName)\n"
      }
    }
    return text
  }

  private var heading: String {
    let records = report.recordCount
    let files = report.coverage.exports.count
    return word(
      "Inspection of \(report.period): \(records) records in \(files) exports, \(report.rulesRun) rules",
      "\(report.period) 排查：\(files) 个导出文件，\(records) 条记录，\(report.rulesRun) 条规则",
      "\(report.period) 排查：\(files) 個匯出檔，\(records) 筆記錄，\(report.rulesRun) 條規則")
  }

  private var findingRows: [[String]] {
    var rows = [
      [
        word("class", "类别", "類別"), word("critical", "重大", "重大"), word("major", "重要", "重要"),
        word("minor", "一般", "一般"), word("info", "提示", "提示"),
        word("undetermined", "未能判定", "未能判定"), word("orders", "订单", "訂單"),
        word("amount at risk", "涉及金额", "涉及金額"),
      ]
    ]
    for group in report.breakdown.packs {
      rows.append(row(group.title?[language] ?? group.id, group.tally))
    }
    rows.append(row(word("all", "合计", "合計"), report.breakdown.total))
    return rows
  }

  private func row(_ title: String, _ tally: Tally) -> [String] {
    [title] + tally.failedBySeverity.map(String.init) + [
      String(tally.undetermined), String(tally.orders),
      tally.amountAtRisk.map(amountText) ?? "—",
    ]
  }

  private var kpiRows: [[String]] {
    var rows = [
      ["KPI", word("value", "数值", "數值"), word("of", "口径", "口徑"), word("target", "目标", "目標"), ""]
    ]
    for kpi in report.verdict.kpis {
      rows.append([
        kpi.title[language], kpi.value.map(percentText) ?? "—",
        kpi.notRun == nil ? "\(kpi.numerator)/\(kpi.denominator)" : "—",
        kpi.target.map { (kpi.direction == .atLeast ? "≥ " : "≤ ") + percentText($0) } ?? "",
        kpi.isMet.map { $0 ? word("met", "达标", "達標") : word("missed", "未达标", "未達標") } ?? "",
      ])
    }
    return rows
  }

  private var gapLines: [String] {
    let gaps = report.gaps
    var lines: [String] = []
    func add(_ count: Int, _ english: String, _ hans: String, _ hant: String) {
      guard count > 0 else { return }
      lines.append(word("\(english): \(count)", "\(count) \(hans)", "\(count) \(hant)"))
    }
    add(gaps.rulesNotRun.count, "rules not run", "条规则未执行", "條規則未執行")
    add(gaps.rejectedRecords, "records that could not be read", "条记录无法读取", "筆記錄無法讀取")
    add(gaps.rejectedValues, "values that could not be read", "个值无法读取", "個值無法讀取")
    add(gaps.cutFiles.count, "faults of whole exports", "处导出文件缺陷", "處匯出檔缺陷")
    add(gaps.disagreeingTotals.count, "control totals that differ", "个合计数不符", "個合計數不符")
    let cutFiles = Set(gaps.cutFiles.map(\.file))
    let emptyFiles = gaps.emptyExports.filter { !cutFiles.contains($0.file) }
    add(emptyFiles.count, "exports without records", "个导出文件没有记录", "個匯出檔沒有記錄")
    add(gaps.missingSources.count, "declared exports that are missing", "种应有的导出文件缺失", "種應有的匯出檔缺少")
    add(report.breakdown.total.waived, "findings waived", "个问题已豁免", "個問題已豁免")
    let stale = report.waivers.filter { [.expired, .withoutFindings].contains($0.state) }
    add(
      stale.count, "waivers that expired or no longer apply", "项豁免已到期或不再适用",
      "項豁免已到期或不再適用")
    add(gaps.unrecognisedFiles.count, "files not recognised", "个文件未识别", "個檔案未識別")
    if report.followUp?.isHistory ?? false {
      lines.append(
        word(
          "later months are in the ledger already, so it remembers nothing of this run",
          "台账中已有更晚月份的排查，本次结果不计入台账", "台帳中已有更晚月份的排查，本次結果不計入台帳"))
    }
    return lines
  }

  private func word(_ english: String, _ hans: String, _ hant: String) -> String {
    switch language {
    case .en: english
    case .zhHans: hans
    case .zhHant: hant
    }
  }
}

extension RunSummary {
  /// For a program: the same as one JSON object, which is `report.json` without its lists.
  var json: String {
    JSONWriter.text(.indented) { json in json.object { write(to: &$0) } } + "\n"
  }

  private func write(to json: inout JSONWriter) {
    json.key("period")
    json.string("\(report.period)")
    json.key("conclusion")
    json.string(report.conclusion.rawValue)
    json.key("out")
    if let outFolder { json.string(outFolder) } else { json.null() }
    for (key, count) in [
      ("records", report.recordCount), ("rulesRun", report.rulesRun),
      ("rulesNotRun", report.gaps.rulesNotRun.count), ("failed", report.breakdown.total.failed),
      ("undetermined", report.breakdown.total.undetermined),
      ("rejectedRecords", report.gaps.rejectedRecords),
      ("rejectedValues", report.gaps.rejectedValues),
    ] {
      json.key(named: key)
      json.integer(count)
    }
    json.key("kpis")
    json.array { json in
      for kpi in report.verdict.kpis {
        json.object { json in
          json.key("id")
          json.string(kpi.id)
          json.key("numerator")
          json.integer(kpi.numerator)
          json.key("denominator")
          json.integer(kpi.denominator)
          json.key("value")
          if let value = kpi.value { json.string(value.description) } else { json.null() }
        }
      }
    }
  }
}
