/// The bytes that fields are separated by in practice, the most usual first.
private let delimiterCandidates = [",", ";", "\t", "|"].map { (text: String) in text.utf8.first! }

/// How much of an export's head is looked at to find its delimiter and quote.
private let marksHeadBytes = 64 << 10

/// Finds the bytes that have a meaning in a CSV export, as far as its dialect does not say them.
///
/// The delimiter under which a row holds the most of the wanted names wins; then the one that cuts
/// the most rows into the same number of fields, two or more; then the more fields; a comma when
/// nothing tells. Quotes are `"` unless the fields say otherwise: most of them begin and end with
/// `'`, or `\"` stands within them, or none is quoted and rows fall apart that hold together
/// without quotes.
///
/// - Parameter window: at the start of its text; its bytes stay where they are.
func detectMarks(
  in window: InputWindow, dialect: CSVDialect, encoding: TextEncoding, fields: [String],
  limits: FormatLimits
) throws(FormatError) -> CSVMarks {
  while !window.isLast, window.count < min(marksHeadBytes, limits.headBytes) {
    try window.extend(keepingFrom: 0)
  }
  if let declared = CSVMarks(dialect) { return declared }
  let head = MarksHead(window: window, encoding: encoding, fields: fields, limits: limits)
  var plain = head.marks(dialect, quote: UInt8(ascii: "\""), escape: 0)
  if dialect.quote != nil, dialect.escape != nil { return plain.marks }
  if dialect.quote == nil, plain.score.brokenRows == 0, plain.score.singlyQuoted {
    plain = head.marks(dialect, quote: UInt8(ascii: "'"), escape: 0)
  }
  if plain.score.escapedQuotes {
    let escaped = head.marks(dialect, quote: plain.marks.quote, escape: UInt8(ascii: "\\"))
    // A path that ends in a backslash before its closing quote is no reason where all rows hold
    // together already.
    if escaped.score.fallsApartLess(than: plain.score) { return escaped.marks }
  }
  guard plain.score.brokenRows >= leastBrokenRows, !plain.score.hasQuotedFields else {
    return plain.marks
  }
  let unquoted = head.marks(dialect, quote: nil, escape: 0)
  return unquoted.score.isRegular ? unquoted.marks : plain.marks
}

extension CSVMarks {
  /// Nil when the dialect does not say all of them.
  fileprivate init?(_ dialect: CSVDialect) {
    guard let delimiter = dialect.delimiter, let quote = dialect.quote, let escape = dialect.escape
    else { return nil }
    switch quote {
    case .none: self.init(delimiter: delimiter, quote: nil, escape: escape)
    case .byte(let byte):
      // What is quote and delimiter at once is left to the detection.
      if byte == delimiter { return nil }
      self.init(delimiter: delimiter, quote: byte, escape: escape)
    }
  }
}

/// From how many rows on that fall apart quotes are taken for inches: fewer can be mistakes.
private let leastBrokenRows = 3

private struct MarksScore: Comparable {
  var matches = 0
  var equalRows = 0
  var columns = 0
  var rows = 0
  var brokenRows = 0
  /// Whether `\"` stands within quoted fields, or most fields begin and end with `'`.
  var escapedQuotes = false
  var singlyQuoted = false
  var hasQuotedFields = false

  /// Whether all rows have the same number of fields.
  var isRegular: Bool { columns >= 2 && equalRows == rows }

  /// Whether fewer rows are broken, or as many and fewer have another number of fields than most.
  func fallsApartLess(than other: Self) -> Bool {
    (brokenRows, oddRows) < (other.brokenRows, other.oddRows)
  }

  /// The rows that have another number of fields than most; none in a table of one column.
  private var oddRows: Int { columns < 2 ? 0 : rows - equalRows }

  static func < (a: Self, b: Self) -> Bool {
    (a.matches, a.equalRows, a.columns) < (b.matches, b.equalRows, b.columns)
  }
}

private struct MarksHead {
  let window: InputWindow
  let encoding: TextEncoding
  let fields: [String]
  let limits: FormatLimits

  /// The best delimiter under a quote and escape, unless the dialect says other ones.
  func marks(
    _ dialect: CSVDialect, quote: UInt8?, escape: UInt8
  ) -> (marks: CSVMarks, score: MarksScore) {
    var quote = quote
    if let declared = dialect.quote {
      quote = if case .byte(let byte) = declared { byte } else { nil }
    }
    let escape = dialect.escape ?? escape
    var best: (marks: CSVMarks, score: MarksScore)?
    for delimiter in dialect.delimiter.map({ [$0] }) ?? delimiterCandidates
    where delimiter != quote {
      let marks = CSVMarks(delimiter: delimiter, quote: quote, escape: escape)
      let score = score(of: marks)
      if best.map({ $0.score < score }) ?? true { best = (marks, score) }
    }
    return best!
  }

  private func score(of marks: CSVMarks) -> MarksScore {
    let tokenizer = CSVTokenizer(marks, encoding: encoding)
    var rows = CSVRows(window, tokenizer: tokenizer, limits: limits)
    var score = MarksScore()
    var counts: [Int: Int] = [:]
    var (texts, single) = (0, 0)
    for _ in 0..<limits.headRows {
      guard let next = rows.nextInWindow() else { break }
      guard case .row(let row) = next else { continue }
      score.rows += 1
      let count = rows.tokenizer.fields.count
      guard count >= 2 else { continue }
      counts[count, default: 0] += 1
      for i in 0..<count {
        let field = rows.tokenizer.fields.base[i]
        let start = window.bytes + row.range.lowerBound + Int(field.start)
        let text = UnsafeBufferPointer(start: start, count: Int(field.length))
        if !text.isEmpty { texts += 1 }
        if !field.isQuoted, text.count >= 2, text.first == text.last, text.first == 0x27 {
          single += 1
        }
        if field.isQuoted { score.hasQuotedFields = true }
        if field.isQuoted, text.last == UInt8(ascii: "\\") { score.escapedQuotes = true }
      }
      let names = rows.sniffed(row, encoding: encoding).cells
      score.matches = max(score.matches, CSVHeader.matchCount(of: fields, in: names))
    }
    score.brokenRows = rows.brokenRows
    if rows.brokenRows > 0, let quote = marks.quote { score.escapedQuotes = holdsEscaped(quote) }
    score.singlyQuoted = texts > 0 && single * 2 > texts
    for (columns, rows) in counts where (rows, columns) > (score.equalRows, score.columns) {
      (score.equalRows, score.columns) = (rows, columns)
    }
    return score
  }

  private func holdsEscaped(_ quote: UInt8) -> Bool {
    let bytes = UnsafeBufferPointer(start: window.bytes, count: window.count)
    return bytes.indices.dropFirst().contains {
      bytes[$0] == quote && bytes[$0 - 1] == UInt8(ascii: "\\")
    }
  }
}
