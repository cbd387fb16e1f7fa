/// The bytes that fields are separated by in practice, the most usual first.
private let delimiterCandidates = [",", ";", "\t", "|"].map { (text: String) in text.utf8.first! }

/// How much of an export's head is looked at to find its delimiter.
private let delimiterHeadBytes = 64 << 10

/// Finds the byte between the fields of a CSV export.
///
/// The delimiter under which a row holds the most of the wanted names wins; then the one that cuts
/// the most rows into the same number of fields, two or more; then the more fields; a comma when
/// nothing tells.
///
/// - Parameter window: at the start of its text; its bytes stay where they are.
func detectDelimiter(
  in window: InputWindow, quote: UInt8, encoding: TextEncoding, fields: [String],
  limits: FormatLimits
) throws(FormatError) -> UInt8 {
  while !window.isLast, window.count < min(delimiterHeadBytes, limits.headBytes) {
    try window.extend(keepingFrom: 0)
  }
  var best = (delimiter: delimiterCandidates[0], score: DelimiterScore())
  for delimiter in delimiterCandidates where delimiter != quote {
    let score = score(of: delimiter, window, quote, encoding, fields, limits)
    if best.score < score { best = (delimiter, score) }
  }
  return best.delimiter
}

private struct DelimiterScore: Comparable {
  var matches = 0
  var equalRows = 0
  var columns = 0

  static func < (a: Self, b: Self) -> Bool {
    (a.matches, a.equalRows, a.columns) < (b.matches, b.equalRows, b.columns)
  }
}

private func score(
  of delimiter: UInt8, _ window: InputWindow, _ quote: UInt8, _ encoding: TextEncoding,
  _ fields: [String], _ limits: FormatLimits
) -> DelimiterScore {
  let tokenizer = CSVTokenizer(delimiter: delimiter, quote: quote, encoding: encoding)
  var rows = CSVRows(window, tokenizer: tokenizer, limits: limits)
  var score = DelimiterScore()
  var counts: [Int: Int] = [:]
  for _ in 0..<limits.headRows {
    guard let next = rows.nextInWindow() else { break }
    guard case .row(let row) = next else { continue }
    let count = rows.tokenizer.fields.count
    guard count >= 2 else { continue }
    counts[count, default: 0] += 1
    let names = rows.sniffed(row, encoding: encoding).cells
    score.matches = max(score.matches, CSVHeader.matchCount(of: fields, in: names))
  }
  for (columns, rows) in counts where (rows, columns) > (score.equalRows, score.columns) {
    (score.equalRows, score.columns) = (rows, columns)
  }
  return score
}
