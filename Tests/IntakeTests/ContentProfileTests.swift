import Entities
import Testing

@testable import Intake

@Suite struct ContentProfileTests {
  private static let days = ["2025/9/1", "2025-09-02", "2025年9月3日"]

  static let types: [(what: String, values: [String], type: Field.FieldType)] = [
    ("numbers", ["1", "2.5", "￥3", "13%"], .number),
    ("dates", days, .date), ("dates of digits", ["20250901", "20250902"], .date),
    ("one with a time", days + ["2025-09-01 8:30"], .dateTime),
    ("yes and no", ["是", "否", "是"], .boolean),
    ("ones and noughts", ["1", "0", "1"], .number),
    ("telephone numbers", ["13800138000", "13900139000"], .string),
    ("leading zeros", ["0123", "0456"], .string),
    ("a nought", ["0", "0"], .number),
    ("what a spreadsheet counts", ["45901", "45902.5"], .number),
    ("texts", ["甲", "乙"], .string), ("nothing", [], .string),
    ("marks for none", ["", "-", "无"], .string),
    ("numbers among marks for none", ["", "5", "-", "6"], .number),
    ("one in ten is dirt", (1...9).map { "\($0)" } + ["x"], .number),
    ("two in ten are more", (1...8).map { "\($0)" } + ["x", "y"], .string),
    ("days first", ["31.12.2025", "1.2.2025"], .date),
    ("months first, with times", ["12/31/2025 8:00", "1/2/2025 18:30"], .dateTime),
    ("either first", ["1/2/2025", "3/4/2025"], .string),
    ("now one, now the other first", ["31/12/2025", "12/31/2025"], .string),
    ("a date without a century", ["31/12/25"], .string),
    ("days of long ago", ["1899-01-01", "0001-01-01"], .string),
  ]

  @Test(arguments: types)
  func whatAColumnIs(what: String, values: [String], type: Field.FieldType) {
    #expect(ContentProfile(values).type == type, "\(what)")
  }

  typealias Testimony = ContentProfile.Testimony

  static let testimonies: [(what: String, field: String, values: [String], says: Testimony)] = [
    ("amounts are amounts", "total", ["￥1,234.50", "5"], .agrees),
    ("dates are none", "total", days, .contradicts),
    ("texts are none", "total", ["甲", "乙"], .contradicts),
    ("half of them tells nothing", "total", ["5", "甲"], .saysNothing),
    ("long digits can be amounts", "total", ["12345678901234", "5"], .agrees),
    ("nothing tells nothing", "total", ["", "-"], .saysNothing),
    ("dates are dates", "ordered on", days, .agrees),
    ("so are counted days", "ordered on", ["45901", "45902.5"], .agrees),
    ("so are days before months", "ordered on", ["13/9/2025", "1/9/2025"], .agrees),
    ("what may be two days is none", "ordered on", ["1/9/2025", "2/9/2025"], .contradicts),
    ("amounts are no dates", "ordered on", ["5", "6.5"], .contradicts),
    ("times are dates", "paid at", ["2025-09-01 8:30", "2025-09-02"], .agrees),
    ("yes and no", "urgent", ["是", "否"], .agrees),
    ("ones and noughts", "urgent", ["1", "0", "1"], .agrees),
    ("three numbers are no truth", "urgent", ["1", "2", "3"], .contradicts),
    ("texts may be anything", "id", ["A1", "A2"], .saysNothing),
    ("even digits", "id", ["1", "2"], .saysNothing),
    ("but not amounts", "id", ["1.50", "￥2"], .contradicts),
    ("nor times", "id", ["2025-09-01 8:30", "2025-09-02 9:30"], .contradicts),
    ("a date can be a name", "id", days, .saysNothing),
    ("known words", "status", ["已完成", "Open", "交易成功"], .agrees),
    ("half of them known", "status", ["已完成", "作废"], .agrees),
    ("hardly any known", "status", ["已完成", "作废", "退货"], .saysNothing),
    ("the count of a word does not matter", "status", ["已完成", "作废", "作废", "作废"], .agrees),
  ]

  @Test(arguments: testimonies)
  func whatValuesSayOfAField(
    what: String, field: String, values: [String], says: Testimony
  ) throws {
    let order = Shop.model.entities[Shop.order]
    let number = try #require(order.field(named: field))
    let testimony = ContentProfile(values).testimony(
      for: order.fields[number], Shop.aliases.entities[Shop.order].values[number] ?? [:])
    #expect(testimony == says, "\(what)")
  }

  @Test func someValuesAreShown() {
    let profile = ContentProfile(["", " 甲 ", "乙", "甲", "丙", "丁", "-"])
    #expect(profile.samples == ["甲", "乙", "丙"] && profile.count == 5, "two of seven say nothing")
    #expect(profile.distinctValues == ["丁", "丙", "乙", "甲"].sorted())
  }

  /// Exhaustive over the days of a year, beside the pattern that wrote them: what is found is that pattern,
  /// or nothing where no day is beyond the twelfth.
  @Test(arguments: ["d.M.yyyy", "M.d.yyyy", "d/M/yyyy", "M/d/yyyy H:mm", "d-M-yyyy H:mm:ss"])
  func theOrderOfDayAndMonthIsSeenOverTheColumn(pattern: String) {
    func written(_ day: Int, _ month: Int) -> String {
      var text = ""
      for part in pattern {
        switch part {
        case "d": text += "\(day)"
        case "M": text += "\(month)"
        case "y": if !text.hasSuffix("2025") { text += "2025" }
        case "H": text += "8"
        case "m", "s": text += "0"
        default: text.append(part)
        }
      }
      return text
    }
    for last in 1...28 {
      let texts = (1...last).flatMap { day in (1...12).map { written(day, $0) } }
      let found = ContentProfile(texts).datePattern?.text
      #expect(found == pattern || last <= 13 && found == nil, "\(pattern) up to the day \(last)")
      if last <= 12 { #expect(found == nil, "\(pattern) up to the day \(last)") }
    }
  }
}
