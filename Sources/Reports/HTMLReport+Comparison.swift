import Findings
import Values

extension HTMLReport {
  /// How many values that stand out the page lists; `report.json` has all.
  private static let listedPatterns = 50

  func writeScores(_ scores: DepartmentScores, _ html: inout HTMLWriter) {
    html.element("p", ["class": "note"], text: say.formula(of: scores))
    writeTable(
      .scoresHeading,
      [
        Column(.department), Column(.score, isNumber: true), Column(.ofHundred, isBar: true),
        Column(.inTime), Column(.statusOverdue), Column(.statusReopened),
        Column(.pointsOff, isNumber: true), Column(.judged, isNumber: true),
        Column(.undetermined, isNumber: true),
      ], &html
    ) { html in
      for department in scores.departments {
        html.element("tr") { writeCells(of: department, &$0) }
      }
    }
  }

  private func writeCells(of department: DepartmentScore, _ html: inout HTMLWriter) {
    html.element("th", ["scope": "row"], text: say.name(of: department, report.names))
    html.element(
      "td", ["class": department.score == nil ? "n quiet" : "n strong"],
      text: say.score(of: department))
    html.element("td", ["class": "bar"]) { writeBar(of: department, &$0) }
    for counts in department.findings {
      let isNone = counts.allSatisfy { $0 == 0 }
      html.element("td", ["class": isNone ? "zero" : nil], text: say.severities(counts))
    }
    html.element("td", ["class": "n"], text: amountText(department.pointsOff))
    for count in [department.judged, department.undetermined] {
      html.element("td", ["class": count == 0 ? "n zero" : "n"]) { $0.text(count) }
    }
  }

  func writePatterns(_ html: inout HTMLWriter) {
    let searches = report.verdict.patterns
    html.element("p", ["class": "note"], text: say.patternsNote)
    for sentence in say.searched(searches) {
      html.element("p", ["class": "note"], text: sentence)
    }
    let outstanding = searches.outstanding
    guard !outstanding.isEmpty else { return html.element("p", text: say(.noPatterns)) }
    writeTable(
      .patternsHeading,
      [
        Column(.property), Column(.propertyValue), Column(.findingCount, isNumber: true),
        Column(.affectedOrders, isNumber: true), Column(.orders, isNumber: true),
        Column(.perHundred, isNumber: true), Column(.average, isNumber: true),
        Column(.commonestRule),
      ], &html
    ) { html in
      for (search, pattern) in outstanding.prefix(HTMLReport.listedPatterns) {
        html.element("tr") { writeCells(of: pattern, search, &$0) }
      }
    }
    if outstanding.count > HTMLReport.listedPatterns {
      let rest = outstanding.count - HTMLReport.listedPatterns
      html.element("p", text: say(.morePatterns, ["count": grouped(String(rest))]))
    }
  }

  private func writeCells(
    of pattern: Pattern, _ search: PatternSearch, _ html: inout HTMLWriter
  ) {
    html.element("th", ["scope": "row"], text: say.text(search.label))
    html.element("td", ["class": "strong"]) { writeClipped(say.text(pattern.value), &$0) }
    for count in [pattern.findings, pattern.affected, pattern.orders] {
      html.element("td", ["class": "n"]) { $0.text(count) }
    }
    html.element("td", ["class": "n strong"], text: say.rate(pattern.rate))
    html.element("td", ["class": "n"], text: say.rate(search.rate))
    html.element("td", text: say.commonest(of: pattern, report.names))
  }

  func writeRuleChanges(_ changes: RuleChanges, _ html: inout HTMLWriter) {
    html.element("p", ["class": "note"], text: say.note(on: changes))
    if changes.changes.isEmpty, changes.notRunRules == 0 { return }
    writeTable(
      .ruleChangesHeading,
      [Column(.rule), Column(.ruleChange)]
        + RuleChanges.columns.map { Column($0.phrase, isNumber: true) }, &html
    ) { html in
      for change in changes.changes {
        html.element("tr") { writeCells(of: change, &$0) }
      }
      for (title, before, now) in say.sums(of: changes) {
        html.element("tr", ["class": "total"]) { html in
          html.element("th", ["scope": "row"], text: title)
          html.element("td") { _ in }
          writeCounts(before, now, &html)
        }
      }
    }
  }

  private func writeCells(of change: RuleChange, _ html: inout HTMLWriter) {
    html.element("th", ["scope": "row"]) { html in
      if let title = change.title { html.text(say.text(title)) }
      html.element("small") { $0.element("code", text: change.ruleID) }
    }
    html.element("td") { html in
      html.element("span", ["class": "mark open"], text: say.kind(change.kind))
      if let reason = change.reason { html.element("small", text: say.text(reason)) }
    }
    writeCounts(change.before, change.now, &html)
  }

  private func writeCounts(
    _ before: RuleCounts?, _ now: RuleCounts?, _ html: inout HTMLWriter
  ) {
    for column in RuleChanges.columns {
      html.element("td", ["class": "n"], text: say.thenAndNow(before, now, column.count))
    }
  }
}
