extension SpillFolder {
  /// Where bytes lie that were written.
  public struct Place: Sendable, Hashable {
    let start: Int
    let count: Int
  }

  /// Writes bytes behind all others, with a checksum for each of their parts.
  ///
  /// - Parameter ends: where each part ends.
  /// - Returns: where each part is.
  public func write(_ bytes: [UInt8], parts ends: [Int]) -> [Place] {
    var packed: [UInt8] = []
    packed.reserveCapacity(bytes.count + ends.count * 8)
    var places: [Place] = []
    places.reserveCapacity(ends.count)
    let start = reserve(bytes.count + ends.count * 8)
    bytes.withUnsafeBytes { bytes in
      var begin = 0
      for end in ends {
        let part = UnsafeRawBufferPointer(rebasing: bytes[begin..<end])
        places.append(Place(start: start + packed.count, count: part.count))
        withUnsafeBytes(of: UInt64(checksumOf: part)) { packed.append(contentsOf: $0) }
        packed.append(contentsOf: part)
        begin = end
      }
    }
    packed.withUnsafeBytes { write($0, at: start) }
    return places
  }

  /// Calls `body` with bytes that were written.
  public func read<R>(
    _ place: Place, _ body: (UnsafeRawBufferPointer) -> R
  ) throws(SpillFault) -> R {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: place.count + 8, alignment: 8)
    defer { buffer.deallocate() }
    try read(into: buffer, at: place.start)
    let part = UnsafeRawBufferPointer(rebasing: buffer[8...])
    guard buffer.load(as: UInt64.self) == UInt64(checksumOf: part) else { throw damage }
    return body(part)
  }
}
