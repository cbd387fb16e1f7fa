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

  /// Puts the waivers on the findings. A consequence stands by the leave of its cause: who accepts the cause
  /// accepts what follows from it.
  func put(on rules: inout [RuleFindings]) {
    guard !declared.isEmpty else { return }
    var waiverOfFinding: [String: Waiver] = [:]
    for rule in rules.indices {
      for (number, leads) in rules[rule].leads.enumerated() {
        guard let waiver = leads.waivers.first(where: { isInForce(declared[$0]) }) else {
          continue
        }
        rules[rule].findings[number].waiver = Waiver(declared[waiver])
        waiverOfFinding[rules[rule].findings[number].id] = Waiver(declared[waiver])
      }
    }
    for rule in rules.indices {
      for number in rules[rule].findings.indices
      where rules[rule].findings[number].waiver == nil {
        rules[rule].findings[number].waiver =
          rules[rule].findings[number].cause.flatMap { waiverOfFinding[$0.findingID] }
      }
    }
  }

  /// What became of each waiver.
  ///
  /// - Parameter rules: what is known of each rule, in the order of `findings`.
  func verdicts(_ findings: [RuleFindings], _ rules: [RuleVerdict]) -> [WaiverVerdict] {
    if declared.isEmpty { return [] }
    var counts = [Int](repeating: 0, count: declared.count)
    for leads in findings.flatMap(\.leads) {
      for waiver in leads.waivers { counts[waiver] += 1 }
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
