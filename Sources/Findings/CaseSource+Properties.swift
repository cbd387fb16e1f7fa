import Entities
import Intake
import Relations
import Rules
import Tables
import Values

extension CaseSource {
  /// The entity that is its own case.
  var caseEntity: Int? { cases.model.entities.firstIndex { $0.pathToCase == [] } }
}

extension PartedCases {
  /// How many cases were read.
  var caseCount: Int { outline.caseEntity.map { rowCounts[$0] } ?? 0 }
}

/// Records of a property's entity that have one value.
struct PropertyGroup {
  /// The group's number; of values the row of the whole at which the first stands.
  var place: Int32
  /// The rows of the part.
  var rows: ArraySlice<Int32>
  /// The cases of the whole that they belong to, each once.
  var cases: [Int]
}

extension CasePart {
  /// The records of a property's entity by the value that they have, in the order of their first records; those without
  /// one are in no group. Days have a group for each part of week or month, be there records or not.
  func forEachGroup(by property: CaseProperty, _ body: (PropertyGroup) -> Void) {
    // Of several entities that are their own cases the first is meant.
    guard let caseEntity = source.caseEntity,
      source.cases.caseEntity(of: property.entity) == caseEntity,
      source.cases.dataset.tables[caseEntity] != nil
    else { return }
    let groups = source.groups(by: property)
    var lastSeen: [Int32: Int] = [:]
    let isCase = property.entity == caseEntity
    for (number, rows) in groups.enumerated() {
      if property.grouping == nil, !isOwn(Int(rows[rows.startIndex])) { continue }
      var cases: [Int] = []
      cases.reserveCapacity(rows.count)
      for row in rows {
        guard let found = wholeCase(of: Int(row), entity: property.entity) else { continue }
        // The case itself stands in one group, and there once.
        if !isCase {
          if lastSeen.updateValue(number, forKey: Int32(found.row)) == number { continue }
        }
        cases.append(found.row)
      }
      let place =
        property.grouping == nil
        ? Int32(wholeRow(Int(rows[rows.startIndex]), of: property.entity)) : Int32(number)
      body(PropertyGroup(place: place, rows: rows, cases: cases))
    }
  }
}

extension CaseSource {
  /// The rows of a property's entity by the value that they have; those without one are in no group. Days have
  /// a group for each part, be there rows or not.
  fileprivate func groups(by property: CaseProperty) -> [ArraySlice<Int32>] {
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
