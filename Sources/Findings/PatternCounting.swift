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
      let dimension = set.patterns[number]
      let lacks = source.lacks(of: dimension)
      guard lacks.isEmpty else {
        return PatternSearch(
          label: dimension.label, notRun: LocalizedText(lacks, in: source.cases.model))
      }
      return PatternSearch(of: dimension, failures, in: source)
    }
  }

  private init(of dimension: PatternDimension, _ failures: CaseFailures, in source: CaseSource) {
    self.init(label: dimension.label)
    guard let path = source.path(toCaseOf: dimension.entity) else { return }
    let groups = source.groups(by: dimension)
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
            of: number, by: dimension, row: Int(groups[number][groups[number].startIndex])),
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

/// The way from an entity's records to their cases, looked up once.
private struct PathToCase {
  var steps: [Adjacency]
  var caseCount: Int

  func caseRow(of row: Int) -> Int? {
    var row = row
    for step in steps {
      guard let next = step.rows(of: row).first else { return nil }
      row = next
    }
    return row
  }
}

extension CaseSource {
  /// Nil when no path leads to the entity that is its own case, or a document on it is not there.
  fileprivate func path(toCaseOf entity: Int) -> PathToCase? {
    guard let names = cases.model.entities[entity].pathToCase else { return nil }
    var at = entity
    var steps: [Adjacency] = []
    for name in names {
      guard
        let number = cases.model.relations(from: at).first(where: {
          cases.model.relations[$0].name == name
        }), let adjacency = cases.links[number]?.adjacency
      else { return nil }
      steps.append(adjacency)
      at = cases.model.relations[number].to
    }
    guard at == caseEntity, cases.dataset.tables[at] != nil else { return nil }
    return PathToCase(steps: steps, caseCount: caseCount)
  }

  /// The entity that is its own case.
  private var caseEntity: Int? { cases.model.entities.firstIndex { $0.pathToCase == [] } }

  /// How many cases were read.
  fileprivate var caseCount: Int {
    caseEntity.flatMap { cases.dataset.tables[$0]?.rowCount } ?? 0
  }

  /// The rows of a dimension's entity by the value that they have; those without one are in no group. Days have
  /// a group for each part, be there rows or not.
  fileprivate func groups(by dimension: PatternDimension) -> [ArraySlice<Int32>] {
    guard let table = cases.dataset.tables[dimension.entity],
      let column = table.columns[dimension.field]
    else { return [] }
    guard let grouping = dimension.grouping else {
      return KeyIndex([column], rowCount: table.rowCount).groups
    }
    var rows = [[Int32]](repeating: [], count: grouping.labels.count)
    for row in 0..<table.rowCount {
      if let day = column.day(at: row) { rows[grouping.number(of: day)].append(Int32(row)) }
    }
    return rows.map { $0[...] }
  }

  /// What a group is called: its part of week or month, the label of its word, or its text.
  fileprivate func label(
    of group: Int, by dimension: PatternDimension, row: Int
  ) -> LocalizedText {
    if let grouping = dimension.grouping { return grouping.labels[group] }
    let words = cases.model.entities[dimension.entity].fields[dimension.field].words ?? []
    let text = text(dimension.field, of: dimension.entity, row: row)
    return words.first { $0.name == text }?.label
      ?? LocalizedText([.zhHans: text, .zhHant: text, .en: text])
  }
}

extension Column {
  /// The day at `row`, of a column of dates or date-times; nil where there is none.
  fileprivate func day(at row: Int) -> CivilDate? {
    guard state(at: row) == .present else { return nil }
    return switch storage {
    case .dates: date(at: row)
    case .dateTimes: dateTime(at: row).date
    default: nil
    }
  }
}

extension PatternDimension.Grouping {
  fileprivate func number(of day: CivilDate) -> Int {
    switch self {
    case .weekday: day.weekday - 1
    case .weekOfMonth: (day.day - 1) / 7
    }
  }

  fileprivate var labels: [LocalizedText] {
    switch self {
    case .weekday:
      zip(
        ["一", "二", "三", "四", "五", "六", "日"],
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
      ).map { LocalizedText([.zhHans: "星期\($0)", .zhHant: "星期\($0)", .en: $1]) }
    case .weekOfMonth:
      ["1–7", "8–14", "15–21", "22–28", "29–31"].map {
        LocalizedText([.zhHans: "\($0) 日", .zhHant: "\($0) 日", .en: "days \($0)"])
      }
    }
  }
}
