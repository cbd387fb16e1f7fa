import Entities
import Formats

/// A kind of record in an export, with some of its records.
struct SampledTable {
  var path = ""
  var parent: Int?
  /// The names of the columns, or the paths of the values.
  var names: [String]
  var rows: [[String]]
  /// What the values of each column look like, once all rows are there.
  private(set) var profiles: [ContentProfile] = []

  init(path: String = "", parent: Int? = nil, names: [String], rows: [[String]]) {
    self.path = path
    self.parent = parent
    self.names = names
    self.rows = rows
  }

  /// Looks at the values of every column, which takes long and is asked for several times.
  mutating func profile() {
    profiles = names.indices.map { column in
      ContentProfile(rows.lazy.map { column < $0.count ? $0[column] : "" })
    }
  }
}

/// The header of a CSV export that no source declares, and the rows that belong to it.
struct SampledCSV {
  var table: SampledTable
  var headerRow: Int
  var headerRowCount: Int
  var headerLine: Int
  /// What stands above the header.
  var titles: [String]
  /// The rows that say by a word that they are totals.
  var totalRows: [TotalRow]

  struct TotalRow {
    var column: Int
    var isSubtotal: Bool
    var cells: [String]
  }

  /// - Returns: nil when the export has no row that could be a header.
  init?(_ sniffed: Sniffed, _ dictionary: HeaderDictionary) {
    guard
      let header = Self.knownHeader(sniffed, dictionary) ?? Self.structuralHeader(sniffed)
    else { return nil }
    let rows = header.range.map { sniffed.rows[$0] }
    let names = namesOfColumns(rows.map(\.cells))
    headerRow = rows[0].row
    headerRowCount = rows.count
    headerLine = rows[0].line
    titles = sniffed.rows[..<header.range.lowerBound].flatMap(\.cells).filter { !$0.isEmpty }
    let isWhole = !sniffed.isSample
    var data = sniffed.rows[header.range.upperBound...].map(\.cells)
    data += sniffed.middleRows.map(\.cells)
    if !isWhole || sniffed.lastRows.last != sniffed.rows.last {
      data += sniffed.lastRows.map(\.cells)
    }
    let headers = rows.map(\.cells)
    data.removeAll { headers.contains($0) }
    let width = names.count
    data = data.map { $0.count > width ? Array($0.prefix(width)) : $0 }
    var totalRows: [TotalRow] = []
    data.removeAll { cells in
      if let row = Self.totalRow(cells, dictionary) {
        totalRows.append(row)
        return true
      }
      return cells.allSatisfy(\.isEmpty) || width > 2 && cells.count { !$0.isEmpty } < 2
    }
    self.totalRows = totalRows
    table = SampledTable(names: names, rows: data)
    table.profile()
  }

  /// The title that gives another unit for amounts than yuan.
  var statedUnit: String? {
    titles.first { title in
      title.contains("单位") && ["万元", "千元", "亿元", "萬元", "億元"].contains { title.contains($0) }
        || title.contains("單位") && ["萬元", "千元", "億元"].contains { title.contains($0) }
    }
  }

  /// Whether the numbers in some columns have a comma before their decimals.
  func hasDecimalComma(_ columns: [Int]) -> Bool {
    let profiles = columns.map { table.profiles[$0] }
    if profiles.contains(where: \.hasDecimalComma) { return true }
    return profiles.contains(where: \.mayHaveDecimalComma)
      && profiles.allSatisfy { $0.type != .number || $0.pointNumbers == 0 }
  }

  private typealias Found = (range: Range<Int>, matches: Int)

  /// The row, or the two rows, in which the most cells are names of fields: two at least, and half of
  /// all.
  private static func knownHeader(
    _ sniffed: Sniffed, _ dictionary: HeaderDictionary
  ) -> Found? {
    let declared = sniffed.dialect
    var best: Found?
    // Two rows have to say more than one of them, or as much where the lower one divides the upper.
    for count in 1...2 {
      for start in sniffed.rows.indices.prefix(64) where start + count <= sniffed.rows.count {
        if let wanted = declared?.headerRowCount, wanted != count { continue }
        if let wanted = declared?.headerRow, sniffed.rows[start].row != wanted { continue }
        let names = namesOfColumns((start..<start + count).map { sniffed.rows[$0].cells })
        let named = names.filter { !$0.isEmpty }
        let mayDivide = count == 2 && best?.range.lowerBound == start
        let least = best.map { mayDivide ? $0.matches : $0.matches + 1 } ?? 0
        guard let matches = dictionary.knownCount(of: named, atLeast: least),
          matches >= 2 && matches * 3 >= named.count || declared?.headerRow != nil
        else { continue }
        // Two rows are a header only if the second is not one of data.
        if count == 2, isData(sniffed.rows[start + 1].cells, dictionary) { continue }
        best = (start..<start + count, matches)
      }
    }
    return best
  }

