/// How the values of a field are kept over all segments of a table, from which follows how those of any rows are to be.
struct FieldShape: Sendable {
  /// What the values are; unknown where no row has any.
  private(set) var kind = Kind.unknown
  /// Whether values were read and not kept.
  private(set) var isUnkept = false
  /// The bytes that all values take on disk.
  private(set) var byteCount = 0
  /// The most decimal places.
  private(set) var scale = 0
  /// Whether all numbers have 32 bits and the same decimal places.
  private(set) var isSmall = true
  private(set) var hasDecimals = false
  private var hasNumbers = false
  private var textCount = 0
  private var dictionaryCount = 0

  enum Kind: Sendable {
    case unknown, text, number, boolean, date, dateTime
  }

  init(_ columns: some Sequence<StoredColumn>) {
    for column in columns {
      byteCount += column.byteCount
      switch column {
      case .absent, .missing: break
      case .unkept: isUnkept = true
      case .stored(_, let shape): take(shape)
      }
    }
  }

  /// Whether texts are to be kept by their numbers: where most segments have dictionaries.
  var isDictionary: Bool { dictionaryCount > textCount }

  private mutating func take(_ shape: StoredColumn.Shape) {
    switch shape {
    case .text:
      kind = .text
      textCount += 1
    case .dictionary:
      kind = .text
      dictionaryCount += 1
    case .small(let scale): take(scale: scale, isSmall: true)
    case .scaled(let scale): take(scale: scale, isSmall: false)
    case .decimals:
      kind = .number
      hasDecimals = true
    case .booleans: kind = .boolean
    case .dates: kind = .date
    case .dateTimes: kind = .dateTime
    }
  }

  private mutating func take(scale other: Int, isSmall small: Bool) {
    isSmall = isSmall && small && (!hasNumbers || other == scale)
    scale = max(scale, other)
    (kind, hasNumbers) = (.number, true)
  }
}
