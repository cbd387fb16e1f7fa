import Findings
import Values

extension MarkdownReport {
  private static let listedPatterns = 50

  func writeKPIs(_ markdown: inout MarkdownWriter) {
    let indicators = report.indicators
    markdown.heading(2, say(.kpisHeading))
    guard !indicators.rows.isEmpty else { return markdown.paragraph(say(.noKPIs)) }
    if indicators.hasTrend { markdown.paragraph(say.note(on: indicators)) }
    markdown.tableHead(
      columns(
        [
          (.kpi, false), (.clause, false), (.numerator, true), (.denominator, true), (.value, true),
          (.target, true), (.undetermined, true), (.targetMet, false),
        ] + (indicators.hasTrend ? [(.change, false), (.trend, false)] : [])
          + (indicators.isWeighted ? [(.weight, true), (.points, true)] : [])))
    for row in indicators.rows {
      let kpi = row.kpi
      markdown.row(
        [
          say.text(kpi.title), kpi.clause, grouped(String(kpi.numerator)),
          grouped(String(kpi.denominator)), say.value(of: kpi), say.target(of: kpi),
          grouped(String(kpi.undetermined)), say.judgement(of: kpi),
        ] + (indicators.hasTrend ? comparison(of: row) : [])
          + (indicators.isWeighted
            ? [kpi.weight?.description ?? "–", row.points.map(amountText) ?? "–"] : []))
    }
    markdown.endTable()
    guard let score = indicators.score else { return }
    markdown.strongParagraph(say.pair(.weightedScore, say.score(score)))
    markdown.paragraph(say(.weightNote))
  }

  private func comparison(of row: Indicator) -> [String] {
    let change = [say.change(of: row), row.movement.map(say.movement)].compactMap { $0 }
    return [
      change.isEmpty ? "–" : change.joined(separator: say.language == .en ? ", " : "，"),
      say.trend(of: row, in: report.indicators.months),
    ]
  }

  /// Nothing when departments are not scored.
  func writeScores(_ markdown: inout MarkdownWriter) {
    guard let scores = report.departmentScores else { return }
    markdown.heading(2, say(.scoresHeading))
    markdown.paragraph(say.formula(of: scores))
    markdown.tableHead(
      columns([
        (.department, false), (.score, true), (.inTime, false), (.statusOverdue, false),
        (.statusReopened, false), (.pointsOff, true), (.judged, true), (.undetermined, true),
      ]))
    for department in scores.departments {
      markdown.row(
        [say.name(of: department, report.names), say.score(of: department)]
          + department.findings.map(say.severities)
          + [
            amountText(department.pointsOff), grouped(String(department.judged)),
            grouped(String(department.undetermined)),
          ])
    }
    markdown.endTable()
  }

  /// Nothing when no property is declared.
  func writePatterns(_ markdown: inout MarkdownWriter) {
    let searches = report.verdict.patterns
    guard !searches.isEmpty else { return }
    markdown.heading(2, say(.patternsHeading))
    markdown.paragraph(say.patternsNote)
    for sentence in say.searched(searches) { markdown.paragraph(sentence) }
    let outstanding = searches.outstanding
    guard !outstanding.isEmpty else { return markdown.paragraph(say(.noPatterns)) }
    markdown.tableHead(
      columns([
        (.property, false), (.propertyValue, false), (.findingCount, true),
        (.affectedOrders, true), (.orders, true), (.perHundred, true), (.average, true),
        (.commonestRule, false),
      ]))
    for (search, pattern) in outstanding.prefix(MarkdownReport.listedPatterns) {
      markdown.row(
        [
          say.text(search.label), say.text(pattern.value), grouped(String(pattern.findings)),
          grouped(String(pattern.affected)), grouped(String(pattern.orders)),
          say.rate(pattern.rate), say.rate(search.rate), say.commonest(of: pattern, report.names),
        ].map { clipped($0, to: MarkdownReport.textLimit) })
    }
    markdown.endTable()
    if outstanding.count > MarkdownReport.listedPatterns {
      let rest = outstanding.count - MarkdownReport.listedPatterns
      markdown.paragraph(say(.morePatterns, ["count": grouped(String(rest))]))
    }
  }

  /// Nothing when no earlier run is known.
  func writeRuleChanges(_ markdown: inout MarkdownWriter) {
    guard let changes = report.ruleChanges else { return }
    markdown.heading(2, say(.ruleChangesHeading))
    markdown.paragraph(say.note(on: changes))
    if changes.changes.isEmpty, changes.notRunRules == 0 { return }
    markdown.tableHead(
      columns(
        [(.rule, false), (.ruleChange, false)] + RuleChanges.columns.map { ($0.phrase, true) }
          + [(.reason, false)]))
    for change in changes.changes {
      markdown.row(
        [change.title.map(say.text) ?? change.ruleID, say.kind(change.kind)]
          + RuleChanges.columns.map { say.thenAndNow(change.before, change.now, $0.count) }
          + [change.reason.map(say.text) ?? ""])
    }
    for (title, before, now) in say.sums(of: changes) {
      markdown.row(
        [title, ""] + RuleChanges.columns.map { say.thenAndNow(before, now, $0.count) } + [""])
    }
    markdown.endTable()
  }
}
