import Findings
import FoundationEssentials
import Ledger
import Values

/// Sentences and cells that every format for people shares.
extension Wording {
  /// A label and what it labels: `Period: September 2025`.
  func pair(_ label: Phrase, _ text: String) -> String { pair(self(label), text) }

  func pair(_ label: String, _ text: String) -> String {
    label + (language == .en ? ": " : "：") + text
  }

  /// What is said in passing behind a text: `Order total (9)`.
  func aside(_ text: String) -> String { language == .en ? " (\(text))" : "（\(text)）" }

  /// What stands at the head of the report, in its order.
  func headLines(of report: MonthlyReport) -> [(Phrase, String)] {
    [
      (.period, monthText(report.period, in: language)),
      (.asOf, report.asOf.description),
      (.scope, report.scope),
      (.occasion, self(report.occasion == .monthEnd ? .occasionMonthEnd : .occasionSpotCheck)),
      (.version, "Paicha " + report.version),
      (.sourcesInShort, sources(of: report)),
      (.personalData, report.isMasked ? self(.personalDataMasked) : ""),
    ].filter { !$0.1.isEmpty }
  }

  private func sources(of report: MonthlyReport) -> String {
    let disagreeing = report.gaps.disagreeingTotals.count
    let states = report.coverage.exports.contains { !$0.controlTotals.isEmpty }
    let totals =
      disagreeing > 0
      ? self(.totalsDisagree, ["count": String(disagreeing)])
      : self(states ? .totalsAgree : .totalsNone)
    return self(
      .sourcesSentence,
      [
        "files": grouped(String(report.coverage.exports.count)),
        "records": grouped(String(report.recordCount)), "totals": totals,
      ])
  }

  func word(for conclusion: Conclusion) -> String {
    switch conclusion {
    case .findings: self(.wordFindings)
    case .findingsAndIncomplete: self(.wordFindingsAndIncomplete)
    case .incomplete: self(.wordIncomplete)
    case .clean: self(.wordClean)
    }
  }

  func value(of kpi: KPIResult) -> String { kpi.value.map(percentText) ?? "–" }

  /// `≥ 95.00%`, or a dash.
  func target(of kpi: KPIResult) -> String {
    guard let target = kpi.target else { return "–" }
    return (kpi.direction == .atLeast ? "≥ " : "≤ ") + percentText(target)
  }

  func judgement(of kpi: KPIResult) -> String {
    guard kpi.value != nil else { return self(.notComputed) }
    return kpi.isMet.map { self($0 ? .met : .notMet) } ?? self(.noTarget)
  }

  /// One of the two values of an issue: a dash when the rule declares none, and a word for an empty
  /// one. Only what has a difference is a quantity; a number of an invoice is left as it is.
  func value(_ value: String?, of issue: Issue) -> String {
    guard let value else { return "–" }
    guard !value.isEmpty else { return self(.noValue) }
    return issue.finding.difference == nil
      ? reading(value, issue.rule.valueWords) : grouped(value)
  }

  /// A value that a rule looked at.
  func value(of evidence: Evidence, _ rule: RuleFacts) -> String {
    guard !rule.words.isEmpty, let words = rule.words[evidence.path] else {
      return evidence.value
    }
    return reading(evidence.value, words)
  }

  /// A word by its label, or each word of a list by its own.
  func reading(_ value: String, _ words: [String: LocalizedText]) -> String {
    guard !words.isEmpty else { return value }
    return value.components(separatedBy: ", ").map { words[$0].map(text) ?? $0 }
      .joined(separator: ", ")
  }

  /// How far the two values are apart, with its unit when they are dates.
  func difference(of finding: Finding) -> String? {
    guard let difference = finding.difference else { return nil }
    let areDates = finding.expected.flatMap { CivilDate($0) } != nil
    return areDates ? self(.days, ["count": grouped(difference)]) : grouped(difference)
  }

  /// A document by kind and key.
  func name(of document: Document) -> String { text(document.entityLabel) + " " + document.key }

  /// The rule that a cause broke, and the issue.
  func cause(_ cause: FindingCause) -> String { "\(text(cause.ruleTitle)) (\(cause.findingID))" }

  private func consequence(of cause: FindingCause) -> String {
    self(.consequenceOf, ["cause": text(cause.ruleTitle)])
  }

  /// The message, the reason unless the message says it already, and what it is a consequence of.
  func messageAndReason(of finding: Finding) -> String {
    let (message, reason) = (finding.message(in: language), finding.reason)
    if reason == nil, finding.cause == nil { return message }
    var parts = [message]
    if let reason = reason.map(text), !message.contains(reason) { parts.append(reason) }
    if let cause = finding.cause { parts.append(consequence(of: cause)) }
    parts.removeAll(where: \.isEmpty)
    return parts.count == 1
      ? parts[0] : parts.joined(separator: language == .en ? " – " : " —— ")
  }

  func records(of export: ExportCoverage) -> String {
    export.records.map { text($0.label) + " " + grouped(String($0.count)) }
      .joined(separator: language == .en ? ", " : "、")
  }

  /// How many of all issues are shown, and where the others are.
  func listing(of shown: Int, in report: MonthlyReport) -> String {
    let total = report.issues.count
    guard shown < total else { return self(.issuesAllShown, ["total": grouped(String(total))]) }
    return self(
      .issuesShown,
      [
        "count": grouped(String(shown)), "rest": grouped(String(total - shown)),
        "total": grouped(String(total)),
      ])
  }
}

extension Breakdown {
  /// A way to group the findings, with its heading and the title of its first column.
  struct Listing {
    var heading: Phrase
    var column: Phrase
    var groups: [Group]
    var note: Phrase?
  }

  /// Every way, in the order of the report.
  var dimensions: [Listing] {
    [
      Listing(heading: .byPack, column: .pack, groups: packs),
      Listing(heading: .byDepartment, column: .department, groups: departments),
      Listing(heading: .bySeverity, column: .severity, groups: severities),
      Listing(heading: .byStage, column: .stage, groups: stages),
    ] + properties.map(\.listing)
  }
}

extension PropertyBreakdown {
  fileprivate var listing: Breakdown.Listing {
    let heading = Wording.inAllLanguages {
      // Lower case where English puts the label behind a word.
      let label = $0.text(label)
      return $0(.byProperty, ["property": $0.language == .en ? label.lowercased() : label])
    }
    let note = Wording.inAllLanguages { say in
      notRun.map { say(.propertyNotCounted, ["reason": say.text($0)]) }
        ?? say(.propertyNote, ["limit": String(PropertyBreakdown.limit)])
    }
    return Breakdown.Listing(
      heading: Phrase(heading), column: Phrase(label), groups: groups, note: Phrase(note))
  }
}

extension RelationCoverage {
  /// The titles of ``counts``.
  static let countPhrases: [Phrase] = [
    .fromCount, .matched, .withoutKey, .unmatched, .ambiguous, .toCount, .orphans, .duplicateKeys,
  ]

  var counts: [Int] {
    [fromCount, matched, withoutKey, unmatched, ambiguous, toCount, orphans, duplicateKeys]
  }
}

extension RejectGroup {
  /// The lines from the first to the last: `3` or `3–120`.
  var lineText: String {
    firstLine == lastLine ? String(firstLine) : "\(firstLine)–\(lastLine)"
  }
}
