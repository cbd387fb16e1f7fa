/// Loops over arrays whose elements are single bytes, such as truth values and presences. They look at no
/// lane by itself, so that the processor takes sixteen and more at once.
enum ByteLanes {
  /// An array of bytes of another kind.
  @inline(__always)
  static func map<A, R>(_ a: [A], _ operation: (UInt8) -> UInt8) -> [R] {
    precondition(MemoryLayout<A>.size == 1 && MemoryLayout<R>.size == 1, "elements are bytes")
    return a.withUnsafeBytes { a in
      made(a.count) { result in
        for lane in 0..<a.count { result[lane] = operation(a[lane]) }
      }
    }
  }

  /// - Precondition: both have the same number of elements.
  @inline(__always)
  static func map<A, B, R>(
    _ a: [A], _ b: [B], _ operation: (UInt8, UInt8) -> UInt8
  ) -> [R] {
    precondition(MemoryLayout<A>.size == 1 && MemoryLayout<B>.size == 1, "elements are bytes")
    precondition(a.count == b.count, "lanes belong together")
    return a.withUnsafeBytes { a in
      b.withUnsafeBytes { b in
        made(a.count) { result in
          for lane in 0..<a.count { result[lane] = operation(a[lane], b[lane]) }
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
    return a.withUnsafeBytes { a in
      b.withUnsafeBytes { b in
        presencesOfA.spelled(a.count).withUnsafeBytes { p in
          presencesOfB.spelled(a.count).withUnsafeBytes { q in
            made(a.count) { result in
              for lane in 0..<a.count {
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
    precondition(MemoryLayout<A>.size == 1, "elements are bytes")
    return a.withUnsafeBytes { a in
      var union: UInt8 = 0
      for lane in 0..<a.count { union |= a[lane] }
      return union
    }
  }

  @inline(__always)
  static func made<R>(_ count: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Void) -> [R] {
    precondition(MemoryLayout<R>.size == 1, "elements are bytes")
    return [R](unsafeUninitializedCapacity: count) { result, initialized in
      guard count > 0 else { return }
      fill(UnsafeMutableRawPointer(result.baseAddress!).assumingMemoryBound(to: UInt8.self))
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