  private static func isData(_ cells: [String], _ dictionary: HeaderDictionary) -> Bool {
    let values = cells.filter { !$0.isEmpty }
    let names = values.count { !dictionary.claims(of: $0).claims.isEmpty }
    return names * 2 < values.count
      || ContentProfile(values).type != .string
      || values.contains { ContentProfile([$0]).type != .string }
  }

  /// The first row with as many cells as most rows have, none of them a number or a date.
  private static func structuralHeader(_ sniffed: Sniffed) -> Found? {
    let counts = Dictionary(sniffed.rows.map { ($0.cells.count, 1) }, uniquingKeysWith: +)
    guard let usual = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key else {
      return nil
    }
    let index = sniffed.rows.firstIndex { row in
      if let wanted = sniffed.dialect?.headerRow { return row.row == wanted }
      return row.cells.count >= usual
        && row.cells.allSatisfy { ContentProfile([$0]).type == .string }
    }
    // Without any header the first row has the names, as bad as they are.
    let start = index ?? sniffed.rows.firstIndex { $0.cells.count >= usual } ?? 0
    return (start..<start + 1, 0)
  }

  private static func totalRow(_ cells: [String], _ dictionary: HeaderDictionary) -> TotalRow? {
    // The word stands first, or behind a number of the row.
    for column in cells.indices.filter({ !cells[$0].isEmpty }).prefix(2) {
      let word = SummaryWord(cells[column])
      let isSubtotal = dictionary.subtotals.contains(word)
      if isSubtotal || dictionary.totals.contains(word) {
        return TotalRow(column: column, isSubtotal: isSubtotal, cells: cells)
      }
      if !cells[column].allSatisfy(\.isNumber) { return nil }
    }
    return nil
  }
}

extension HeaderDictionary {
  /// How many of some names are those of fields; nil when they are fewer than `least`, which shows early on rows of
  /// data.
  fileprivate func knownCount(of names: [String], atLeast least: Int) -> Int? {
    var unknown = 0
    for name in names {
      if names.count - unknown < least { return nil }
      if claims(of: name).claims.isEmpty { unknown += 1 }
    }
    return names.count - unknown >= least ? names.count - unknown : nil
  }
}

/// The records of a JSON or XML export by the kinds that were sniffed, as far as its head holds them.
func sampledTables(ofFile path: String, _ sniffed: Sniffed) -> [SampledTable] {
  var tables = sniffed.streams.map {
    SampledTable(path: $0.path, parent: $0.parent, names: $0.fields, rows: [])
  }
  let streams = sniffed.recordStreams
  sample(streams, ofFile: path, sniffed, into: &tables)
  // What stands around the records ends with the file.
  let read = Set(streams.map(\.number))
  for number in sniffed.streams.indices where !read.contains(number) && !sniffed.isSample {
    let stream = RecordStream(path: sniffed.streams[number].path, fields: tables[number].names)
    sample([(number, stream)], ofFile: path, sniffed, into: &tables)
  }
  return tables
}

private func sample(
  _ streams: [(number: Int, stream: RecordStream)], ofFile path: String, _ sniffed: Sniffed,
  into tables: inout [SampledTable]
) {
  guard !streams.isEmpty else { return }
  let layout = RecordLayout(
    grammar: sniffed.format == .xml ? .xml : .json, encoding: sniffed.encoding,
    streams: streams.map(\.stream))
  _ = try? readRecords(
    ofFile: path, layout: layout, upTo: FormatLimits.standard.headBytes
  ) { batch in
    let number = streams[batch.stream].number
    guard tables[number].rows.count < 1_000 else { return }
    for record in 0..<batch.recordCount {
      tables[number].rows.append(
        (0..<batch.fieldCount).map { batch.string(record: record, field: $0) })
    }
  }
}
