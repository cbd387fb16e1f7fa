/// Those of sixteen bytes that are not among those that no format of results marks: blanks, letters and digits, most
/// punctuation, and what most characters beyond ASCII are made of.
@inlinable @inline(__always)
package func unplainLanes(_ some: SIMD16<UInt8>) -> SIMD2<UInt64> {
  // Asking whether lanes are equal, with `.==`, is a loop over them.
  @inline(__always)
  func lie(_ range: ClosedRange<UInt8>) -> SIMDMask<SIMD16<Int8>> {
    (some &- SIMD16(repeating: range.lowerBound))
      .<= SIMD16(repeating: range.upperBound - range.lowerBound)
  }
  let plain =
    lie(0x28...0x2B) .| lie(0x2D...0x3B) .| lie(0x3F...0x5B) .| lie(0x5D...0x7E)
    .| lie(0x80...0xC1) .| lie(0xE3...0xEE) .| lie(0x20...0x20)
  // Asking whether all lanes of a mask are set is a call for each lane.
  return ~unsafeBitCast(plain, to: SIMD2<UInt64>.self)
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether all bytes are among those that no format of results marks; some texts of others are written as they stand
  /// too.
  @inlinable @inline(__always)
  package var arePlain: Bool {
    let raw = UnsafeRawBufferPointer(self)
    var words = SIMD2<UInt64>(repeating: 0)
    switch count {
    case 16...:
      var place = 0
      while place &+ 16 <= count {
        words |= unplainLanes(raw.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self))
        place &+= 16
      }
      // What is left is looked at together with bytes that were looked at before.
      words |= unplainLanes(raw.loadUnaligned(fromByteOffset: count &- 16, as: SIMD16<UInt8>.self))
    case 8...:
      words = unplainLanes(
        SIMD16(
          lowHalf: raw.loadUnaligned(as: SIMD8<UInt8>.self),
          highHalf: raw.loadUnaligned(fromByteOffset: count &- 8, as: SIMD8<UInt8>.self)))
    default:
      var some = SIMD16<UInt8>(repeating: 0x20)
      for place in 0..<count { some[place] = self[place] }
      words = unplainLanes(some)
    }
    return words[0] | words[1] == 0
  }
}

extension UnsafeMutableRawPointer {
  /// Copies bytes to where this points. Most texts are short, and a call takes longer than copying them.
  @inlinable @inline(__always)
  package func copyText(from text: UnsafeRawPointer, byteCount: Int) {
    if byteCount > 64 { return copyMemory(from: text, byteCount: byteCount) }
    if byteCount >= 16 {
      // The last sixteen bytes may be copied twice.
      var place = 0
      while place &+ 16 < byteCount {
        storeBytes(
          of: text.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self),
          toByteOffset: place, as: SIMD16<UInt8>.self)
        place &+= 16
      }
      place = byteCount &- 16
      storeBytes(
        of: text.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self),
        toByteOffset: place, as: SIMD16<UInt8>.self)
    } else if byteCount >= 8 {
      let (first, last) = (
        text.loadUnaligned(as: UInt64.self),
        text.loadUnaligned(fromByteOffset: byteCount &- 8, as: UInt64.self)
      )
      storeBytes(of: first, as: UInt64.self)
      storeBytes(of: last, toByteOffset: byteCount &- 8, as: UInt64.self)
    } else {
      for place in 0..<byteCount {
        storeBytes(
          of: text.load(fromByteOffset: place, as: UInt8.self), toByteOffset: place, as: UInt8.self)
      }
    }
  }
}
