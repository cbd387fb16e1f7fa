/// The secure hash of 256 bits (FIPS 180-4), fed piece by piece.
public struct SHA256: Sendable {
  private var state = SHA256.initialState
  /// What does not fill a block yet.
  private var pending: [UInt8] = []
  private var byteCount: UInt64 = 0

  private static let blockSize = 64
  private static let initialState: SIMD8<UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  public init() {
    pending.reserveCapacity(SHA256.blockSize)
  }

  /// Adds bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    let bytes = fillBlock(bytes)
    byteCount += UInt64(bytes.count)
    let whole = bytes.count / SHA256.blockSize * SHA256.blockSize
    SHA256.compress(UnsafeRawBufferPointer(rebasing: bytes[..<whole]), into: &state)
    pending.append(contentsOf: bytes[whole...])
  }

  /// Adds bytes.
  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// Adds bytes to two hashes, which takes little longer than to one of them.
  public static func update(
    _ hash: inout SHA256, _ bytes: UnsafeRawBufferPointer,
    _ other: inout SHA256, _ others: UnsafeRawBufferPointer
  ) {
    // What is left over from before is worked in first, so that whole blocks of both remain.
    let bytes = hash.fillBlock(bytes)
    let others = other.fillBlock(others)
    let count = Swift.min(bytes.count, others.count) / blockSize * blockSize
    compress(
      UnsafeRawBufferPointer(rebasing: bytes[..<count]), into: &hash.state,
      UnsafeRawBufferPointer(rebasing: others[..<count]), into: &other.state)
    hash.byteCount += UInt64(count)
    other.byteCount += UInt64(count)
    hash.update(UnsafeRawBufferPointer(rebasing: bytes[count...]))
    other.update(UnsafeRawBufferPointer(rebasing: others[count...]))
  }

  /// Adds as many bytes as complete a block that was begun, or all if they are fewer.
  ///
  /// - Returns: the bytes that are left.
  private mutating func fillBlock(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard !pending.isEmpty else { return bytes }
    let taken = Swift.min(SHA256.blockSize - pending.count, bytes.count)
    byteCount += UInt64(taken)
    pending.append(contentsOf: bytes.prefix(taken))
    if pending.count == SHA256.blockSize {
      pending.withUnsafeBytes { SHA256.compress($0, into: &state) }
      pending.removeAll(keepingCapacity: true)
    }
    return UnsafeRawBufferPointer(rebasing: bytes[taken...])
  }

  /// The 32 bytes of the hash of everything added. More may be added afterwards.
  public func finalize() -> [UInt8] {
    // A one bit, zeros up to eight bytes before the end of a block, and the length in bits.
    var copy = self
    let rest = (pending.count + 9) % SHA256.blockSize
    let zeros = rest == 0 ? 0 : SHA256.blockSize - rest
    let bitCount = byteCount * 8
    copy.update([0x80] + [UInt8](repeating: 0, count: zeros))
    copy.update((0..<8).map { UInt8(truncatingIfNeeded: bitCount >> (56 - 8 * $0)) })
    return (0..<32).map { UInt8(truncatingIfNeeded: copy.state[$0 / 4] >> (24 - 8 * ($0 % 4))) }
  }

  /// The hash of `bytes` in 64 digits of lower case.
  public static func hex(of bytes: UnsafeRawBufferPointer) -> String {
    let state = digest(of: bytes)
    return String(unsafeUninitializedCapacity: 64) { text in
      let text = UnsafeMutableRawBufferPointer(text)
      for word in 0..<8 {
        text.storeBytes(
          of: state[word].hexDigits.bigEndian, toByteOffset: word * 8, as: UInt64.self)
      }
      return 64
    }
  }

  /// The first 16 bytes of the hash of `bytes`, as two numbers whose highest byte is the first. Takes nothing from the
  /// heap: a million findings are called by them.
  public static func firstNumbers(of bytes: UnsafeRawBufferPointer) -> (UInt64, UInt64) {
    let state = digest(of: bytes)
    return (
      UInt64(state[0]) << 32 | UInt64(state[1]), UInt64(state[2]) << 32 | UInt64(state[3])
    )
  }

  private static func digest(of bytes: UnsafeRawBufferPointer) -> SIMD8<UInt32> {
    var state = initialState
    let whole = bytes.count / blockSize * blockSize
    compress(UnsafeRawBufferPointer(rebasing: bytes[..<whole]), into: &state)
    // What is left, a one bit, zeros, and the length in bits at the end of the one or two blocks that this takes.
    withUnsafeTemporaryAllocation(byteCount: 2 * blockSize, alignment: 16) { last in
      let rest = UnsafeRawBufferPointer(rebasing: bytes[whole...])
      let length = rest.count + 9 <= blockSize ? blockSize : 2 * blockSize
      last.initializeMemory(as: UInt8.self, repeating: 0)
      last.copyMemory(from: rest)
      last[rest.count] = 0x80
      last.storeBytes(
        of: (UInt64(bytes.count) &* 8).bigEndian, toByteOffset: length - 8, as: UInt64.self)
      compress(UnsafeRawBufferPointer(rebasing: last[..<length]), into: &state)
    }
    return state
  }

  /// The hash of `bytes` in 64 digits of lower case.
  public static func hex(of bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { hex(of: $0) }
  }

  /// Bytes in two lower-case hexadecimal digits each.
  public static func hexText(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

extension UInt32 {
  /// The eight hexadecimal digits of lower case that write it, the first in the highest byte.
  @inlinable
  public var hexDigits: UInt64 {
    // One nibble to a byte, in three steps.
    var nibbles = UInt64(self)
    nibbles = (nibbles & 0xFFFF_0000) << 16 | nibbles & 0xFFFF
    nibbles = (nibbles & 0x0000_FF00_0000_FF00) << 8 | nibbles & 0x0000_00FF_0000_00FF
    nibbles = (nibbles & 0x00F0_00F0_00F0_00F0) << 4 | nibbles & 0x000F_000F_000F_000F
    let areLetters = (nibbles &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return nibbles &+ 0x3030_3030_3030_3030
      &+ areLetters &* UInt64(UInt8(ascii: "a") - UInt8(ascii: "0") - 10)
  }
}
