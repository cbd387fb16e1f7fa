import Entities
import FEEL
import Intake
import Relations
import Rules
import Tables
import Values

extension PatternSearch {
  /// Looks through the failed findings of all rules by every property that is declared.
  ///
  /// - Parameters:
  ///   - findings: for each judgement one for each of its verdicts, in their order.
  ///   - threads: how many properties are looked at at once; the result does not depend on it.
  static func searches(
    of set: RuleSet, _ judgements: [Judgement], _ findings: [[Finding]], in source: CaseSource,
    threads: Int
  ) -> [PatternSearch] {
    guard !set.patterns.isEmpty else { return [] }
    let failures = CaseFailures(of: set, judgements, findings, in: source)
    return Workers.map(count: set.patterns.count, threads: threads) { number in
      let property = set.patterns[number]
      let lacks = source.lacks(of: property)
      guard lacks.isEmpty else {
        return PatternSearch(
          label: property.label, notRun: LocalizedText(lacks, in: source.cases.model))
      }
      return PatternSearch(of: property, failures, in: source)
    }
  }

  private init(of property: CaseProperty, _ failures: CaseFailures, in source: CaseSource) {
    self.init(label: property.label)
    guard let path = source.path(toCaseOf: property.entity) else { return }
    let groups = source.groups(by: property)
    var patterns: [Pattern] = []
    // For each case the value it was counted with last: the rows of a value come one after the other.
    var last = [Int](repeating: -1, count: path.caseCount)
    for (number, rows) in groups.enumerated() {
      var pattern = Pattern.uncounted
      for row in rows {
        guard let at = path.caseRow(of: Int(row)), last[at] != number else { continue }
        let count = failures.counts[at]
        if last[at] < 0 {
          orders += 1
          findings += count
        }
        last[at] = number
        pattern.orders += 1
        pattern.affected += count > 0 ? 1 : 0
        pattern.findings += count
      }
      patterns.append(pattern)
    }
    valueCount = patterns.count { $0.orders > 0 }
    self.patterns = patterns.enumerated().filter { isExceeded(by: $0.element) }
      .sorted { a, b in (b.element.findings, a.offset) < (a.element.findings, b.offset) }
      .map { number, pattern in
        pattern.named(
          source.label(
            of: number, by: property, row: Int(groups[number][groups[number].startIndex])),
          failures.commonest(Set(groups[number].compactMap { path.caseRow(of: Int($0)) })))
      }
  }
}

extension Pattern {
  /// A value whose orders are still to be counted.
  fileprivate static let uncounted = Pattern(
    value: LocalizedText([:]), orders: 0, affected: 0, findings: 0, commonestRule: nil,
    commonestCount: 0)

  fileprivate func named(
    _ value: LocalizedText, _ commonest: (rule: String, count: Int)?
  ) -> Pattern {
    var pattern = self
    pattern.value = value
    pattern.commonestRule = commonest?.rule
    pattern.commonestCount = commonest?.count ?? 0
    return pattern
  }
}

/// The rules that failed in each case, by its row. What another finding explains is left out, so that one cause
/// counts once; what is waived counts, as it does in KPIs: it happened.
private struct CaseFailures: Sendable {
  /// How many, for every case.
  private(set) var counts: [Int]
  /// Which, for cases in which any failed.
  private var rules: [Int: [String]] = [:]

  init(
    of set: RuleSet, _ judgements: [Judgement], _ findings: [[Finding]], in source: CaseSource
  ) {
    // Every case has a place, be there a rule about cases or not.
    counts = [Int](repeating: 0, count: source.caseCount)
    for (judgement, findings) in zip(judgements, findings) {
      guard let path = source.path(toCaseOf: set.rules[judgement.rule].subject.entity) else {
        continue
      }
      for (verdict, finding) in zip(judgement.verdicts, findings)
      where finding.outcome == .fail && finding.cause == nil {
        for row in Set(verdict.subject.rows.compactMap({ path.caseRow(of: $0) })) {
          counts[row] += 1
          rules[row, default: []].append(finding.ruleID)
        }
      }
    }
  }

  /// The rule that failed most often in some cases, the first by id of several; nil when none failed twice.
  func commonest(_ cases: Set<Int>) -> (rule: String, count: Int)? {
    var counts: [String: Int] = [:]
    for rule in cases.compactMap({ rules[$0] }).joined() { counts[rule, default: 0] += 1 }
    return counts.filter { $0.value > 1 }
      .min { a, b in (b.value, a.key) < (a.value, b.key) }
      .map { (rule: $0.key, count: $0.value) }
  }
}
