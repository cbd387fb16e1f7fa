package import Findings
package import Ledger
package import Values

/// Says things in one language: the way from a phrase to its text.
package struct Wording: Sendable {
  let language: Language

  /// The phrase with its placeholders filled in: `say(.ofTotal, ["count": "3"])`.
  func callAsFunction(_ phrase: Phrase, _ values: KeyValuePairs<String, String> = [:]) -> String {
    filled(phrase.text[language], values)
  }

  func text(_ text: LocalizedText) -> String { text[language] }

  package init(language: Language) {
    self.language = language
  }

  /// What is said in each language.
  static func inAllLanguages(_ text: (Wording) -> String) -> LocalizedText {
    LocalizedText(
      Dictionary(
        uniqueKeysWithValues: Language.allCases.map { ($0, text(Wording(language: $0))) }))
  }

  package func severity(_ severity: Severity) -> String {
    switch severity {
    case .critical: self(.severityCritical)
    case .major: self(.severityMajor)
    case .minor: self(.severityMinor)
    case .info: self(.severityInfo)
    }
  }

  package func outcome(_ outcome: Finding.Outcome) -> String {
    self(outcome == .fail ? .failed : .undetermined)
  }

  package func status(_ status: Issue.Status) -> String {
    switch status {
    case .new: self(.statusNew)
    case .carried: self(.statusCarried)
    case .overdue: self(.statusOverdue)
    case .reopened: self(.statusReopened)
    case .waived: self(.statusWaived)
    }
  }

  func state(_ state: WaiverVerdict.State) -> String {
    switch state {
    case .inForce: self(.waiverInForce)
    case .expired: self(.waiverExpired)
    case .notBegun: self(.waiverNotBegun)
    case .withoutFindings: self(.waiverWithoutFindings)
    case .notJudged: self(.waiverNotJudged)
    }
  }

  /// Why, by whom and until when, on one line.
  func waiver(_ waiver: Waiver) -> String {
    self(
      .waiverInShort,
      [
        "reason": text(waiver.reason), "approver": waiver.approver,
        "until": waiver.until.description,
      ])
  }

  /// A stage of the process; one that isn't known is named as the rule names it.
  func stage(_ stage: String) -> String {
    switch stage {
    case "generation": self(.stageGeneration)
    case "contract": self(.stageContract)
    case "execution": self(.stageExecution)
    case "delivery": self(.stageDelivery)
    case "settlement": self(.stageSettlement)
    case "after-sales": self(.stageAfterSales)
    default: stage
    }
  }

  func extent(_ extent: Reject.Extent) -> String {
    switch extent {
    case .record: self(.extentRecord)
    case .value: self(.extentValue)
    case .file: self(.extentFile)
    }
  }

  /// A department, which a rule may leave open.
  func department(_ rule: RuleFacts) -> String {
    let label = rule.departmentLabel[language]
    return label.isEmpty ? rule.department : label
  }

  /// The name of a group of findings.
  func title(of group: Breakdown.Group) -> String {
    if let title = group.title.map(text), !title.isEmpty { return title }
    if let severity = Severity(rawValue: group.id) { return self.severity(severity) }
    return stage(group.id)
  }

  /// An amount for a reader; nil says that the sum is too large to be held.
  func amount(_ amount: Decimal128?) -> String { amount.map(amountText) ?? self(.beyondRange) }

  /// The field a finding is about, as a reader says it, when the evidence has a label for it.
  func field(of finding: Finding) -> String { field(finding.details.names) }

  /// What the field is called that findings are about.
  func field(_ names: DetailNames) -> String {
    guard let field = names.field else { return "" }
    return names.paths.firstIndex(of: field).map { text(names.labels[$0]) } ?? field
  }

  /// What the inspection comes to, in one sentence with its figures.
  func conclusion(of report: MonthlyReport) -> String {
    let total = report.breakdown.total
    let phrase: Phrase =
      switch report.conclusion {
      case .findings: .conclusionFindings
      case .findingsAndIncomplete: .conclusionFindingsAndIncomplete
      case .incomplete: .conclusionIncomplete
      case .clean: .conclusionClean
      }
    let sentence = self(
      phrase,
      [
        "failed": grouped(String(total.failed)), "orders": grouped(String(total.orders)),
        "amount": amount(total.amountAtRisk), "undetermined": grouped(String(total.undetermined)),
        "rules": grouped(String(report.rulesRun)),
        "all": grouped(String(report.verdict.rules.count)),
      ])
    guard total.waived > 0 else { return sentence }
    let waived = self(
      .waivedSentence,
      ["count": grouped(String(total.waived)), "amount": amount(total.waivedAmount)])
    return sentence + (language == .en ? " " : "") + waived
  }
}

/// `template` with each `{name}` replaced by its value. Values are put in as they are: a brace in one
/// is never taken for a placeholder.
private func filled(_ template: String, _ values: KeyValuePairs<String, String>) -> String {
  guard !values.isEmpty else { return template }
  var result = ""
  var rest = template[...]
  while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
    let close = rest.utf8[open...].firstIndex(of: UInt8(ascii: "}"))
  {
    let name = rest[rest.utf8.index(after: open)..<close]
    result += rest[..<open]
    result += values.first { $0.key == name }?.value ?? String(rest[open...close])
    rest = rest[rest.utf8.index(after: close)...]
  }
  return result + rest
}
