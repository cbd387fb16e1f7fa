import TestSupport
import Testing

@testable import Values

@Suite struct SHA256Tests {
  /// FIPS 180-4's examples (NIST, "SHA-256 example values").
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func theStandardsExamplesAgree(text: String, hash: String) {
    #expect(SHA256.hex(of: Array(text.utf8)) == hash)
  }

  @Test func aMillionLettersAgree() {
    var hash = SHA256()
    let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1000)
    for _ in 0..<1000 { hash.update(piece) }
    #expect(
      SHA256.hexText(hash.finalize())
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// Lengths around one and two blocks of padding, all at once and piece by piece.
  @Test func bytesHashedAtOnceAgreeWithThoseFedInPieces() {
    for length in 0..<260 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ length) }
      var hash = SHA256()
      for byte in bytes { hash.update([byte]) }
      let digits = SHA256.hexText(hash.finalize())
      #expect(bytes.withUnsafeBytes { SHA256.hex(of: $0) } == digits)
      let (high, low) = bytes.withUnsafeBytes { SHA256.firstNumbers(of: $0) }
      #expect(high == UInt64(digits.prefix(16), radix: 16))
      #expect(low == UInt64(digits.dropFirst(16).prefix(16), radix: 16))
    }
  }

  /// The instructions of the processor, where it has them, against the rounds written out.
  @Test(arguments: [1, 2, 3])
  func bothWaysOfCompressingAgree(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for blockCount in 0..<40 {
      let bytes = (0..<(blockCount * 64)).map { _ in UInt8.random(in: 0 ... .max, using: &generator)
      }
      var fast = SIMD8<UInt32>.random(in: 0 ... .max, using: &generator)
      var slow = fast
      bytes.withUnsafeBytes {
        SHA256.compress($0, into: &fast)
        SHA256.compressWithoutInstructions($0, into: &slow)
      }
      #expect(fast == slow, "seed \(seed), \(blockCount) blocks")
    }
  }

  @Test func everyLengthUpTo300AgreesWithPython() {
    let script = """
      import hashlib
      for n in range(301): print(hashlib.sha256(bytes(i * 7 % 256 for i in range(n))).hexdigest())
      """
    guard let lines = Python.lines(of: script) else {
      Python.reportNotRun("SHA-256 of every length up to 300 against Python's hashlib")
      return
    }
    #expect(lines.count == 301)
    for (length, line) in lines.enumerated() {
      #expect(SHA256.hex(of: bytes(length)) == line, "\(length) bytes")
    }
    print("Python's hashlib: \(lines.count) lengths")
  }

  @Test func thePiecesDoNotMatter() {
    let whole = bytes(300)
    let hash = SHA256.hex(of: whole)
    for cut in 0...300 {
      var pieces = SHA256()
      pieces.update(Array(whole[..<cut]))
      // A hash asked for on the way does not disturb what follows.
      _ = pieces.finalize()
      pieces.update(Array(whole[cut...]))
      #expect(SHA256.hexText(pieces.finalize()) == hash, "cut at \(cut)")
    }
  }

  private func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
  }

  /// Two hashes fed together are those fed alone, however long the pieces are.
  @Test(arguments: UInt64(1)...10)
  func twoAtOnceAreThoseOfEach(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var (one, other) = (SHA256(), SHA256())
    var (alone, otherAlone) = (SHA256(), SHA256())
    for _ in 0..<20 {
      let isAligned = Bool.random(using: &random)
      let (bytes, others) = (piece(isAligned, &random), piece(isAligned, &random))
      bytes.withUnsafeBytes { bytes in
        others.withUnsafeBytes { SHA256.update(&one, bytes, &other, $0) }
      }
      alone.update(bytes)
      otherAlone.update(others)
    }
    #expect(one.finalize() == alone.finalize(), "seed \(seed)")
    #expect(other.finalize() == otherAlone.finalize(), "seed \(seed)")
  }

  private func piece(_ isAligned: Bool, _ random: inout SeededRandom) -> [UInt8] {
    let count =
      isAligned
      ? 64 * Int.random(in: 0...40, using: &random) : Int.random(in: 0...2000, using: &random)
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
  }
}
