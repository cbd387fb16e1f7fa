import Diagnostics
import Entities
import Formats
import Intake
import Tables
import Values

/// One record of an inspected file.
package struct InspectedRecord: Sendable {
  package var stream: Int
  /// Its number in its stream and its line, from 1, and its first byte, from 0.
  package var record: Int
  package var line: Int
  package var byte: Int
  package var entity: String?
  /// The values as the file has them, by column or path; nil where the record has none.
  package var values: [(name: String, text: String?)]
  /// The values as they are typed, by field.
  package var fields: [(name: String, value: TypedValue)]

  package enum TypedValue: Sendable, Hashable {
    case text(String)
    case boolean(Bool)
    /// There is none, or it cannot be read.
    case nothing
  }
}

extension InspectedFile {
  /// Reads the file, or its head, in the way that was recognised, else as records of texts.
  mutating func read(_ found: Recognition, _ model: Model, recordLimit: Int) {
    let head = isSample ? FormatLimits.standard.headBytes : nil
    var tables: [Table] = []
    if let source = found.source {
      tables = readTyped(source, found, model, upTo: head)
    } else {
      readPlain(found, upTo: head)
    }
    if isSample { scale(found) }
    if recordLimit > 0 { readRecords(found, tables, model, limit: recordLimit, upTo: head) }
  }

  private mutating func readTyped(
    _ source: Source, _ found: Recognition, _ model: Model, upTo: Int?
  ) -> [Table] {
    let read = ExportFile(path: file, name: file, source: source).read(model: model, upTo: upTo)
    recordCounts = found.streams.map { stream in
      stream.sourceStream.map { read.export.recordCounts[$0] } ?? 0
    }
    controlTotals = read.export.controlTotals
    setAside = read.export.setAside
    // Where a sample ends is no fault of the file.
    unreadables = read.unreadables
    if isSample { dropCut() }
    return read.tables
  }

  private mutating func readPlain(_ found: Recognition, upTo: Int?) {
    let layout = found.plainLayout
    do throws(FormatError) {
      let summary = try Formats.readRecords(ofFile: file, layout: layout, upTo: upTo) { _ in }
      let numbers = found.sniffed.recordStreams.map(\.number)
      recordCounts = Array(repeating: 0, count: max(1, found.streams.count))
      for (stream, count) in summary.recordCounts.enumerated() {
        recordCounts[stream < numbers.count ? numbers[stream] : 0] = count
      }
      unreadables = summary.rejects.map { Unreadable($0, extent: .record, export: 0) }
      if let fault = summary.fault {
        unreadables.append(Unreadable(fault, extent: .file, export: 0))
      }
      if isSample { dropCut() }
    } catch {
      // JSON and XML without records are read to their end before that is said.
      if case .recordsNotFound = error, found.streams.isEmpty { return }
      // A text that is cut where the sample ends is not at fault.
      if case .isNotWellFormed = error, isSample { return }
      fault = error.diagnostic(file: file)
    }
  }

  /// Drops what seems wrong because the sample ends there: the last record, of which a part was read.
  private mutating func dropCut() {
    let end = FormatLimits.standard.headBytes
    unreadables.removeAll { fault in
      switch fault.extent {
      case .value: false
      case .record: fault.position.byte + fault.originalText.utf8.count * 2 >= end
      case .file: fault.code == "truncated" || fault.position.byte + InspectedFile.cutBytes >= end
      }
    }
  }

  /// How far before its end a parser may see that a text is cut.
  private static let cutBytes = 64 << 10

  /// Makes an estimate for the whole file of what was counted in its head.
  private mutating func scale(_ found: Recognition) {
    let bytes = found.sniffed.byteCount
    recordCounts = recordCounts.map { count in
      Int(Int128(count) * Int128(bytes) / Int128(FormatLimits.standard.headBytes))
    }
  }

