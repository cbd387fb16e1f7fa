/// The header of a CSV export, and where its columns are.
struct CSVHeader {
  /// The names, without the white space around them.
  var names: [String]
  var line: Int
  var row: Int
  /// The column of each wanted field, from 0.
  var columns: [Int]

  /// - Throws: when a wanted name is not there, or stands several times.
  init(_ row: SniffedRow, fields: [String]) throws(FormatError) {
    names = row.cells
    line = row.line
    self.row = row.row
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
    fields.count { !columns(of: $0, in: names).isEmpty }
  }

  /// The columns that a field can mean: those of its name, or for `name#2` the second of its name.
  private static func columns(of field: String, in names: [String]) -> [Int] {
    let wanted = trimmed(field)
    let plain = names.indices.filter { names[$0] == wanted }
    if !plain.isEmpty { return plain }
    guard let mark = wanted.lastIndex(of: "#"), let number = Int(wanted[mark...].dropFirst()),
      number > 0
    else { return [] }
    let name = wanted[..<mark]
    let repeated = names.indices.filter { names[$0] == name }
    return number <= repeated.count ? [repeated[number - 1]] : []
  }
}

/// A text without the white space around it, that of Chinese texts included, and without a
/// byte-order mark that was pasted into it.
func trimmed(_ text: some StringProtocol) -> String {
  let scalars = text.unicodeScalars
  func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\0"
  }
  guard let first = scalars.firstIndex(where: { !isSpace($0) }),
    let last = scalars.lastIndex(where: { !isSpace($0) })
  else { return "" }
  return String(String.UnicodeScalarView(scalars[first...last]))
}
