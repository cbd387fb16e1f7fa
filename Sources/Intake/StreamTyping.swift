import Entities
import Formats
import Tables
import Values

/// Types the records of one stream of an export into one table.
struct StreamTyping {
  private let entity: Entity
  private let entityNumber: Int
  private let export: Int
  private let totals: TotalsRow?
  private var fields: [FieldTyping]
  private var positions = PositionColumn()
  /// What the totals rows state: field, value, line.
  private(set) var stated: [(field: Int, value: Decimal128, line: Int)] = []
  private(set) var unreadables: [Unreadable] = []

  init(_ stream: SourceStream, totals: TotalsRow?, export: Int, model: Model) {
    entityNumber = stream.entity
    entity = model.entities[stream.entity]
    self.export = export
    self.totals = totals
    fields = stream.fields.map { [entity] in
      FieldTyping(field: entity.fields[$0.field], source: $0)
    }
  }

  /// Adds the records of a batch of this stream.
  mutating func append(_ batch: RecordBatch) {
    let totalsRecords = totalsRecords(in: batch)
    for record in totalsRecords { readTotals(batch, record) }
    for record in 0..<batch.recordCount where !totalsRecords.contains(record) {
      let place = batch.positions[record]
      positions.append(
        Position(export: export, record: place.record, line: place.line, byte: place.byte))
    }
    for column in fields.indices {
      var faults: [(record: Int, cell: Cell, fault: ValueFault)] = []
      fields[column].append(
        batch, column: column, taking: { !totalsRecords.contains($0) },
        reject: { faults.append(($0, $1, $2)) })
      let name = fields[column].source.from
      unreadables += faults.map {
        unreadable(batch, $0.record, $0.cell, column: name, $0.fault)
      }
    }
  }

  /// The table of all records added.
  ///
  /// - Parameter absent: the fields, as the export names them, that no record had. A field that may be
  ///   absent is then empty everywhere; any other is not there, which is not the same.
  func finished(absent: [String]) -> Table {
    var columns = [Column?](repeating: nil, count: entity.fields.count)
    for field in fields where field.source.isOptional || !absent.contains(field.source.from) {
      columns[field.source.field] = field.builder.finished()
    }
    return Table(rowCount: positions.count, columns: columns, positions: positions)
  }

  private func unreadable(
    _ batch: RecordBatch, _ record: Int, _ cell: Cell, column: String, _ fault: ValueFault
  ) -> Unreadable {
    let place = batch.positions[record]
    let text = String(decoding: batch.text[cell.range].prefix(4_096), as: UTF8.self)
    return Unreadable(
      extent: .value, code: fault.rawValue,
      position: Position(
        export: export, record: place.record, line: place.line + Int(cell.lineOffset),
        byte: place.byte + Int(cell.byteOffset)),
      entity: entityNumber, column: column, message: fault.message(column: column, value: text),
      originalText: text)
  }

  /// The records that state totals: those with the declared text in the declared field.
  private func totalsRecords(in batch: RecordBatch) -> Set<Int> {
    guard let totals,
      let column = fields.firstIndex(where: { $0.source.field == totals.field })
    else { return [] }
    let wanted = Array(totals.text.utf8)
    return Set(
      (0..<batch.recordCount).filter { record in
        let cell = batch.cells[record * batch.fieldCount + column]
        return CellText.value(batch.text[cell.range]).elementsEqual(wanted)
      })
  }

  private mutating func readTotals(_ batch: RecordBatch, _ record: Int) {
    for field in totals?.sums ?? [] {
      guard let column = fields.firstIndex(where: { $0.source.field == field }) else { continue }
      let cell = batch.cells[record * batch.fieldCount + column]
      if let value = NumberText.read(CellText.value(batch.text[cell.range])) {
        stated.append((field, value, batch.positions[record].line))
      } else {
        unreadables.append(
          unreadable(batch, record, cell, column: fields[column].source.from, .notANumber))
      }
    }
  }
}

extension Column {
  /// The sum of a column of numbers, to 34 digits; rows without a value do not count.
  ///
  /// - Returns: nil when it is too large for any number.
  func sum() -> Decimal128? {
    var sum = Decimal128.zero
    for row in 0..<count where state(at: row) == .present {
      guard let next = sum.adding(decimal(at: row)) else { return nil }
      sum = next
    }
    return sum
  }
}
