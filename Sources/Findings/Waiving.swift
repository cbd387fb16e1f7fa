import Rules
import Values

/// Lets those findings stand for which there is leave on a day, and says what became of each waiver.
struct Waiving {
  private let declared: [DeclaredWaiver]
  private let asOf: CivilDate

  init(_ declared: [DeclaredWaiver], asOf: CivilDate) {
    self.declared = declared
    self.asOf = asOf
  }

  /// The findings with their waivers. A consequence stands by the leave of its cause: who accepts the cause
  /// accepts what follows from it.
  ///
  /// - Parameter composed: the same findings in the same order, with the waivers that are for them.
  func waived(_ findings: [[Finding]], _ composed: [RuleFindings]) -> [[Finding]] {
    guard !declared.isEmpty else { return findings }
    var result = findings
    var waiverOfFinding: [String: Waiver] = [:]
    for (rule, findings) in composed.enumerated() {
      for (number, finding) in findings.findings.enumerated() {
        guard let waiver = finding.waivers.first(where: { isInForce(declared[$0]) }) else {
          continue
        }
        result[rule][number].waiver = Waiver(declared[waiver])
        waiverOfFinding[finding.finding.id] = Waiver(declared[waiver])
      }
    }
    for rule in result.indices {
      for number in result[rule].indices where result[rule][number].waiver == nil {
        result[rule][number].waiver =
          result[rule][number].cause.flatMap { waiverOfFinding[$0.findingID] }
      }
    }
    return result
  }

  /// What became of each waiver.
  ///
  /// - Parameter rules: what is known of each rule, in the order of `composed`.
  func verdicts(_ composed: [RuleFindings], _ rules: [RuleVerdict]) -> [WaiverVerdict] {
    var counts = [Int](repeating: 0, count: declared.count)
    for findings in composed {
      for finding in findings.findings {
        for waiver in finding.waivers { counts[waiver] += 1 }
      }
    }
    return zip(declared, counts).map { waiver, count in
      guard let rule = rules.first(where: { $0.facts.id == waiver.ruleID }) else {
        preconditionFailure("a waiver is for a rule of its set")
      }
      return WaiverVerdict(
        ruleID: rule.facts.id, ruleTitle: rule.facts.title, scope: waiver.scopeText,
        waiver: Waiver(waiver),
        state: state(of: waiver, count: count, hasRun: rule.notRun == nil), findingCount: count)
    }
  }

  private func state(
    of waiver: DeclaredWaiver, count: Int, hasRun: Bool
  ) -> WaiverVerdict.State {
    if waiver.until < asOf { return .expired }
    if let from = waiver.from, asOf < from { return .notBegun }
    if !hasRun { return .notJudged }
    return count == 0 ? .withoutFindings : .inForce
  }

  private func isInForce(_ waiver: DeclaredWaiver) -> Bool {
    Waiver(waiver).isInForce(on: asOf)
  }
}

extension Waiver {
  fileprivate init(_ declared: DeclaredWaiver) {
    self.init(
      reason: declared.reason, approver: declared.approver, from: declared.from,
      until: declared.until)
  }
}

extension DeclaredWaiver {
  fileprivate var scopeText: String {
    switch scope {
    case .key(let key): key
    case .condition(let condition): condition.text
    }
  }
}
