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
    ("2025-09-01T08:30:00.123", "2025-09-01T08:30:00.123"),
    ("2025-09-01T08:30:00.123456789", "2025-09-01T08:30:00.123456789"),
    ("2025-09-01T08:30:00Z", "2025-09-01T08:30:00Z"),
    ("2025-09-01T08:30:00+08:00", "2025-09-01T08:30:00+08:00"),
    ("2025-09-01T08:30:00-0530", "2025-09-01T08:30:00-05:30"),
    ("2025-09-01 00:00:00", "2025-09-01T00:00:00"), ("2025-09-01 23:59:59", "2025-09-01T23:59:59"),
    // No such day or time.
    ("2025-02-29", nil), ("2025-13-01", nil), ("2025-00-10", nil), ("2025-09-31", nil),
    ("2025-09-01 24:00", nil), ("2025-09-01 08:60", nil), ("2025-09-01 08:30:60", nil),
    // Texts that could mean several days, or none.
    ("09/01/2025", nil), ("1/9/25", nil), ("25-09-01", nil), ("2025-9", nil), ("2025-09/01", nil),
    ("2025年9月1", nil), ("2025091", nil), ("202509011", nil), ("45901", nil), ("", nil),
    ("2025-9-110:30", nil), ("2025090108:30", nil), ("2025-09-01x", nil), ("2025-09-01 ", nil),
    ("2025-09-01 8", nil), ("2025-09-01 8:3", nil), ("2025-09-01T08:30:00.", nil),
    ("2025-09-01T08:30:00.1234567890", nil), ("2025-09-01T08:30:00+8", nil),
    ("2025-09-01T08:30:00+19:00", nil), ("2025-09-01T08:30:00Zx", nil), ("yesterday", nil),
  ]

  @Test func datesAsExportsWriteThem() {
    for (text, moment) in Self.cases {
      let framed = Array(("9" + text + "9").utf8)
      let read = DateText.read(framed[1..<framed.count - 1])
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
}

@Suite struct DatePatternTests {
  static let readings: [(pattern: String, text: String, moment: String?)] = [
    ("yyyy-MM-dd", "2025-09-01", "2025-09-01T00:00:00"), ("yyyy-MM-dd", "2025-9-1", nil),
    ("yyyy/M/d", "2025/9/1", "2025-09-01T00:00:00"),
    ("yyyy/M/d", "2025/09/01", "2025-09-01T00:00:00"),
    ("yyyy/M/d", "2025/9/1 8:00", nil), ("yyyy/M/d", "2025/2/30", nil), ("yyyy/M/d", "25/2/3", nil),
    ("yyyyMMdd", "20250901", "2025-09-01T00:00:00"), ("yyyyMMdd", "2025091", nil),
    ("yyyy年M月d日", "2025年9月1日", "2025-09-01T00:00:00"), ("yyyy年M月d日", "2025年9月1", nil),
    ("d.M.yyyy", "1.9.2025", "2025-09-01T00:00:00"),
    ("MM/dd/yyyy", "09/01/2025", "2025-09-01T00:00:00"),
    ("yyyy/M/d H:mm", "2025/9/1 8:05", "2025-09-01T08:05:00"),
    ("yyyy/M/d H:mm:ss", "2025/9/1 18:05:09", "2025-09-01T18:05:09"),
    ("yyyy/M/d H:mm:ss", "2025/9/1 24:00:00", nil),
    ("yyyyMMddHHmmss", "20250901180509", "2025-09-01T18:05:09"),
    ("yyyy--M-d", "2025--9-1", "2025-09-01T00:00:00"), ("yyyy--M-d", "2025-9-1", nil),
  ]

  @Test func aPatternReadsWhatIsWrittenSo() throws {
    for (pattern, text, moment) in Self.readings {
      let pattern = try #require(DatePattern(pattern))
      let read = pattern.read(Array(text.utf8)[...])
      #expect(read == moment.flatMap { DateTime($0) }, "'\(text)'")
    }
  }

  @Test func onlyYearMonthAndDayMakeAPattern() {
    for text in ["yyyy-MM-dd", "d/M/yyyy", "yyyyMMdd HH:mm"] { #expect(DatePattern(text) != nil) }
    for text in ["", "yyyy-MM", "yy-MM-dd", "yyyy-MMM-d", "yyyy-MM-dd-dd", "H:mm", "yyyyy-M-d"] {
      #expect(DatePattern(text) == nil, "'\(text)'")
    }
    #expect(DatePattern("yyyy-MM-dd H:mm")?.hasTime == true)
    #expect(DatePattern("yyyy-MM-dd")?.hasTime == false)
  }
}