  /// Reads the first records as they stand in the file, and puts beside them what they were typed as.
  private mutating func readRecords(
    _ found: Recognition, _ tables: [Table], _ model: Model, limit: Int, upTo: Int?
  ) {
    let layout = found.source.map { found.layout(of: $0) } ?? found.plainLayout
    var all: [InspectedRecord] = []
    _ = try? Formats.readRecords(ofFile: file, layout: layout, upTo: upTo) { batch in
      let names = layout.streams[batch.stream].fields
      for record in 0..<batch.recordCount where batch.positions[record].record <= limit {
        let place = batch.positions[record]
        all.append(
          InspectedRecord(
            stream: batch.stream, record: place.record, line: place.line, byte: place.byte,
            entity: found.source.map { model.entities[$0.streams[batch.stream].entity].name },
            values: names.enumerated().map { number, name in
              let cell = batch.cells[record * batch.fieldCount + number]
              let isThere = cell.kind != .absent && cell.kind != .null
              return (name, isThere ? batch.string(record: record, field: number) : nil)
            }, fields: []))
      }
    }
    if let source = found.source { type(&all, by: tables, of: source, model) }
    records = all.sorted { ($0.byte, $0.stream, $0.record) < ($1.byte, $1.stream, $1.record) }
  }

  private func type(
    _ records: inout [InspectedRecord], by tables: [Table], of source: Source, _ model: Model
  ) {
    var rows: [[Int: Int]] = tables.map { table in
      Dictionary(
        (0..<table.rowCount).map { (table.positions[$0].record, $0) },
        uniquingKeysWith: { a, _ in a })
    }
    while rows.count < source.streams.count { rows.append([:]) }
    // What no table has states totals.
    records.removeAll { rows[$0.stream][$0.record] == nil }
    for index in records.indices {
      let stream = records[index].stream
      guard let row = rows[stream][records[index].record] else { continue }
      let entity = model.entities[source.streams[stream].entity]
      records[index].fields = source.streams[stream].fields.map { field in
        let column = tables[stream].columns[field.field]
        return (entity.fields[field.field].name, column?.typedValue(at: row) ?? .nothing)
      }
    }
  }
}

extension Recognition {
  /// Every column or path that was seen, as text.
  fileprivate var plainLayout: RecordLayout {
    let grammar: RecordLayout.Grammar
    switch sniffed.format {
    case .csv: grammar = .csv(csvDialect)
    case .json: grammar = .json
    case .xml: grammar = .xml
    }
    var streams = sniffed.recordStreams.map(\.stream)
    if sniffed.format == .csv, let table = self.streams.first {
      streams = [RecordStream(path: "", fields: table.askedColumns)]
    }
    // No text has this key, and yet all of it is checked.
    if streams.isEmpty {
      let nowhere = sniffed.format == .xml ? "/-" : "$['\u{1}'][*]"
      streams = [RecordStream(path: sniffed.format == .csv ? "" : nowhere, fields: [])]
    }
    return RecordLayout(grammar: grammar, encoding: sniffed.encoding, streams: streams)
  }

  private var csvDialect: CSVDialect {
    var dialect = sniffed.dialect ?? CSVDialect()
    if dialect.headerRow == nil { dialect.headerRow = headerRow }
    if dialect.headerRowCount == nil { dialect.headerRowCount = headerRowCount }
    return dialect
  }

  /// The layout of a source, with all other columns of a CSV export.
  fileprivate func layout(of source: Source) -> RecordLayout {
    var layout = source.layout
    guard source.format == .csv else { return layout }
    layout.streams[0].fields = streams[0].askedColumns
    if case .csv(var dialect) = layout.grammar {
      dialect.headerRow = dialect.headerRow ?? headerRow
      dialect.headerRowCount = dialect.headerRowCount ?? headerRowCount
      layout.grammar = .csv(dialect)
    }
    return layout
  }
}

extension StreamRecognition {
  /// The columns of a CSV export as layouts ask for them; one without a name cannot be asked for.
  fileprivate var askedColumns: [String] { columns.map(\.name).numbered.filter { !$0.isEmpty } }
}

extension Column {
  fileprivate func typedValue(at row: Int) -> InspectedRecord.TypedValue {
    guard state(at: row) == .present else { return .nothing }
    switch storage {
    case .text, .dictionary, .numbered: return .text(text(at: row))
    case .small, .scaled, .decimals: return .text(decimal(at: row).description)
    case .booleans: return .boolean(boolean(at: row))
    case .dates: return .text(date(at: row).description)
    case .dateTimes: return .text(dateTime(at: row).description)
    }
  }
}
