import Synchronization

/// A hash table of groups: for each slot the upper half of a hash and, one added, the number of the group whose key has
/// it; 0 for an empty slot.
struct KeySlots: Sendable {
  private var entries: [UInt64]

  /// - Parameter keyCount: how many keys there are at most.
  init(keyCount: Int) {
    var count = 16
    // At most three quarters are taken, so that what is not there is soon known not to be.
    while count * 3 < keyCount * 4 { count *= 2 }
    entries = [UInt64](repeating: 0, count: count)
  }

  func withView<R>(_ body: (View) -> R) -> R {
    entries.withUnsafeBufferPointer { body(View(entries: $0, mask: $0.count - 1)) }
  }

  /// Gives the slots room to be filled while `body` looks at them.
  mutating func withGrowingView<R>(_ body: (View, UnsafeMutableBufferPointer<UInt64>) -> R) -> R {
    entries.withUnsafeMutableBufferPointer { entries in
      body(
        View(entries: UnsafeBufferPointer(entries), mask: entries.count - 1), entries)
    }
  }

  struct View {
    let entries: UnsafeBufferPointer<UInt64>
    let mask: Int

    /// The group whose key is met first on the way from a hash's slot, when it has the hash; else -1. Most keys
    /// that are there are found so, and the slots of many are asked for at once.
    @inline(__always)
    func candidate(_ hash: UInt64) -> Int32 {
      let entry = entries[Int(truncatingIfNeeded: hash) & mask]
      return entry &>> 32 == hash &>> 32 ? Int32(truncatingIfNeeded: entry) &- 1 : -1
    }

    /// The group of a key; or -1, and the empty slot where it belongs.
    @inline(__always)
    func find(_ hash: UInt64, _ isWanted: (Int) -> Bool) -> (group: Int32, slot: Int) {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while true {
        let entry = entries[slot]
        if entry == 0 { return (-1, slot) }
        if entry &>> 32 == hash &>> 32 {
          let group = Int32(truncatingIfNeeded: entry) &- 1
          if isWanted(Int(group)) { return (group, slot) }
        }
        slot = (slot &+ 1) & mask
      }
    }

    /// What stands in the slot of a group.
    @inline(__always)
    static func entry(_ hash: UInt64, group: Int) -> UInt64 {
      hash & 0xFFFF_FFFF_0000_0000 | UInt64(UInt32(truncatingIfNeeded: group &+ 1))
    }
  }
}

/// The hash table of an index, made when it is first asked for: an index that is looked up in its order needs none.
final class LazyKeySlots: Sendable {
  private let made = Mutex<KeySlots?>(nil)

  func take(_ slots: KeySlots) { made.withLock { $0 = slots } }

  /// The slots of groups, of which those are the first rows.
  func slots(
    _ keys: some RowKeys, firstRows: UnsafeBufferPointer<Int32>, hashMask: UInt64
  ) -> KeySlots {
    made.withLock { made in
      if let made { return made }
      var slots = KeySlots(keyCount: firstRows.count)
      slots.withGrowingView { view, entries in
        for group in firstRows.indices {
          let hash = keys.hash(Int(firstRows[group])) & hashMask
          // All keys are different, so that each goes to the next empty slot.
          entries[view.find(hash) { _ in false }.slot] = KeySlots.View.entry(hash, group: group)
        }
      }
      made = slots
      return slots
    }
  }
}
