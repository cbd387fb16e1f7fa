/// The keys of the rows of a table, as they lie in memory. Two rows have the same key when all values are equal as
/// values: 1.0 and 1 are.
protocol RowKeys {
  /// Whether the row lacks none of the values.
  func hasKey(_ row: Int) -> Bool
  /// - Precondition: the row has a key.
  func hash(_ row: Int) -> UInt64
  /// - Precondition: both rows have a key.
  func isSame(_ row: Int, as other: Self, _ otherRow: Int) -> Bool
  /// How many neighbours are worth looking at before the hash table is.
  static var reach: Int { get }
}

/// Keys whose first value has an order. It need not be one that people know, and is not: of two texts the shorter comes
/// first, and bytes decide between texts of one length. So `9` stands before `10`.
protocol OrderedKeys: RowKeys {
  /// -1, 0 or 1, as the first value comes before another one, is the same, or comes behind it.
  func order(_ row: Int, _ other: Self, _ otherRow: Int) -> Int
  /// Whether all further values are the same.
  func isSameRest(_ row: Int, as other: Self, _ otherRow: Int) -> Bool
  /// Whether there are further values.
  static var hasRest: Bool { get }
}

/// Keys of one column of text, which most are.
struct TextKeys: OrderedKeys {
  private let states: UnsafeBufferPointer<CellState>
  private let texts: TextView
  private let hashes: UnsafeBufferPointer<UInt64>

  init?(_ views: UnsafeBufferPointer<KeyView>) {
    guard views.count == 1 else { return nil }
    self.init(views[0])
  }

  fileprivate init?(_ view: KeyView) {
    guard case .text(let texts, let hashes) = view.values else { return nil }
    states = view.states
    self.texts = texts
    self.hashes = hashes
  }

  static var reach: Int { 3 }

  @inline(__always)
  func hasKey(_ row: Int) -> Bool { states.isEmpty || states[row] == .present }

  @inline(__always)
  func hash(_ row: Int) -> UInt64 {
    hashes.isEmpty ? UInt64(hashOf: texts.text(at: row)) : hashes[texts.entry(at: row)]
  }

  @inline(__always)
  func isSame(_ row: Int, as other: TextKeys, _ otherRow: Int) -> Bool {
    texts.isText(at: row, other.texts.text(at: otherRow))
  }

  static var hasRest: Bool { false }

  @inline(__always)
  func order(_ row: Int, _ other: TextKeys, _ otherRow: Int) -> Int {
    let (own, others) = (texts.text(at: row), other.texts.text(at: otherRow))
    return UnsafeRawBufferPointer(own).order(UnsafeRawBufferPointer(others))
  }

  @inline(__always)
  func isSameRest(_ row: Int, as other: TextKeys, _ otherRow: Int) -> Bool { true }
}

/// Keys of two columns of text, which most of the others are.
struct TextPairKeys: OrderedKeys {
  private let first: TextKeys
  private let second: TextKeys

  init?(_ views: UnsafeBufferPointer<KeyView>) {
    guard views.count == 2, let first = TextKeys(views[0]), let second = TextKeys(views[1]) else {
      return nil
    }
    self.first = first
    self.second = second
  }

  // The lines of an order that another table says nothing of are stepped over.
  static var reach: Int { 8 }

  @inline(__always)
  func hasKey(_ row: Int) -> Bool { first.hasKey(row) && second.hasKey(row) }

  @inline(__always)
  func hash(_ row: Int) -> UInt64 { first.hash(row).mixed(with: second.hash(row)) }

  @inline(__always)
  func isSame(_ row: Int, as other: TextPairKeys, _ otherRow: Int) -> Bool {
    second.isSame(row, as: other.second, otherRow) && first.isSame(row, as: other.first, otherRow)
  }

  static var hasRest: Bool { true }

  @inline(__always)
  func order(_ row: Int, _ other: TextPairKeys, _ otherRow: Int) -> Int {
    first.order(row, other.first, otherRow)
  }

  @inline(__always)
  func isSameRest(_ row: Int, as other: TextPairKeys, _ otherRow: Int) -> Bool {
    second.isSame(row, as: other.second, otherRow)
  }
}

/// Keys of any columns.
struct ColumnKeys: RowKeys {
  static var reach: Int { 3 }

  private let views: UnsafeBufferPointer<KeyView>

  init(_ views: UnsafeBufferPointer<KeyView>) {
    self.views = views
  }

  @inline(__always)
  func hasKey(_ row: Int) -> Bool {
    for view in views where !view.hasValue(at: row) { return false }
    return true
  }

  @inline(__always)
  func hash(_ row: Int) -> UInt64 {
    // Of texts it is that of ``TextKeys`` and ``TextPairKeys``: a text may be looked for in an index of either.
    var hash = views[0].hash(at: row)
    for column in 1..<views.count { hash = hash.mixed(with: views[column].hash(at: row)) }
    return hash
  }

  /// The last column first: the parts of an order differ in their line, not in their order.
  @inline(__always)
  func isSame(_ row: Int, as other: ColumnKeys, _ otherRow: Int) -> Bool {
    var column = views.count
    while column > 0 {
      column &-= 1
      guard views[column].isSame(at: row, as: other.views[column], at: otherRow) else {
        return false
      }
    }
    return true
  }
}

extension [Column] {
  /// Calls `body` with the columns as they lie in memory.
  func withKeyViews<R>(_ body: (UnsafeBufferPointer<KeyView>) -> R) -> R {
    withKeyViews(behind: [], body)
  }

  private func withKeyViews<R>(
    behind views: [KeyView], _ body: (UnsafeBufferPointer<KeyView>) -> R
  ) -> R {
    guard views.count < count else { return views.withUnsafeBufferPointer(body) }
    return self[views.count].withKeyView { withKeyViews(behind: views + [$0], body) }
  }

  /// Whether a row's values are those of another row in other columns.
  ///
  /// - Precondition: neither row lacks a value, and the columns are of the same types.
  public func isKey(at row: Int, equalTo others: [Column], at otherRow: Int) -> Bool {
    indices.allSatisfy { self[$0].isKey(at: row, equalTo: others[$0], at: otherRow) }
  }
}

extension Column {
  fileprivate func isKey(at row: Int, equalTo other: Column, at otherRow: Int) -> Bool {
    switch storage {
    case .text, .dictionary:
      withUTF8(at: row) { text in
        other.withUTF8(at: otherRow) { text.elementsEqual($0) }
      }
    case .small, .scaled, .decimals: decimal(at: row) == other.decimal(at: otherRow)
    case .booleans: boolean(at: row) == other.boolean(at: otherRow)
    case .dates: date(at: row) == other.date(at: otherRow)
    case .dateTimes: dateTime(at: row) == other.dateTime(at: otherRow)
    }
  }
}
