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
    texts.isText(at: row, as: other.texts, otherRow)
  }

  static var hasRest: Bool { false }

  @inline(__always)
  func order(_ row: Int, _ other: TextKeys, _ otherRow: Int) -> Int {
    texts.order(row, other.texts, otherRow)
  }

  @inline(__always)
  func isSameRest(_ row: Int, as other: TextKeys, _ otherRow: Int) -> Bool { true }
}

/// Keys of one column of text that is kept as numbers, as most numbers of documents are.
struct NumberKeys: OrderedKeys {
  private let states: UnsafeBufferPointer<CellState>
  private let numbers: UnsafeBufferPointer<UInt32>
  /// The column as it lies in memory, for texts that are no numbers. It is not held here: what is looked at for each
  /// row has to be small.
  private let view: UnsafePointer<KeyView>

  fileprivate init?(_ views: UnsafeBufferPointer<KeyView>, at place: Int) {
    guard case .text(let texts, _) = views[place].values, let numbered = texts.numbered else {
      return nil
    }
    states = views[place].states
    numbers = numbered.pointee.numbers
    view = views.baseAddress! + place
  }

  /// Keys of one column.
  init?(_ views: UnsafeBufferPointer<KeyView>) {
    guard views.count == 1 else { return nil }
    self.init(views, at: 0)
  }

  private var texts: TextView {
    guard case .text(let texts, _) = view.pointee.values else {
      preconditionFailure("numbers are those of texts")
    }
    return texts
  }

  /// Whether the same text is the same number in both.
  func isAlike(_ other: NumberKeys) -> Bool {
    texts.numbered!.pointee.pattern == other.texts.numbered!.pointee.pattern
  }

  /// The number of a row; nil where its text is none.
  @inline(__always)
  func number(_ row: Int) -> UInt32? {
    let number = numbers[row]
    return number < NumberedTexts.firstOther ? number : nil
  }

  func text(_ row: Int) -> UnsafeBufferPointer<UInt8> { texts.text(at: row) }

  /// The least and the largest number of some rows; nil when there are none.
  func bounds(_ rowCount: Int) -> ClosedRange<UInt32>? {
    var (least, largest) = (UInt32.max, UInt32.min)
    for row in 0..<rowCount where hasKey(row) {
      guard let number = number(row) else { continue }
      least = min(least, number)
      largest = max(largest, number)
    }
    return least <= largest ? least...largest : nil
  }

  static var reach: Int { 3 }

  @inline(__always)
  func hasKey(_ row: Int) -> Bool { states.isEmpty || states[row] == .present }

  /// That of the text, which may be looked for among others.
  @inline(never)
  func hash(_ row: Int) -> UInt64 { UInt64(hashOf: texts.text(at: row)) }

  @inline(__always)
  func isSame(_ row: Int, as other: NumberKeys, _ otherRow: Int) -> Bool {
    order(row, other, otherRow) == 0
  }

  static var hasRest: Bool { false }

  /// - Precondition: the keys are alike.
  @inline(__always)
  func order(_ row: Int, _ other: NumberKeys, _ otherRow: Int) -> Int {
    let (a, b) = (numbers[row], other.numbers[otherRow])
    if max(a, b) >= NumberedTexts.firstOther { return orderOfTexts(row, other, otherRow) }
    return a < b ? -1 : a == b ? 0 : 1
  }

  @inline(never)
  private func orderOfTexts(_ row: Int, _ other: NumberKeys, _ otherRow: Int) -> Int {
    texts.order(row, other.texts, otherRow)
  }

  @inline(__always)
  func isSameRest(_ row: Int, as other: NumberKeys, _ otherRow: Int) -> Bool { true }
}

/// Keys of a column of text that is a dictionary, where two dictionaries have numbers for the same texts in common.
struct EntryKeys: RowKeys {
  private let states: UnsafeBufferPointer<CellState>
  private let ids: UnsafeBufferPointer<UInt32>
  /// For each entry its number among the texts of both.
  private let numbers: UnsafeBufferPointer<UInt32>
  private let hashes: UnsafeBufferPointer<UInt64>

