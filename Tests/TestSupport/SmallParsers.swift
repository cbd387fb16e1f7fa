/// Readers of the outputs that share nothing with the code that writes them.

/// The rows of a CSV text (RFC 4180), by the grammar and nothing else; nil when it breaks it.
package func csvRows(_ text: String) -> [[String]]? {
  var rows: [[String]] = []
  var row: [String] = []
  var cell = ""
  var scalars = Array(text.unicodeScalars)[...]
  var isQuoted = false
  var isAtStart = true
  while let scalar = scalars.popFirst() {
    switch (scalar, isQuoted) {
    case ("\"", false):
      guard isAtStart else { return nil }
      isQuoted = true
      isAtStart = false
    case ("\"", true):
      if scalars.first == "\"" {
        cell.unicodeScalars.append(scalars.removeFirst())
      } else {
        guard [",", "\r", nil].contains(scalars.first) else { return nil }
        isQuoted = false
      }
    case (",", false):
      row.append(cell)
      (cell, isAtStart) = ("", true)
    case ("\r", false):
      guard scalars.popFirst() == "\n" else { return nil }
      rows.append(row + [cell])
      (row, cell, isAtStart) = ([], "", true)
    case ("\n", false): return nil
    default:
      cell.unicodeScalars.append(scalar)
      isAtStart = false
    }
  }
  return isQuoted || !row.isEmpty || !cell.isEmpty ? nil : rows
}

/// The elements of a page: the name of each tag that opens, in order; nil when tags don't nest.
///
/// It goes by bytes, as a browser goes by code points: to a `Character` an accent belongs to the `<` before it.
package func openedElements(_ html: String) -> [String]? {
  var opened: [String] = []
  var open: [String] = []
  var rest = Array(html.utf8)[...]
  while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
    rest = rest[start...].dropFirst()
    if rest.starts(with: "!DOCTYPE".utf8) { continue }
    guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    let tag = rest[..<end]
    rest = rest[end...].dropFirst()
    if tag.first == UInt8(ascii: "/") {
      guard open.popLast() == String(decoding: tag.dropFirst(), as: UTF8.self) else { return nil }
      continue
    }
    let name = String(decoding: tag.prefix(while: isLetterOrDigit), as: UTF8.self)
    guard !name.isEmpty else { return nil }
    opened.append(name)
    if tag.last == UInt8(ascii: "/") { continue }
    open.append(name)
    if name == "script" || name == "style" {
      let close = Array("</\(name)>".utf8)
      while !rest.isEmpty, !rest.starts(with: close) {
        rest = rest.dropFirst()
        rest = rest[(rest.firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex)...]
      }
    }
  }
  return open.isEmpty ? opened : nil
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
  case UInt8(ascii: "0")...UInt8(ascii: "9"): true
  default: false
  }
}
