import Entities
import Formats
import Glibc
import Tables
import Values

/// Types the records of one stream of an export into one table.
struct StreamTyping {
  private let entity: Entity
  private let entityNumber: Int
  private let export: Int
  private let columns: [ColumnTyping]
  private let feed: SharedTyping.Feed
  private var batchCount = 0
  private let keys: KeyCells
  private var totals: TotalsReading?
  /// Whether the row of totals over the whole export was met, and no record since.
  private var isBelowTotals = false
  private var fillingDown: FillingDown?
  private let isCSV: Bool
  private var positions = PositionColumn()
  /// Rows without any value, and rows with a single one below the totals, such as who made the export.
  private(set) var blankCount = 0
  private(set) var noteCount = 0
  /// What was found wrong with totals, with the number of its batch; and with columns as a whole.
  private var faultsOfTotals: [(batch: Int, unreadable: Unreadable)] = []
  private var faultsOfColumns: [Unreadable] = []

  /// How many bytes the export has, from which follows how many rows it may have; 0 when that is not known.
  private let byteCount: Int

  /// Where records go that are not kept in memory, and those that are there.
  private let spilling: Spilling?
  private var part: SpilledPart?
  /// The bytes of text since something was written.
  private var bytesSinceCut = 0

  /// - Parameters:
  ///   - number: the stream's number in the source.
  ///   - kept: the fields that are kept; nil for all.
  ///   - spilling: where the records go; nil when they stay in memory.
  ///   - sharing: who helps.
  init(
    _ source: Source, stream number: Int, export: Int, model: Model, keeping kept: KeptFields?,
    spilling: Spilling? = nil, byteCount: Int, _ sharing: SharedTyping
  ) {
    self.byteCount = byteCount
    self.spilling = spilling?.shared(among: source.streams.count)
    let stream = source.streams[number]
    let names = source.columns(of: number)
    entityNumber = stream.entity
    entity = model.entities[stream.entity]
    self.export = export
    isCSV = source.format == .csv
    columns = stream.fields.map { [entity] in
      let isKept =
        kept?.keeps($0.field, of: stream.entity) ?? true
        || source.totals?.sums.contains($0.field) == true || $0.isOfRecordAround
      return ColumnTyping(
        FieldTyping(
          field: entity.fields[$0.field], source: $0, hasDecimalComma: source.hasDecimalComma,
          isKept: isKept),
        CellValues($0.alternatives, columns: names), entity: stream.entity, export: export)
    }
    feed = sharing.open(columns)
    part = spilling.map { [entity] in
      let read = Set(stream.fields.map(\.field))
      return SpilledPart(
        export: export, fields: entity.fields.indices.map(read.contains), in: $0.folder)
    }
    let keys = KeyCells(of: entity, stream.fields, columns: names)
    self.keys = keys
    if number == 0 {
      totals = source.totals.map {
        TotalsReading($0, columns: names, keys: keys)
      }
      fillingDown = source.fillDown.map {
        FillingDown($0, of: stream.fields, columns: names)
      }
    }
  }

  /// The number of records added.
  var rowCount: Int { (part?.rowCount ?? 0) + positions.count }

  /// What the totals rows state.
  var stated: [TotalsReading.Stated] { totals?.stated ?? [] }

  /// Adds the records of a batch of this stream.
  mutating func append(_ batch: RecordBatch) {
    let totalsRecords = totals?.records(in: batch) ?? [:]
    let blank = isCSV ? blankRecords(in: batch) : []
    var skipped = blank.union(totalsRecords.keys)
    blankCount += blank.count
    let notes = notes(in: batch, totalsRecords, skipping: skipped)
    skipped.formUnion(notes)
    noteCount += notes.count
    let filled = fillingDown?.filled(batch, skipping: skipped) ?? batch
    readTotals(totalsRecords, of: filled, skipping: skipped)
    let records = skipped.isEmpty ? filled : filled.without(skipped)
    let isFirst = rowCount == 0
    appendPositions(of: records)
    feed.add(TypedBatch(batchCount, records))
    batchCount += 1
    if isFirst { reserve(asIn: records) }
    bytesSinceCut += records.textByteCount
    if let spilling, spilling.isEnough(rows: positions.count, textBytes: bytesSinceCut) { spill() }
  }

