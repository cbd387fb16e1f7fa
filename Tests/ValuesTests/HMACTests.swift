import Testing

@testable import Values

@Suite struct HMACTests {
  /// RFC 4231, section 4: the test cases whose whole code is given.
  @Test(arguments: [
    (
      [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131),
      Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ])
  func theStandardsExamplesAgree(key: [UInt8], message: [UInt8], code: String) {
    #expect(SHA256.hexText(HMAC(key: key).code(of: message)) == code)
  }

  @Test func everyLengthOfKeyAndMessageAgreesWithPython() {
    let script = """
      import hashlib, hmac
      text = lambda n: bytes(i * 7 % 256 for i in range(n))
      for n in range(140): print(hmac.new(text(n), text(139 - n), hashlib.sha256).hexdigest())
      """
    guard let lines = Python.lines(of: script) else {
      Python.reportNotRun("HMAC of keys of every length up to 139 against Python's hmac")
      return
    }
    func bytes(_ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
    }
    #expect(lines.count == 140)
    for (length, line) in lines.enumerated() {
      let code = HMAC(key: bytes(length)).code(of: bytes(139 - length))
      #expect(SHA256.hexText(code) == line, "a key of \(length) bytes")
    }
  }
}
