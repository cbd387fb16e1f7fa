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
  /// - Parameter findings: for each judgement one for each of its verdicts, in their order.
  static func searches(
    of set: RuleSet, _ judgements: [Judgement], _ findings: [[Finding]], in source: CaseSource
  ) -> [PatternSearch] {
    guard !set.patterns.isEmpty else { return [] }
    let failures = CaseFailures(of: set, judgements, findings, in: source)
    return set.patterns.map { dimension in
      let lacks = source.lacks(of: dimension)
      guard lacks.isEmpty else {
        return PatternSearch(
          label: dimension.label, notRun: LocalizedText(lacks, in: source.cases.model))
      }
      return PatternSearch(of: dimension, failures, in: source)
    }
  }

  private init(of dimension: PatternDimension, _ failures: CaseFailures, in source: CaseSource) {
    let path = source.path(toCaseOf: dimension.entity)
    let groups = source.groups(by: dimension).map { group in
      (value: group.value, cases: Set(group.rows.compactMap { path.caseRow(of: $0) }))
    }.filter { !$0.cases.isEmpty }
    let all = groups.reduce(into: Set<Int>()) { $0.formUnion($1.cases) }
    self.init(
      label: dimension.label, valueCount: groups.count, orders: all.count,
      findings: all.reduce(0) { $0 + (failures.rules[$1]?.count ?? 0) })
    patterns = groups.map { Pattern(value: $0.value, $0.cases, failures) }
      .filter { isExceeded(by: $0) }
      .enumerated()
      .sorted { a, b in (b.element.findings, a.offset) < (a.element.findings, b.offset) }
      .map(\.element)
  }
}

extension Pattern {
  fileprivate init(value: LocalizedText, _ cases: Set<Int>, _ failures: CaseFailures) {
    let rules = cases.compactMap { failures.rules[$0] }
    var counts: [String: Int] = [:]
    for rule in rules.joined() { counts[rule, default: 0] += 1 }
    let commonest = counts.filter { $0.value > 1 }
      .min { a, b in (b.value, a.key) < (a.value, b.key) }
    self.init(
      value: value, orders: cases.count, affected: rules.count,
      findings: counts.values.reduce(0, +), commonestRule: commonest?.key,
      commonestCount: commonest?.value ?? 0)
  }
}

/// The rules that failed in each case, by its row. What another finding explains is left out, so that one cause
/// counts once; what is waived counts, as it does in KPIs: it happened.
private struct CaseFailures {
  private(set) var rules: [Int: [String]] = [:]

  init(
    of set: RuleSet, _ judgements: [Judgement], _ findings: [[Finding]], in source: CaseSource
  ) {
    for (judgement, findings) in zip(judgements, findings) {
      let entity = set.rules[judgement.rule].subject.entity
      let path = source.path(toCaseOf: entity)
      for (verdict, finding) in zip(judgement.verdicts, findings)
      where finding.outcome == .fail && finding.cause == nil {
        for row in Set(verdict.subject.rows.compactMap({ path.caseRow(of: $0) })) {
          rules[row, default: []].append(finding.ruleID)
        }
      }
    }
  }
}

/// The way from an entity's records to their cases, looked up once.
private struct PathToCase {
  /// Nil when no path leads there, or a document on it is not there.
  var steps: [Adjacency]?

  func caseRow(of row: Int) -> Int? {
    guard let steps else { return nil }
    var row = row
    for step in steps {
      guard let next = step.rows(of: row).first else { return nil }
      row = next
    }
    return row
  }
}

extension CaseSource {
  fileprivate func path(toCaseOf entity: Int) -> PathToCase {
    guard let names = cases.model.entities[entity].pathToCase else { return PathToCase() }
    var at = entity
    var steps: [Adjacency] = []
    for name in names {
      guard
        let number = cases.model.relations(from: at).first(where: {
          cases.model.relations[$0].name == name
        }), let adjacency = cases.links[number]?.adjacency
      else { return PathToCase() }
      steps.append(adjacency)
      at = cases.model.relations[number].to
    }
    return PathToCase(steps: steps)
  }

  /// The rows of a dimension's entity by the value that they have; those without one are in no group.
  fileprivate func groups(
    by dimension: PatternDimension
  ) -> [(value: LocalizedText, rows: [Int])] {
    guard let table = cases.dataset.tables[dimension.entity],
      let column = table.columns[dimension.field]
    else { return [] }
    guard let grouping = dimension.grouping else {
      let words = cases.model.entities[dimension.entity].fields[dimension.field].words ?? []
      return KeyIndex([column], rowCount: table.rowCount).groups.map { rows in
        let rows = rows.map(Int.init)
        let text = text(dimension.field, of: dimension.entity, row: rows[0])
        let label = words.first { $0.name == text }?.label
        return (label ?? .inAllLanguages(text), rows)
      }
    }
    var rows = [[Int]](repeating: [], count: grouping.labels.count)
    for row in 0..<table.rowCount {
      if let day = column.day(at: row) { rows[grouping.number(of: day)].append(row) }
    }
    return zip(grouping.labels, rows).map { (value: $0, rows: $1) }
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

extension LocalizedText {
  fileprivate static func inAllLanguages(_ text: String) -> LocalizedText {
    LocalizedText([.zhHans: text, .zhHant: text, .en: text])
  }
}
