import Testing
import Values

@testable import Reports

@Suite struct NumberTextTests {
  @Test(arguments: [
    ("0", "0"), ("999", "999"), ("1000", "1,000"), ("-1234567.5", "-1,234,567.5"),
    ("12345678901234567890.123456", "12,345,678,901,234,567,890.123456"), ("", ""), ("-", "-"),
    ("1E+40", "1E+40"), ("2025-09-01", "2025-09-01"), (".5", ".5"), ("合同 1000", "合同 1000"),
  ])
  func thousandsAreSeparatedAndNothingElseIsTouched(_ number: String, _ text: String) {
    #expect(grouped(number) == text)
  }

  @Test(arguments: [
    ("0", "0.00"), ("1234.5", "1,234.50"), ("1234.56", "1,234.56"), ("0.125", "0.125"),
    ("-1000", "-1,000.00"), ("7601970.55510000", "7,601,970.5551"), ("2.5000", "2.50"),
    ("1.0", "1.00"), ("9E+50", "9E+50"),
    ("9999999999999999999999999999999.999", "9,999,999,999,999,999,999,999,999,999,999.999"),
  ])
  func amountsHaveAtLeastTwoDecimals(_ amount: String, _ text: String) throws {
    #expect(amountText(try #require(Decimal128(amount))) == text)
  }

  @Test(arguments: [
    ("1", "100.00%"), ("0", "0.00%"), ("0.952381", "95.24%"), ("0.00005", "0.00%"),
    ("0.00015", "0.02%"), ("12.5", "1,250.00%"),
  ])
  func ratiosArePercentagesOfTwoDecimals(_ ratio: String, _ text: String) throws {
    #expect(percentText(try #require(Decimal128(ratio))) == text)
  }

  @Test func monthsAreWrittenAsTheLanguageDoes() throws {
    let period = try #require(Period("2025-09"))
    #expect(monthText(period, in: .zhHans) == "2025年9月")
    #expect(monthText(period, in: .en) == "September 2025")
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func base64IsThatOfTheStandard(_ text: String, _ encoded: String) {
    #expect(base64(Array(text.utf8)) == encoded)
  }
}
