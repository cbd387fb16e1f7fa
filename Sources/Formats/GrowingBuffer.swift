/// Memory that grows as plain values are appended to it, and is used again after each batch.
///
/// An `Array` checks at every append whether it is shared; the readers append some values a record.
struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private(set) var capacity: Int

  init(capacity: Int = 1024) {
    self.capacity = max(capacity, 16)
    base = .allocate(capacity: self.capacity)
  }

  deinit {
    base.deallocate()
  }

  /// Makes room for `additional` more elements.
  @inline(__always)
  mutating func reserve(_ additional: Int) {
    if count + additional > capacity { grow(to: count + additional) }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    reserve(1)
    base[count] = element
    count += 1
  }

  @inline(__always)
  mutating func append(repeating element: Element, count added: Int) {
    reserve(added)
    (base + count).initialize(repeating: element, count: added)
    count += added
  }

  @inline(__always)
  mutating func append(_ elements: UnsafePointer<Element>, count added: Int) {
    reserve(added)
    (base + count).update(from: elements, count: added)
    count += added
  }

  /// Counts elements that were written behind the last one.
  ///
  /// - Precondition: room was reserved for them.
  @inline(__always)
  mutating func commit(_ added: Int) {
    precondition(count + added <= capacity, "room is reserved before it is written")
    count += added
  }

  mutating func truncate(to newCount: Int) {
    precondition(newCount <= count, "a buffer is truncated to what it holds")
    count = newCount
  }

  /// Drops the first elements.
  mutating func removeFirst(_ dropped: Int) {
    precondition(dropped <= count, "only elements that are there can be dropped")
    if dropped == 0 { return }
    base.update(from: base + dropped, count: count - dropped)
    count -= dropped
  }

  func array() -> [Element] {
    Array(UnsafeBufferPointer(start: base, count: count))
  }

  @inline(never)
  private mutating func grow(to needed: Int) {
    let newCapacity = max(needed, capacity * 2)
    let newBase = UnsafeMutablePointer<Element>.allocate(capacity: newCapacity)
    newBase.update(from: base, count: count)
    base.deallocate()
    base = newBase
    capacity = newCapacity
  }
}
