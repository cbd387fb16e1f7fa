import Intake
import Testing
import Values

@Suite struct DateTextTests {
  /// What exports write; the moment in ISO 8601, a date alone when the text gives no time.
  static let cases: [(text: String, moment: String?)] = [
    ("2025-09-01", "2025-09-01"), ("2025-9-1", "2025-09-01"), ("2025/9/1", "2025-09-01"),
    ("2025/09/01", "2025-09-01"), ("2025.9.1", "2025-09-01"), ("2025年9月1日", "2025-09-01"),
    ("2025年09月01日", "2025-09-01"), ("20250901", "2025-09-01"), ("2024-02-29", "2024-02-29"),
    ("2025-09-01 8:30", "2025-09-01T08:30:00"), ("2025/9/1 08:30:05", "2025-09-01T08:30:05"),
    ("2025年9月1日 8:30", "2025-09-01T08:30:00"), ("2025年9月1日8:30", "2025-09-01T08:30:00"),
    ("20250901 08:30", "2025-09-01T08:30:00"), ("2025-09-01T08:30:00", "2025-09-01T08:30:00"),
    ("2025-09-01   8:30", "2025-09-01T08:30:00"),
    ("2025-09-01 08:30:00.0", "2025-09-01T08:30:00"),
    ("2025-09-01T08:30:00.123", "2025-09-01T08:30:00.123"),
    ("2025-09-01T08:30:00.123456789", "2025-09-01T08:30:00.123456789"),
    ("2025-09-01T08:30:00Z", "2025-09-01T08:30:00Z"),
    ("2025-09-01T08:30:00+08:00", "2025-09-01T08:30:00+08:00"),
    ("2025-09-01T08:30:00-0530", "2025-09-01T08:30:00-05:30"),
    ("2025-09-01 00:00:00", "2025-09-01T00:00:00"), ("2025-09-01 23:59:59", "2025-09-01T23:59:59"),
    // Times in Chinese.
    ("2025年9月1日8时30分", "2025-09-01T08:30:00"), ("2025年9月1日 8時5分", "2025-09-01T08:05:00"),
    ("2025-09-01 18点30分5秒", "2025-09-01T18:30:05"), ("2025年9月1日8时", nil),
    ("2025年9月1日8时30", nil), ("2025年9月1日8时60分", nil),
    // Digits alone.
    ("20250901083000", "2025-09-01T08:30:00"), ("202509010830", "2025-09-01T08:30:00"),
    ("20250901240000", nil), ("2025090108300", nil), ("2025090108", nil),
    ("20250901083000123", nil), ("20251301", nil),
    // Days that a spreadsheet counts.
    ("45901", "2025-09-01"), ("45901.354166", "2025-09-01T08:30:00"),
    ("36526", "2000-01-01"), ("73050", "2099-12-31"), ("36525", nil), ("73051", nil),
    ("45901.", nil), ("45901.x", nil), ("45901,5", nil), ("459010", nil), ("45901 8:30", nil),
    // Full width.
    ("２０２５／９／１", "2025-09-01"), ("２０２５年９月１日", "2025-09-01"),
    ("２０２５－０９－０１\u{3000}０８：３０", "2025-09-01T08:30:00"), ("４５９０１", "2025-09-01"),
    // Texts that could mean several days, or none.
    ("09/01/2025", nil), ("1/9/25", nil), ("25-09-01", nil), ("2025-9", nil), ("2025-09/01", nil),
    ("2025年9月1", nil), ("2025年9月", nil), ("2025091", nil), ("202509011", nil), ("", nil),
    ("9/1", nil), ("20250", nil), ("1900-1", nil), ("0000-00-00", nil), ("2025/2/30", nil),
    ("2025-9-110:30", nil), ("2025090108:30", nil), ("2025-09-01x", nil), ("2025-09-01 ", nil),
    ("2025-09-01 8", nil), ("2025-09-01 8:3", nil), ("2025-09-01T08:30:00.", nil),
    ("2025-09-01T08:30:00.1234567890", nil), ("2025-09-01T08:30:00+8", nil),
    ("2025-09-01T08:30:00+19:00", nil), ("2025-09-01T08:30:00Zx", nil), ("yesterday", nil),
  ]

  @Test func datesAsExportsWriteThem() {
    for (text, moment) in Self.cases {
      let read = bytes(text) { DateText.read($0) }
      guard let moment else {
        #expect(read == nil, "'\(text)'")
        continue
      }
      #expect(read?.hasTime == moment.contains("T"), "'\(text)'")
      let expected = DateTime(moment.contains("T") ? moment : moment + "T00:00:00")
      #expect(read?.value.localSeconds == expected?.localSeconds, "'\(text)'")
      #expect(read?.value.nanosecond == expected?.nanosecond, "'\(text)'")
      #expect(read?.value.offset == expected?.offset, "'\(text)'")
    }
  }

  /// Whatever day and month are written, only those of the calendar are read.
  @Test func onlyDaysOfTheCalendarAreRead() {
    for year in [1900, 2000, 2024, 2025, 2100] {
      for month in 0...13 {
        for day in 0...32 {
          let isDay =
            (1...12).contains(month)
            && (1...WallCalendar.days(ofMonth: month, year: year)).contains(day)
          for text in ["\(year)-\(month)-\(day)", "\(year)年\(month)月\(day)日"] {
            let parts = bytes(text) { DateText.read($0)?.value.date.parts }
            let isRight = parts.map { $0 == (year, month, day) } ?? false
            if isRight != isDay {
              Issue.record("'\(text)' is read as \(String(describing: parts))")
            }
          }
        }
      }
    }
  }
}
