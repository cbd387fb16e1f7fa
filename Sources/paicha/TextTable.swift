/// Rows in columns of one width each, the first to the left, the others to the right.
func textTable(_ rows: [[String]], indent: String = "") -> String {
  let widths = rows[0].indices.map { column in
    rows.map { $0[column].terminalWidth }.max() ?? 0
  }
  return rows.map { row in
    var line = indent + row[0].padded(to: widths[0])
    for column in row.indices.dropFirst() {
      let blanks = widths[column] - row[column].terminalWidth
      line += "  " + String(repeating: " ", count: blanks) + row[column]
    }
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }.joined()
}
