/// Loops over arrays whose elements are single bytes, such as truth values and presences. They look at no
/// lane by itself, so that the processor takes sixteen and more at once.
enum ByteLanes {
  typealias Bytes = UnsafePointer<UInt8>

  /// An array of bytes of another kind.
  @inline(__always)
  static func map<A, R>(_ a: [A], _ operation: (UInt8) -> UInt8) -> [R] {
    made(a.count) { result in
      with(a) { a in
        for lane in 0..<result.count { result[lane] = operation(a[lane]) }
      }
    }
  }

  /// - Precondition: both have the same number of elements.
  @inline(__always)
  static func map<A, B, R>(
    _ a: [A], _ b: [B], _ operation: (UInt8, UInt8) -> UInt8
  ) -> [R] {
    precondition(a.count == b.count, "lanes belong together")
    return made(a.count) { result in
      with(a) { a in
        with(b) { b in
          for lane in 0..<result.count { result[lane] = operation(a[lane], b[lane]) }
        }
      }
    }
  }

  /// The results of truth values and presences of both sides of an operation. Of no presences all are present.
  ///
  /// - Precondition: all have the same number of elements.
  @inline(__always)
  static func map<R>(
    _ a: [Bool], _ presencesOfA: [Presence], _ b: [Bool], _ presencesOfB: [Presence],
    _ operation: (_ a: UInt8, _ p: UInt8, _ b: UInt8, _ q: UInt8) -> UInt8
  ) -> [R] {
    precondition(a.count == b.count, "lanes belong together")
    let (p, q) = (presencesOfA.spelled(a.count), presencesOfB.spelled(a.count))
    precondition(p.count == a.count && q.count == a.count, "lanes belong together")
    return made(a.count) { result in
      with(a) { a in
        with(p) { p in
          with(b) { b in
            with(q) { q in
              for lane in 0..<result.count {
                result[lane] = operation(a[lane], p[lane], b[lane], q[lane])
              }
            }
          }
        }
      }
    }
  }

  /// Which bits are set in any of the elements.
  static func union<A>(_ a: [A]) -> UInt8 {
    if a.isEmpty { return 0 }
    return with(a) { bytes in
      var union: UInt8 = 0
      for lane in 0..<a.count { union |= bytes[lane] }
      return union
    }
  }

  /// How many elements are that byte.
  static func count<A>(_ a: [A], of byte: UInt8) -> Int {
    var count = 0
    // A byte counts up to 255, and sixteen of them are added at once.
    for start in stride(from: 0, to: a.count, by: 255) {
      let length = min(255, a.count - start)
      count += with(a) { bytes in
        var part: UInt8 = 0
        var lane = start
        while lane < start &+ length {
          part &+= bytes[lane] == byte ? 1 : 0
          lane &+= 1
        }
        return Int(part)
      }
    }
    return count
  }

  /// - Precondition: there are elements.
  @inline(__always)
  private static func with<A, R>(_ a: [A], _ body: (Bytes) -> R) -> R {
    precondition(MemoryLayout<A>.size == 1, "elements are bytes")
    return a.withUnsafeBufferPointer {
      body(UnsafeRawPointer($0.baseAddress!).assumingMemoryBound(to: UInt8.self))
    }
  }

  /// - Parameter fill: is not called when there are no elements.
  @inline(__always)
  private static func made<R>(
    _ count: Int, _ fill: (UnsafeMutableBufferPointer<UInt8>) -> Void
  ) -> [R] {
    precondition(MemoryLayout<R>.size == 1, "elements are bytes")
    return [R](unsafeUninitializedCapacity: count) { result, initialized in
      guard count > 0 else { return }
      let bytes = UnsafeMutableRawPointer(result.baseAddress!)
      fill(
        UnsafeMutableBufferPointer(
          start: bytes.assumingMemoryBound(to: UInt8.self), count: count))
      initialized = count
    }
  }
}

extension [Presence] {
  /// A presence for each lane, also when all are present.
  fileprivate func spelled(_ count: Int) -> [Presence] {
    isEmpty ? Array(repeating: .present, count: count) : self
  }
}
