import Testing

@testable import Values

@Suite struct Decimal128Tests {
  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("0.00", "0.00"), ("-0.00", "0.00"), ("0E+3", "0"),
    ("1234.50", "1234.50"), ("-0.001", "-0.001"), ("1.2E+3", "1200"), ("1E-10", "0.0000000001"),
    (".5", "0.5"), ("5.", "5"), ("+7", "7"), ("007.10", "7.10"), ("1e2", "100"),
    ("9999999999999999999999999999999999", "9999999999999999999999999999999999"),
    ("1E+39", "1000000000000000000000000000000000000000"), ("1E+40", "1E+40"), ("1E-40", "1E-40"),
    ("18446744073709551615", "18446744073709551615"),
    ("18446744073709551616", "18446744073709551616"),
    ("123456789012345678901234567890.12345", "123456789012345678901234567890.1234"),
    ("123456789012345678901234567890.12355", "123456789012345678901234567890.1236"),
    ("10000000000000000000000000000000005", "10000000000000000000000000000000000"),
    ("10000000000000000000000000000000005.0000000000001", "10000000000000000000000000000000010"),
  ])
  func textIsReadAndWrittenPlainly(text: String, plain: String) {
    #expect(Decimal128(text)?.description == plain)
    #expect(Decimal128(utf8: Array(text.utf8))?.description == plain)
    #expect(Decimal128(utf8: text.utf8.reversed().reversed())?.description == plain)
  }

  @Test(arguments: [
    "", "-", "+", ".", "-.", "E5", "1E", "1E+", "1.2.3", "1,000", " 1", "1 ", "0x10", "--1", "１",
    "NaN", "Infinity", "1E5.0", "1E+6145", "1E99999999999999999999", "١",
  ])
  func whatIsNoNumberIsNotRead(text: String) {
    #expect(Decimal128(text) == nil)
    #expect(Decimal128(utf8: text.utf8) == nil)
  }

  @Test func numbersOfEqualValueAreEqualAndHashAlike() {
    let equal = [
      ["1", "1.0", "1.00", "10E-1", "0.1E1"], ["0", "-0", "0E+10", "0.00"],
      ["1E+33", "1000000000000000000000000000000000"],
      ["-1200", "-1.2E+3", "-1200.000"],
    ]
    for (index, group) in equal.enumerated() {
      let numbers = group.map { Decimal128($0)! }
      #expect(Set(numbers).count == 1, "\(group)")
      for other in equal[(index + 1)...].joined() { #expect(numbers[0] != Decimal128(other)!) }
    }
  }

  @Test func scaledIntegersAreExact() {
    #expect(Decimal128(scaled: 12345, scale: 2).description == "123.45")
    #expect(Decimal128(scaled: .min, scale: 0).scaled(to: 0) == .min)
    #expect(Decimal128(scaled: .max, scale: 18).scaled(to: 18) == .max)
    #expect(Decimal128("9223372036854775808")!.int == nil)
    #expect(Decimal128("-9223372036854775808")!.int == .min)
    #expect(Decimal128("123.450")!.scaled(to: 2) == 12345)
    #expect(Decimal128("123.451")!.scaled(to: 2) == nil)
    #expect(Decimal128("1E+18")!.int == 1_000_000_000_000_000_000)
    #expect(Decimal128("1E+19")!.int == nil)
    #expect(Decimal128("1000000000000000000E-16")!.int == 100)
    #expect(Decimal128("0E-6176")!.scaled(to: .max) == 0)
    #expect(Decimal128("1E-6176")!.scaled(to: .max) == nil)
    #expect(Decimal128("1.8E+38")!.int128 == nil)
    #expect(Decimal128("-1E+34")!.int128 == -10_000_000_000_000_000_000_000_000_000_000_000)
    #expect(
      Decimal128(rounding: Int128.min).description == "-170141183460469231731687303715884100000")
  }

  @Test func theEndsOfTheRangeHold() {
    let greatest = Decimal128("9.999999999999999999999999999999999E+6144")!
    #expect(greatest.adding(greatest) == nil)
    #expect(greatest.multiplied(by: greatest) == nil)
    #expect(greatest.rounded(toScale: -6144, .up) == nil)
    #expect(Decimal128.one.divided(by: .zero) == nil)
    #expect(Decimal128.zero.divided(by: .zero) == nil)
    let least = Decimal128("1E-6176")!
    #expect(least.multiplied(by: least)?.isZero == true)
    #expect(least.divided(by: Decimal128(2))?.scientificDescription == "0E-6176")
    #expect(Decimal128(isNegative: false, coefficient: .max, exponent: .min)?.isZero == true)
    #expect(Decimal128(isNegative: false, coefficient: 1, exponent: .max) == nil)
    #expect(Decimal128(5).rounded(toScale: .min, .halfUp)?.isZero == true)
    #expect(Decimal128(5).rounded(toScale: .max)?.int == 5)
    #expect(MemoryLayout<Decimal128>.stride == 16)
  }

  /// Products just above, at and just below half of the least number, in units of 10^-6243.
  @Test(arguments: [
    ("1000000000000000000000000000000000", "5000000000000000000000000000000000", "0E-6176"),
    ("1000000000000000000000000000000001", "4999999999999999999999999999999995", "0E-6176"),
    ("1000000000000000000000000000000001", "4999999999999999999999999999999996", "1E-6176"),
    ("9890073412619796059746362640552255", "505557420192651801823557406510456", "1E-6176"),
  ])
  func productsNearHalfOfTheLeastNumberAreRoundedOnce(a: String, b: String, result: String) {
    let product = Decimal128(a + "E-3100")!.multiplied(by: Decimal128(b + "E-3143")!)
    #expect(product?.scientificDescription == result)
  }

  @Test(arguments: [
    ("2", "10", "1024"), ("2", "-2", "0.25"), ("1.1", "2", "1.21"), ("-3", "3", "-27"),
    ("-3", "4", "81"), ("5", "0", "1"), ("5", "2.0", "25"), ("0", "3", "0"), ("10", "-3", "0.001"),
    ("1", "1E+6000", "1"), ("1E+100", "61", "1E+6100"),
  ])
  func powersAreExactWhereTheyFit(base: String, power: String, result: String) {
    #expect(Decimal128(base)!.raised(to: Decimal128(power)!) == Decimal128(result)!)
  }

  @Test(arguments: [
    ("0", "0"), ("0", "-1"), ("2", "0.5"), ("10", "6145"), ("0.1", "-6145"), ("2", "1E+30"),
    ("0.5", "-1E+6000"),
  ])
  func powersThatAreNoNumberAreNil(base: String, power: String) {
    #expect(Decimal128(base)!.raised(to: Decimal128(power)!) == nil)
  }

  @Test func powersTooSmallAreZero() {
    #expect(Decimal128("0.5")!.raised(to: Decimal128("1E+30")!)?.isZero == true)
    #expect(Decimal128("2")!.raised(to: Decimal128("-1E+30")!)?.isZero == true)
    #expect(Decimal128("-10")!.raised(to: Decimal128(-6177))?.isZero == true)
  }

  /// Every pair of small numbers, against integers: the oracle is Int arithmetic at a common scale.
  @Test func smallNumbersAgreeWithIntegers() {
    for a in -30...30 {
      for b in -30...30 {
        let x = Decimal128(scaled: Int64(a), scale: 1)
        let y = Decimal128(scaled: Int64(b), scale: 2)
        #expect(x.adding(y)?.scaled(to: 2) == Int64(a * 10 + b))
        #expect(x.subtracting(y)?.scaled(to: 2) == Int64(a * 10 - b))
        #expect(x.multiplied(by: y)?.scaled(to: 3) == Int64(a * b))
        #expect((x < y) == (a * 10 < b))
        #expect((x == y) == (a * 10 == b))
        guard b != 0 else { continue }
        let rest = a * 10 % b
        #expect(x.remainder(dividingBy: y)?.scaled(to: 2) == Int64(rest))
        #expect(
          x.modulo(y)?.scaled(to: 2) == Int64(rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest))
      }
    }
  }
}
