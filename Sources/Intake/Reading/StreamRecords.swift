import Entities
import Tables
import Values

/// The records of an export, for each stream of its source: in memory or on disk.
struct StreamRecords {
  var tables: [Table] = []
  var parts: [SpilledPart] = []

  /// Adds the fields that a source reads and an export may lack, where it lacks them: they are empty.
  mutating func addEmpty(_ stream: SourceStream, of model: Model) {
    for field in stream.fields where field.isOptional {
      if tables.first?.columns[field.field] == nil, !tables.isEmpty {
        tables[0].add(field.field, .empty, of: model.entities[stream.entity])
      }
      if parts.first?.fields[field.field] == false { parts[0].add(field.field, .empty) }
    }
  }

  /// The sums of what totals are stated of; nil where the field is not there or the sum is too large.
  func sums(of stated: [TotalsReading.Stated]) -> [Decimal128?] {
    if let part = parts.first { return part.sums(of: stated) }
    return stated.map { total in tables.first?.columns[total.field]?.sum(total.rows) }
  }
}

extension Table {
  /// Adds a field in which no row has a value.
  mutating func add(_ field: Int, _ state: CellState, of entity: Entity) {
    var builder = ColumnBuilder(kind: entity.fields[field].columnKind)
    for _ in 0..<rowCount { builder.appendMissing(state) }
    columns[field] = builder.finished()
  }
}

extension SpilledPart {
  /// The same of records on disk, each of whose segments is read once for each field.
  fileprivate func sums(of stated: [TotalsReading.Stated]) -> [Decimal128?] {
    var sums = stated.map { fields[$0.field] ? Decimal128.zero : nil }
    for field in Set(stated.map(\.field)) where fields[field] {
      let ofAll = stated.indices.filter { stated[$0].field == field && stated[$0].rows == nil }
      // Subtotals follow each other, and none is of rows of another.
      let ofSome = stated.indices.filter { stated[$0].field == field && stated[$0].rows != nil }
      var next = 0
      forEachSegmentOrFault(of: field) { first, column in
        let segment = first..<first + column.count
        for number in ofAll.prefix(1) {
          sums[number] = sums[number].flatMap { column.sum(from: $0) }
        }
        while next < ofSome.count, let rows = stated[ofSome[next]].rows {
          let common = rows.clamped(to: segment)
          if !common.isEmpty {
            let own = common.lowerBound - first..<common.upperBound - first
            sums[ofSome[next]] = sums[ofSome[next]].flatMap { column.sum(own, from: $0) }
          }
          // It goes on in the next segment, as may those behind it.
          if rows.upperBound > segment.upperBound { break }
          next += 1
        }
      }
      for number in ofAll.dropFirst() { sums[number] = sums[ofAll[0]] }
    }
    return sums
  }

  /// Calls `body` with the values of a field, segment by segment. A fault is left to who asks the folder for it.
  private func forEachSegmentOrFault(of field: Int, _ body: (Int, Column) -> Void) {
    do throws(SpillFault) {
      try forEachSegment(of: field, body)
    } catch {
      folder.note(error)
    }
  }
}
