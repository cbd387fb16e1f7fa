import Synchronization

/// The numbers 0, 1, 2 … as one array that all have in common who need them: the rows of a table that lie in the
/// order of their groups, as lines lie in the order of their orders.
enum AscendingRows {
  private static let longest = Mutex<[Int32]>([])

  /// At least so many.
  static func atLeast(_ count: Int) -> [Int32] {
    longest.withLock { rows in
      if rows.count < count { rows = Array(0..<Int32(count)) }
      return rows
    }
  }
}
