/// The header of a CSV export, and where its columns are.
struct CSVHeader {
  /// The names, without the white space around them; of a header of two rows `above/below`.
  var names: [String]
  var line: Int
  /// Its first row, from 1.
  var row: Int
  var rowCount: Int
  /// Its rows, by which their repetitions are known.
  var rows: [Row]

  /// One row of the header: its cells, and the bytes of the first that is not empty.
  struct Row {
    var cells: [String]
    var column: Int
    var bytes: [UInt8]

    /// Whether a text is that first cell. The first cell of nearly every other row has another length.
    @inline(__always)
    func begins(with text: UnsafeBufferPointer<UInt8>) -> Bool {
      text.count == bytes.count && text.elementsEqual(bytes)
    }
  }

  /// The column of each wanted field, from 0.
  var columns: [Int]

  /// - Parameter sniffed: the one or two rows of the header.
  /// - Throws: when a wanted name is not there, or stands several times.
  init(_ sniffed: [SniffedRow], rows: [Row], fields: [String]) throws(FormatError) {
    names = namesOfColumns(sniffed.map(\.cells))
    line = sniffed[0].line
    row = sniffed[0].row
    rowCount = sniffed.count
    self.rows = rows
    columns = []
    var missing: [String] = []
    for field in fields {
      let matches = Self.columns(of: field, in: names)
      if matches.count > 1 {
        throw .repeatedField(field, columns: matches.map { $0 + 1 }, line: line)
      }
      if let column = matches.first {
        columns.append(column)
      } else if !missing.contains(field) {
        missing.append(field)
      }
    }
    guard missing.isEmpty else { throw .missingFields(missing, header: shownNames, line: line) }
  }

  /// The names that are in the header and that no field asked for.
  var unusedNames: [String] {
    names.indices.filter { !columns.contains($0) && !names[$0].isEmpty }.map { names[$0] }
  }

  private var shownNames: [String] { names.filter { !$0.isEmpty } }

  /// How many of the wanted fields a row of names has.
  static func matchCount(of fields: [String], in names: [String]) -> Int {
    let known = Set(names)
    let haveTwoRows = names.contains { $0.utf8.contains(UInt8(ascii: "/")) }
    return fields.count { field in
      let wanted = trimmed(field)
      if known.contains(wanted) { return true }
      // It may still be one of several, or in the second row of the header.
      return (haveTwoRows || wanted.utf8.contains(UInt8(ascii: "#")))
        && !columns(of: field, in: names).isEmpty
    }
  }

  /// The columns that a field can mean: those of its name, or for `name#2` the second of its name,
  /// or the only one that has it in the second row of the header.
  private static func columns(of field: String, in names: [String]) -> [Int] {
    let wanted = trimmed(field)
    let plain = names.indices.filter { names[$0] == wanted }
    if !plain.isEmpty { return plain }
    if let mark = wanted.lastIndex(of: "#"), let number = Int(wanted[mark...].dropFirst()),
      number > 0
    {
      let name = wanted[..<mark]
      let repeated = names.indices.filter { names[$0] == name }
      return number <= repeated.count ? [repeated[number - 1]] : []
    }
    if wanted.isEmpty { return [] }
    let ending = "/" + wanted
    return names.indices.filter { names[$0].hasSuffix(ending) }
  }
}

/// The names that one or two rows give to the columns of a CSV export.
///
/// Above a group of columns a name stands once, over the first of them (merged cells); a column
/// outside of groups has its name in one of the rows only. A name of two rows is `above/below`.
package func namesOfColumns(_ rows: [[String]]) -> [String] {
  guard rows.count == 2 else { return rows[0] }
  let (above, below) = (rows[0], rows[1])
  var group = ""
  return (0..<max(above.count, below.count)).map { column in
    let upper = column < above.count ? above[column] : ""
    let lower = column < below.count ? below[column] : ""
    if !upper.isEmpty { group = upper }
    if lower.isEmpty {
      // The next column without a name of its own would not belong to this one.
      group = ""
      return upper
    }
    return group.isEmpty || group == lower ? lower : "\(group)/\(lower)"
  }
}

extension [String] {
  /// The names of columns as layouts ask for them: the second of its name is `name#2`.
  package var numbered: [String] {
    if Set(self).count == count { return self }
    let counts = Dictionary(map { ($0, 1) }, uniquingKeysWith: +)
    var met: [String: Int] = [:]
    return map { name in
      met[name, default: 0] += 1
      return counts[name]! > 1 && !name.isEmpty ? "\(name)#\(met[name]!)" : name
    }
  }
}

/// A text without the white space around it, that of Chinese texts included, and without a
/// byte-order mark that was pasted into it.
func trimmed<Text: StringProtocol>(_ text: Text) -> String
where Text.UTF8View: BidirectionalCollection {
  // Nearly all cells end and begin with what is no white space in any script.
  if let first = text.utf8.first, let last = text.utf8.last, (0x21...0x7E).contains(first),
    (0x21...0x7E).contains(last)
  {
    return String(text)
  }
  let scalars = text.unicodeScalars
  func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isWhiteSpace || scalar == "\u{FEFF}" || scalar == "\0"
  }
  guard let first = scalars.firstIndex(where: { !isSpace($0) }),
    let last = scalars.lastIndex(where: { !isSpace($0) })
  else { return "" }
  return String(text[first...last])
}