  static var reach: Int { 3 }

  @inline(__always)
  func hasKey(_ row: Int) -> Bool { states.isEmpty || states[row] == .present }

  @inline(__always)
  func hash(_ row: Int) -> UInt64 { hashes[Int(ids[row])] }

  @inline(__always)
  func isSame(_ row: Int, as other: EntryKeys, _ otherRow: Int) -> Bool {
    numbers[Int(ids[row])] == other.numbers[Int(other.ids[otherRow])]
  }

  /// Calls `body` with the keys of two columns.
  ///
  /// - Returns: nil when they are no dictionaries, or have nearly as many entries as rows.
  static func withAlike<R>(
    _ view: KeyView, _ other: KeyView, _ body: (EntryKeys, EntryKeys) -> R
  ) -> R? {
    guard case .text(let texts, let hashes) = view.values, isFew(hashes, texts),
      case .text(let others, let otherHashes) = other.values, isFew(otherHashes, others)
    else { return nil }
    var known = ByteDictionary()
    let numbers = texts.numbers(ofEntries: hashes.count, in: &known)
    let otherNumbers = others.numbers(ofEntries: otherHashes.count, in: &known)
    return numbers.withUnsafeBufferPointer { numbers in
      otherNumbers.withUnsafeBufferPointer { otherNumbers in
        body(
          EntryKeys(states: view.states, ids: texts.ids, numbers: numbers, hashes: hashes),
          EntryKeys(
            states: other.states, ids: others.ids, numbers: otherNumbers, hashes: otherHashes))
      }
    }
  }

  private static func isFew(_ hashes: UnsafeBufferPointer<UInt64>, _ texts: TextView) -> Bool {
    !hashes.isEmpty && hashes.count * 4 <= texts.ids.count
  }
}

/// Keys of two columns of text, which most of the others are.
struct PairKeys<First: OrderedKeys, Second: RowKeys>: OrderedKeys {
  let first: First
  let second: Second

  // The lines of an order that another table says nothing of are stepped over.
  static var reach: Int { 8 }

  @inline(__always)
  func hasKey(_ row: Int) -> Bool { first.hasKey(row) && second.hasKey(row) }

  @inline(__always)
  func hash(_ row: Int) -> UInt64 { first.hash(row).mixed(with: second.hash(row)) }

  @inline(__always)
  func isSame(_ row: Int, as other: PairKeys, _ otherRow: Int) -> Bool {
    second.isSame(row, as: other.second, otherRow) && first.isSame(row, as: other.first, otherRow)
  }

  static var hasRest: Bool { true }

  @inline(__always)
  func order(_ row: Int, _ other: PairKeys, _ otherRow: Int) -> Int {
    first.order(row, other.first, otherRow)
  }

  @inline(__always)
  func isSameRest(_ row: Int, as other: PairKeys, _ otherRow: Int) -> Bool {
    second.isSame(row, as: other.second, otherRow)
  }
}

typealias TextPairKeys = PairKeys<TextKeys, TextKeys>
typealias NumberPairKeys = PairKeys<NumberKeys, TextKeys>

extension PairKeys<TextKeys, TextKeys> {
  init?(_ views: UnsafeBufferPointer<KeyView>) {
    guard views.count == 2, let first = TextKeys(views[0]), let second = TextKeys(views[1]) else {
      return nil
    }
    self.init(first: first, second: second)
  }
}

extension PairKeys<NumberKeys, TextKeys> {
  init?(_ views: UnsafeBufferPointer<KeyView>) {
    guard views.count == 2, let first = NumberKeys(views, at: 0), let second = TextKeys(views[1])
    else { return nil }
    self.init(first: first, second: second)
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
    case .text, .dictionary, .numbered:
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
