import Glibc

/// A column of text as it lies in memory: looked at row by row in a tight loop, where asking the column would count
/// at each row who holds it.
struct TextView {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let ends: UnsafeBufferPointer<UInt32>
  /// The entry of each row; empty where each row has its own text.
  private let ids: UnsafeBufferPointer<UInt32>
  /// What is known of each row; empty when every row has a value.
  private let states: UnsafeBufferPointer<CellState>

  fileprivate init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ ends: UnsafeBufferPointer<UInt32>,
    ids: UnsafeBufferPointer<UInt32>, states: UnsafeBufferPointer<CellState>
  ) {
    self.bytes = bytes
    self.ends = ends
    self.ids = ids
    self.states = states
  }

  /// The text at `row`, or nil when it has none.
  @inline(__always)
  func text(at row: Int) -> UnsafeBufferPointer<UInt8>? {
    states.isEmpty || states[row] == .present ? filler(at: row) : nil
  }

  /// The same for a row that is known to have a text.
  @inline(__always)
  func filler(at row: Int) -> UnsafeBufferPointer<UInt8> {
    let entry = ids.isEmpty ? row : Int(ids[row])
    let start = entry == 0 ? 0 : Int(ends[entry - 1])
    return UnsafeBufferPointer(rebasing: bytes[start..<Int(ends[entry])])
  }
}

extension Column {
  /// - Returns: nil when the column is not one of text.
  func withTextView<R>(_ body: (TextView) -> R) -> R? {
    states.withUnsafeBufferPointer { states in
      switch storage {
      case .text(let column):
        return column.bytes.withUnsafeBufferPointer { bytes in
          column.ends.withUnsafeBufferPointer { ends in
            body(
              TextView(bytes, ends, ids: UnsafeBufferPointer(start: nil, count: 0), states: states))
          }
        }
      case .dictionary(let ids, let entries):
        return entries.bytes.withUnsafeBufferPointer { bytes in
          entries.ends.withUnsafeBufferPointer { ends in
            ids.withUnsafeBufferPointer { body(TextView(bytes, ends, ids: $0, states: states)) }
          }
        }
      default: return nil
      }
    }
  }
}

/// Whether two texts have the same bytes.
@inline(__always)
func isSame(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
  a.count == b.count && (a.isEmpty || memcmp(a.baseAddress!, b.baseAddress!, a.count) == 0)
}

/// Whether rows that follow each other tend to have neighbouring keys, as exports in the order of their orders do: only
/// then is it worth looking at the neighbour before the hash table, most of which is not in the processor's cache.
struct Neighbourhood {
  private var misses = 0

  /// - Parameter row: now and then it is tried again.
  @inline(__always)
  func isWorthALook(_ row: Int) -> Bool { misses < 8 || row & 63 == 0 }

  @inline(__always)
  mutating func note(isHit: Bool) { misses = isHit ? 0 : misses + 1 }
}
