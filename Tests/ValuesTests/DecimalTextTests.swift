import Testing
import Values

/// Numbers of few digits are written by a way of their own; what was read comes back as it was written.
@Suite struct DecimalTextTests {
  @Test(arguments: [1, 2, 3])
  func aPlainNumberIsWrittenAsItWasRead(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<4_000 {
      let decimals = Int.random(in: 0...20, using: &random)
      var digits = (0..<Int.random(in: 1...22, using: &random)).map { _ in
        String(Int.random(in: 0...9, using: &random))
      }.joined()
      digits = String(digits.drop { $0 == "0" })
      digits = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
      let point = digits.index(digits.endIndex, offsetBy: -decimals)
      let text = decimals == 0 ? digits : "\(digits[..<point]).\(digits[point...])"
      #expect(try #require(Decimal128(text)).description == text)
      // Zero has no sign.
      let negative = digits.allSatisfy { $0 == "0" } ? text : "-" + text
      #expect(try #require(Decimal128("-" + text)).description == negative)
    }
  }
}
