extension Int {
  /// Calls `body` with the number as it is written in decimal: at most twenty bytes, a sign and nineteen digits.
  @inlinable @inline(__always)
  package func withDecimalDigits<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { text in
      var start = text.count
      var rest = magnitude
      repeat {
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        start &-= 1
        text[start] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)
        rest = quotient
      } while rest != 0
      if self < 0 {
        start &-= 1
        text[start] = UInt8(ascii: "-")
      }
      return body(UnsafeBufferPointer(rebasing: text[start...]))
    }
  }
}