  /// Nearly all records stand on the line behind the one before.
  private mutating func appendPositions(of batch: RecordBatch) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: batch.recordCount) { bytes in
      batch.positions.withUnsafeBufferPointer { places in
        var first = 0
        while first < places.count {
          let (record, line) = (places[first].record - first, places[first].line - first)
          var end = first
          while end < places.count, places[end].record == record + end,
            places[end].line == line + end
          {
            bytes[end] = places[end].byte
            end += 1
          }
          positions.append(
            first: Position(
              export: export, record: places[first].record, line: places[first].line,
              byte: places[first].byte),
            bytes: UnsafeBufferPointer(rebasing: bytes[first..<end]))
          first = end
        }
      }
    }
  }

  /// Makes room for the whole export, which goes on as it begins.
  private mutating func reserve(asIn batch: RecordBatch) {
    guard let first = batch.positions.first?.byte, let last = batch.positions.last?.byte,
      last > first, byteCount > 1 << 20
    else { return }
    // The room is not touched until it is needed, but there must not be too much of it if only the beginning is dense.
    let estimate = byteCount * batch.recordCount / (last - first) / 16 * 17
    let rows = min(estimate, spilling?.rowCount ?? StreamTyping.mostRowsExpected)
    positions.reserve(rows)
    feed.settle()
    for column in columns {
      column.typing.reserve(rows: rows, times: rows / batch.recordCount)
    }
  }

  private static let mostRowsExpected = 1 << 24

  /// Ends it, whatever became of the export.
  func close() { feed.close() }

  /// Whether texts that were not kept have to be told of.
  var lacksTexts: Bool {
    feed.settle()
    return columns.contains(where: \.typing.lacksTexts)
  }

  /// What could not be read: batch by batch, and in each column by column.
  var unreadables: [Unreadable] {
    feed.settle()
    let lists = [faultsOfTotals] + columns.map(\.faults)
    let count = lists.reduce(0) { $0 + $1.count }
    var places = [Int](repeating: 0, count: lists.count)
    var all: [Unreadable] = []
    all.reserveCapacity(count + faultsOfColumns.count)
    for batch in 0..<batchCount {
      if all.count == count { break }
      for (number, list) in lists.enumerated() {
        while places[number] < list.count, list[places[number]].batch == batch {
          all.append(list[places[number]].unreadable)
          places[number] += 1
        }
      }
    }
    return all + faultsOfColumns
  }

  private mutating func readTotals(
    _ totalsRecords: [Int: TotalsReading.Kind], of batch: RecordBatch, skipping skipped: Set<Int>
  ) {
    guard !totalsRecords.isEmpty else { return }
    feed.settle()
    var rowCount = rowCount
    for record in 0..<batch.recordCount {
      if let kind = totalsRecords[record] {
        readTotals(batch, record, kind, rowCount: rowCount)
      } else if !skipped.contains(record) {
        rowCount += 1
      }
    }
  }

  /// The records that have no value in any column: rows of delimiters alone.
  private func blankRecords(in batch: RecordBatch) -> Set<Int> {
    batch.withCells { text, cells in
      var found: Set<Int> = []
      let edges = CellText.Edges()
      for record in 0..<batch.recordCount {
        let first = cells[record * batch.fieldCount]
        // Nearly every record begins with a value.
        if first.length > 0, edges.mayBegin(text[Int(first.start)]) { continue }
        if values(of: record, in: batch, cells, text) == 0 { found.insert(record) }
      }
      return found
    }
  }

  /// The records between the totals and the next record that have a single value, such as who made the
  /// export, unless it is a number or what a record would be called.
  private mutating func notes(
    in batch: RecordBatch, _ totalsRecords: [Int: TotalsReading.Kind], skipping skipped: Set<Int>
  ) -> Set<Int> {
    guard isBelowTotals || totalsRecords.values.contains(.total) else { return [] }
    return batch.withCells { text, cells in
      var found: Set<Int> = []
      for record in 0..<batch.recordCount {
        if totalsRecords[record] == .total { isBelowTotals = true }
        guard isBelowTotals, !skipped.contains(record) else { continue }
        let row = cells.baseAddress! + record * batch.fieldCount
        let isNote =
          values(of: record, in: batch, cells, text) == 1 && !keys.haveName(in: row, text)
          && !(0..<batch.fieldCount).contains {
            NumberText.read(CellText.value(text.part(row[$0].range))) != nil
          }
        if isNote {
          found.insert(record)
        } else {
          isBelowTotals = false
        }
      }
      return found
    }
  }

  /// How many of a row's fields have a value, whether they are read or not; two at least for any number
  /// beyond one.
  @inline(__always)
  private func values(
    of record: Int, in batch: RecordBatch, _ cells: UnsafeBufferPointer<Cell>, _ text: Bytes
  ) -> Int {
    var count = batch.otherValues[record] ?? 0
    for column in 0..<batch.fieldCount {
      let cell = cells[record * batch.fieldCount + column]
      if cell.length > 0, !CellText.value(text.part(cell.range)).isEmpty { count += 1 }
      if count >= 2 { break }
    }
    return count
  }

  /// The table of all records added.
  ///
  /// - Parameter absent: the columns or paths that no record had. A field that may be absent is then
  ///   empty everywhere; any other is not there, which is not the same.
  mutating func finished(absent: [String]) -> Table {
    feed.settle()
    var finished = [Column?](repeating: nil, count: entity.fields.count)
    for column in columns {
      takeBackLostDigits(of: column)
      let source = column.typing.source
      if source.isOptional || !source.isAbsent(among: absent) {
        finished[source.field] = column.typing.finished()
      }
    }
    return Table(rowCount: positions.count, columns: finished, positions: positions)
  }

  /// The same of a stream whose records are on disk.
  mutating func finishedPart(absent: [String]) throws(SpillFault) -> SpilledPart {
    spill()
    guard var part else { preconditionFailure("only what goes to disk is a part there") }
    for typing in columns.map(\.typing) {
      let source = typing.source
      if typing.isDamaged {
        let taken = try part.takeBack(source.field, where: LostDigits.isCut)
        faultsOfColumns += taken.map {
          Unreadable(.lostDigits, $0.text, of: source, entity: entityNumber, at: $0.position)
        }
      }
      if typing.field.type == .number { part.note(source.field, typing.builder.numberShape) }
      if !source.isOptional, source.isAbsent(among: absent) { part.drop(source.field) }
    }
    return part
  }

  /// Writes what was read since the last time.
  private mutating func spill() {
    feed.settle()
    var cut = [Column?](repeating: nil, count: entity.fields.count)
    for column in columns { cut[column.typing.source.field] = column.typing.cut() }
    part?.append(Table(rowCount: positions.count, columns: cut, positions: positions))
    positions = PositionColumn()
    bytesSinceCut = 0
  }

  private mutating func takeBackLostDigits(of column: ColumnTyping) {
    let source = column.typing.source
    for (row, text) in column.typing.takeBackLostDigits() {
      faultsOfColumns.append(
        Unreadable(
          .lostDigits, text, of: source, entity: entityNumber, at: positions[row]))
    }
  }

  private mutating func readTotals(
    _ batch: RecordBatch, _ record: Int, _ kind: TotalsReading.Kind, rowCount: Int
  ) {
    let line = batch.positions[record].line
    var faults: [Unreadable] = []
    guard var totals else { return }
    totals.take(kind, line: line, rowCount: rowCount) { [columns] field in
      guard let column = columns.first(where: { $0.typing.source.field == field }) else {
        return nil
      }
      return batch.withCells { text, cells in
        let row = cells.baseAddress! + record * batch.fieldCount
        return column.values.withValue(in: row, text) { cell, value in
          // A row of totals need not have one for every column.
          guard let value, !CellText.saysNothing(value) else { return nil }
          if let number = column.typing.number(value) { return number }
          faults.append(column.unreadable(batch, record, cell, .notANumber))
          return nil
        }
      }
    }
    self.totals = totals
    faultsOfTotals += faults.map { (batchCount, $0) }
  }
}

extension SourceField {
  /// Whether an export that lacks some columns lacks the field: each of its alternatives names one.
  func isAbsent(among absent: [String]) -> Bool {
    !absent.isEmpty && alternatives.allSatisfy { $0.contains { absent.contains($0) } }
  }
}

extension Unreadable {
  init(
    _ fault: ValueFault, _ text: String, of source: SourceField, entity: Int, at position: Position
  ) {
    let column = source.from
    self.init(
      extent: .value, code: fault.code, position: position, entity: entity, column: column,
      field: source.field, message: fault.message(column: column, value: text), help: fault.help,
      originalText: text)
  }
}

extension Column {
  /// The sum of a column of numbers, to 34 digits; rows without a value do not count.
  ///
  /// - Parameters:
  ///   - rows: the rows that are added up, or nil for all.
  ///   - start: what they are added to.
  /// - Returns: nil when it is too large for any number.
  func sum(_ rows: Range<Int>? = nil, from start: Decimal128 = .zero) -> Decimal128? {
    var sum = start
    for row in rows ?? 0..<count where state(at: row) == .present {
      guard let next = sum.adding(decimal(at: row)) else { return nil }
      sum = next
    }
    return sum
  }
}
