/// What belongs to each of some numbers that lie close together, such as the group of the rows that bear it: found by
/// the number itself.
struct NumberTable: Sendable {
  private let least: UInt32
  private var values: [Int32]

  /// How many places there may be for each row, most of which then have nothing.
  private static let mostPlacesPerRow = 4

  /// A table for the numbers of all rows; nil when they lie too far apart.
  init?(of keys: NumberKeys, rowCount: Int) {
    guard let bounds = keys.bounds(rowCount), rowCount > 0 else { return nil }
    let span = Int(bounds.upperBound - bounds.lowerBound) + 1
    guard span <= rowCount * Self.mostPlacesPerRow else { return nil }
    least = bounds.lowerBound
    values = [Int32](repeating: KeyIndex.absent, count: span)
  }

  func withView<R>(_ body: (View) -> R) -> R {
    values.withUnsafeBufferPointer { body(View(least: least, values: $0)) }
  }

  mutating func withMutableView<R>(_ body: (MutableView) -> R) -> R {
    let least = least
    return values.withUnsafeMutableBufferPointer { body(MutableView(least: least, values: $0)) }
  }

  struct View {
    fileprivate let least: UInt32
    fileprivate let values: UnsafeBufferPointer<Int32>

    /// What belongs to a number; ``KeyIndex/absent`` where nothing does.
    @inline(__always)
    subscript(number: UInt32) -> Int32 {
      let place = Int(number &- least)
      return place < values.count ? values[place] : KeyIndex.absent
    }
  }

  struct MutableView {
    fileprivate let least: UInt32
    fileprivate let values: UnsafeMutableBufferPointer<Int32>

    /// - Precondition: the number is one of those that the table was made for.
    @inline(__always)
    subscript(number: UInt32) -> Int32 {
      get { values[Int(number &- least)] }
      nonmutating set { values[Int(number &- least)] = newValue }
    }
  }
}

/// The groups of the few texts that are no numbers.
struct OtherGroups: Sendable {
  private var texts = ByteDictionary()
  private var groups: [Int32] = []

  /// The group of a text; what `group` says of one that has none yet.
  mutating func group(
    of text: UnsafeBufferPointer<UInt8>, orElse group: () -> Int32
  ) -> Int32 {
    let number = texts.number(of: text)
    if number == groups.count { groups.append(group()) }
    return groups[number]
  }
}
