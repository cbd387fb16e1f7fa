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
  ///   - found: what each rule found.
  ///   - threads: how many properties are looked at at once; the result does not depend on it.
  static func searches(
    of set: RuleSet, _ found: [RuleFindings], in cases: PartedCases, threads: Int
  ) throws(SpillFault) -> [PatternSearch] {
    guard !set.patterns.isEmpty else { return [] }
    let failures = CaseFailures(
      of: found, caseEntity: cases.outline.caseEntity, caseCount: cases.caseCount)
    let lacks = set.patterns.map { cases.outline.lacks(of: $0) }
    let numbers = set.patterns.indices.filter { lacks[$0].isEmpty }
    var counts = set.patterns.map { _ in PatternCount(caseCount: cases.caseCount) }
    try cases.forEachPart(of: numbers.map { CaseView(of: set.patterns[$0]) }) { part, views in
      if views.count == 1 {
        // What was counted before is not copied for every part.
        let number = numbers[views[0]]
        counts[number].count(set.patterns[number], failures, in: part)
        return
      }
      let before = counts
      let counted = Workers.map(count: views.count, threads: threads) { view in
        let number = numbers[views[view]]
        var count = before[number]
        count.count(set.patterns[number], failures, in: part)
        return count
      }
      for (view, counted) in zip(views, counted) { counts[numbers[view]] = counted }
    }
    return set.patterns.indices.map { number in
      let label = set.patterns[number].label
      guard lacks[number].isEmpty else {
        return PatternSearch(
          label: label, notRun: LocalizedText(lacks[number], in: cases.outline.cases.model))
      }
      return counts[number].search(label)
    }
  }
}

/// The values of one property, as far as they were counted. Records with one value are counted together.
private struct PatternCount: Sendable {
  private var valueCount = 0
  private var orders = 0
  private var findings = 0
  /// The values that may turn out to stand out.
  private var candidates: [(place: Int32, pattern: Pattern)] = []
  /// For each case whether it was counted with some value.
  private var isCounted: [Bool]

  init(caseCount: Int) {
    isCounted = [Bool](repeating: false, count: caseCount)
  }

  mutating func count(_ property: CaseProperty, _ failures: CaseFailures, in part: CasePart) {
    part.forEachGroup(by: property) { group in
      var pattern = Pattern.uncounted
      for row in group.cases {
        let count = failures.counts[row]
        if !isCounted[row] {
          isCounted[row] = true
          orders += 1
          findings += count
        }
        pattern.orders += 1
        pattern.affected += count > 0 ? 1 : 0
        pattern.findings += count
      }
      if pattern.orders > 0 { valueCount += 1 }
      guard pattern.mayStandOut else { return }
      candidates.append(
        (
          group.place,
          pattern.named(
            part.source.label(
              of: Int(group.place), by: property, row: Int(group.rows[group.rows.startIndex])),
            failures.commonest(group.cases))
        ))
    }
  }

  func search(_ label: LocalizedText) -> PatternSearch {
    var search = PatternSearch(
      label: label, valueCount: valueCount, orders: orders, findings: findings)
    search.patterns = candidates.filter { search.isExceeded(by: $0.pattern) }
      .sorted { a, b in (b.pattern.findings, a.place) < (a.pattern.findings, b.place) }
      .map(\.pattern)
    return search
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

/// The rules that failed in each case, by its row of the whole. What another finding explains is left out, so that one
/// cause counts once; what is waived counts, as it does in KPIs: it happened.
private struct CaseFailures: Sendable {
  /// How many, for every case.
  private(set) var counts: [Int]
  /// Which, for cases in which any failed.
  private var rules: [Int: [String]] = [:]

  init(of found: [RuleFindings], caseEntity: Int?, caseCount: Int) {
    // Every case has a place, be there a rule about cases or not.
    counts = [Int](repeating: 0, count: caseCount)
    for found in found where found.caseEntity == caseEntity && caseEntity != nil {
      for (number, finding) in found.findings.enumerated()
      where finding.outcome == .fail && finding.cause == nil {
        for row in found.cases.all(of: number) {
          counts[row] += 1
          rules[row, default: []].append(finding.ruleID)
        }
      }
    }
  }

  /// The rule that failed most often in some cases, the first by id of several; nil when none failed twice.
  func commonest(_ cases: [Int]) -> (rule: String, count: Int)? {
    var counts: [String: Int] = [:]
    for rule in cases.compactMap({ rules[$0] }).joined() { counts[rule, default: 0] += 1 }
    return counts.filter { $0.value > 1 }
      .min { a, b in (b.value, a.key) < (a.value, b.key) }
      .map { (rule: $0.key, count: $0.value) }
  }
}
