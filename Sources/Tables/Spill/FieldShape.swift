/// How the values of a field are kept over all segments of a table, from which follows how those of any rows are to be.
struct FieldShape: Sendable {
  /// What the values are; unknown where no row has any.
  private(set) var kind = Kind.unknown
  /// Whether values were read and not kept.
  private(set) var isUnkept = false
  /// The bytes that all values take on disk.
  private(set) var byteCount = 0
  /// The scale of numbers that are kept as integers.
  let scale: Int
  /// Whether all numbers have 32 bits and that scale.
  private(set) var isSmall = true
  private(set) var hasDecimals = false
  private var textCount = 0
  private var dictionaryCount = 0

  enum Kind: Sendable {
    case unknown, text, number, boolean, date, dateTime
  }

  /// - Parameter scale: that of numbers that are kept as integers; all of them fit it.
  init(_ columns: some Sequence<StoredColumn>, scale: Int) {
    self.scale = scale
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
    case .small(let own):
      kind = .number
      isSmall = isSmall && Int(own) == scale
    case .scaled:
      kind = .number
      isSmall = false
    case .decimals:
      kind = .number
      hasDecimals = true
    case .booleans: kind = .boolean
    case .dates: kind = .date
    case .dateTimes: kind = .dateTime
    }
  }
}
