import Entities
import Intake
import Relations
import Rules
import Tables
import Values

/// The way from an entity's records to their cases, looked up once.
struct PathToCase {
  var steps: [Adjacency]
  var caseCount: Int

  func caseRow(of row: Int) -> Int? {
    var row = row
    for step in steps {
      guard let next = step.firstRow(of: row) else { return nil }
      row = next
    }
    return row
  }
}

extension CaseSource {
  /// Nil when no path leads to the entity that is its own case, or a document on it is not there.
  func path(toCaseOf entity: Int) -> PathToCase? {
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
  var caseCount: Int {
    caseEntity.flatMap { cases.dataset.tables[$0]?.rowCount } ?? 0
  }

  /// The rows of a property's entity by the value that they have; those without one are in no group. Days have
  /// a group for each part, be there rows or not.
  func groups(by property: CaseProperty) -> [ArraySlice<Int32>] {
    guard let table = cases.dataset.tables[property.entity],
      let column = table.columns[property.field]
    else { return [] }
    guard let grouping = property.grouping else {
      return KeyIndex([column], rowCount: table.rowCount).groups
    }
    var rows = [[Int32]](repeating: [], count: grouping.labels.count)
    for row in 0..<table.rowCount {
      if let day = column.day(at: row) { rows[grouping.number(of: day)].append(Int32(row)) }
    }
    return rows.map { $0[...] }
  }

  /// What a group is called: its part of week or month, the label of its word, or its text.
  func label(
    of group: Int, by property: CaseProperty, row: Int
  ) -> LocalizedText {
    if let grouping = property.grouping { return grouping.labels[group] }
    return shownValue(property.field, of: property.entity, row: row)
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

extension CaseProperty.Grouping {
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
