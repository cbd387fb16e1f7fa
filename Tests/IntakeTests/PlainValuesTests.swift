import Testing
import Values

@testable import Intake

/// The quick ways of reading values, against the careful ones.
@Suite struct PlainValuesTests {
  private func plainNumber(_ text: String, behind: Int) -> Decimal128? {
    let bytes = [UInt8](repeating: 0x37, count: behind) + Array(text.utf8)
    return bytes.withUnsafeBufferPointer {
      PlainNumber.read($0.baseAddress!, from: behind, count: text.utf8.count)
        .map { Decimal128(scaled: $0.value, scale: Int($0.places)) }
    }
  }

  @Test func aPlainNumberIsTheNumber() {
    var random = SeededGenerator(seed: 7)
    let marks = Array("0123456789.-,+ eE/:")
    for round in 0..<60_000 {
      let text = String(
        (0..<Int.random(in: 1...20, using: &random)).map { _ in
          marks[Int.random(in: 0..<(round % 3 == 0 ? marks.count : 11), using: &random)]
        })
      for behind in [0, 12] {
        // Decimal128 reads the digits by another way.
        guard let found = plainNumber(text, behind: behind) else { continue }
        let careful = text.withBytes { NumberText.read($0) }
        #expect(careful == found, "\(text)")
        let shown =
          text.hasPrefix(".") || text.hasPrefix("-.") || text.hasSuffix(".")
          ? nil : Decimal128(text)
        if let shown { #expect(shown == found, "\(text)") }
      }
    }
  }

  @Test func commonNumbersArePlain() {
    let texts = [
      "0", "7", "0.00", "12345678", "123456789", "21000.44", "-3.5", "208.814054", "99999999.99",
      "123456789.01", "000012",
    ]
    for text in texts {
      for behind in [0, 8, 20] {
        #expect(plainNumber(text, behind: behind) == Decimal128(text), "\(text)")
      }
    }
    for text in ["", "-", ".", "1.2.3", "1,000", "１", "12a", "1234567890123456789"] {
      #expect(plainNumber(text, behind: 9) == nil, "\(text)")
    }
  }

  private func plainDate(_ text: String) -> (day: Int32, second: Int32)? {
    Array(text.utf8).withUnsafeBufferPointer {
      PlainDate().read($0.baseAddress!, from: 0, count: $0.count)
    }
  }

  /// Every day of 256 years, counted up.
  @Test func everyDayIsRead() {
    var expected = -25_567 as Int32
    for year in 1900...2155 {
      for month in 1...12 {
        for day in 1...32 {
          func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
          let found = plainDate("\(year)-\(padded(month))-\(padded(day))")
          if day <= WallCalendar.days(ofMonth: month, year: year) {
            #expect(found?.day == expected && found?.second == 0, "\(year)-\(month)-\(day)")
            expected += 1
          } else {
            #expect(found == nil, "\(year)-\(month)-\(day)")
          }
        }
      }
    }
    #expect(plainDate("1899-12-31") == nil && plainDate("2156-01-01") == nil)
  }

  @Test func aPlainMomentIsTheMoment() {
    var random = SeededGenerator(seed: 11)
    let marks = Array("0123456789-:T /Z+.")
    for round in 0..<60_000 {
      var text = Array(
        "2025-0\(round % 9 + 1)-1\(round % 10)T1\(round % 10):4\(round % 10):0\(round % 7)")
      if round % 4 != 0 {
        for _ in 0...round % 3 {
          text[Int.random(in: 0..<text.count, using: &random)] = marks.randomElement(
            using: &random)!
        }
      }
      if round % 5 == 0 { text = Array(text.prefix(10)) }
      guard let found = plainDate(String(text)) else {
        #expect(round % 4 != 0, "\(String(text))")
        continue
      }
      let careful = String(text).withBytes { DateText.read($0)?.value }
      #expect(
        careful?.localSeconds == Int64(found.day) * 86_400 + Int64(found.second), "\(String(text))")
    }
  }

  @Test func shortTextsAreToldApart() throws {
    let texts =
      (0..<400).map { "w\($0 * 7_919)".prefix(1 + $0 % 16) + "" } + [
        "ab", "ab\0", "\0ab", "abcdefgh", "abcdefghi",
      ]
    let all = Array((texts.joined() + String(repeating: "-", count: 16)).utf8)
    all.withUnsafeBufferPointer { bytes in
      var known = ShortTexts()
      var start = 0
      for (number, text) in texts.enumerated() {
        let key = ShortTexts.Key(bytes, start, text.utf8.count)!
        if let meaning = known[key] { #expect(texts[Int(meaning)] == text) }
        known[key] = UInt32(number)
        #expect(known[key] == UInt32(number))
        start += text.utf8.count
      }
      #expect(ShortTexts.Key(bytes, all.count - 10, 10) == nil, "too close to the end")
    }
  }
}
