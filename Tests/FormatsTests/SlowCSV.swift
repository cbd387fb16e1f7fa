@testable import Formats

/// A row or a fault of a CSV text, as plain values.
enum SlowRow: Equatable {
  /// `text` is the row as it stands there, without its line end.
  case row(byte: Int, line: Int, number: Int, cells: [[UInt8]], text: [UInt8])
  case fault(byte: Int, line: Int, number: Int, isStray: Bool)

  var byte: Int {
    switch self {
    case .row(let byte, _, _, _, _), .fault(let byte, _, _, _): byte
    }
  }
  var line: Int {
    switch self {
    case .row(_, let line, _, _, _), .fault(_, let line, _, _): line
    }
  }
  var number: Int {
    switch self {
    case .row(_, _, let number, _, _), .fault(_, _, let number, _): number
    }
  }
}

/// The slow, obvious reader of CSV: one byte after the other, everything copied.
///
/// A row that cannot be taken apart is given up at the end of its first line.
func slowRows(_ text: [UInt8], _ marks: CSVMarks) -> [SlowRow] {
  var rows: [SlowRow] = []
  var (place, line, number) = (0, 1, 0)
  while place < text.count {
    number += 1
    if lineEndLength(text, place) > 0 {
      place += lineEndLength(text, place)
      line += 1
      continue
    }
    switch slowRow(text, place, marks) {
    case .success(let row):
      let bytes = Array(text[place..<row.end])
      rows.append(.row(byte: place, line: line, number: number, cells: row.cells, text: bytes))
      let end = row.end + lineEndLength(text, row.end)
      line += lines(text, place..<end)
      place = end
    case .failure(let fault):
      let isStray = fault == .strayQuote
      rows.append(.fault(byte: place, line: line, number: number, isStray: isStray))
      while place < text.count, lineEndLength(text, place) == 0 { place += 1 }
      place += lineEndLength(text, place)
      line += 1
    }
  }
  return rows
}

private enum SlowFault: Error {
  case strayQuote, unclosedQuote
}

/// The cells of the row at `start`, and where its line end is.
private func slowRow(
  _ text: [UInt8], _ start: Int, _ marks: CSVMarks
) -> Result<(cells: [[UInt8]], end: Int), SlowFault> {
  let escape = marks.escape == 0 ? nil : marks.escape
  var cells: [[UInt8]] = []
  var i = start
  while true {
    var cell: [UInt8] = []
    if let quote = marks.quote, i < text.count, text[i] == quote {
      i += 1
      while true {
        guard i < text.count else { return .failure(.unclosedQuote) }
        if text[i] == escape || text[i] == quote && i + 1 < text.count && text[i + 1] == quote {
          guard i + 1 < text.count else { return .failure(.unclosedQuote) }
          cell.append(text[i + 1])
          i += 2
        } else if text[i] == quote {
          break
        } else {
          cell.append(text[i])
          i += 1
        }
      }
      i += 1
      if i < text.count, text[i] != marks.delimiter, lineEndLength(text, i) == 0 {
        return .failure(.strayQuote)
      }
    } else {
      while i < text.count, text[i] != marks.delimiter, lineEndLength(text, i) == 0 {
        // At the end of a line a backslash escapes nothing.
        let escapes = text[i] == escape && i + 1 < text.count && lineEndLength(text, i + 1) == 0
        cell.append(escapes ? text[i + 1] : text[i])
        i += escapes ? 2 : 1
      }
    }
    cells.append(cell)
    guard i < text.count, text[i] == marks.delimiter else { return .success((cells, i)) }
    i += 1
  }
}

/// The length of the line end at a place, or 0.
func lineEndLength(_ text: [UInt8], _ i: Int) -> Int {
  guard i < text.count else { return 0 }
  if text[i] == UInt8(ascii: "\n") { return 1 }
  guard text[i] == UInt8(ascii: "\r") else { return 0 }
  return i + 1 < text.count && text[i + 1] == UInt8(ascii: "\n") ? 2 : 1
}

private func lines(_ text: [UInt8], _ range: Range<Int>) -> Int {
  var (count, i) = (0, range.lowerBound)
  while i < range.upperBound {
    let length = lineEndLength(text, i)
    count += length > 0 ? 1 : 0
    i += max(1, length)
  }
  return count
}
