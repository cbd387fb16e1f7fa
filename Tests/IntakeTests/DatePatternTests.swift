import Intake
import Testing
import Values

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
    // What a spreadsheet counts is a date only where nothing else is declared.
    ("yyyy-MM-dd", "45901", nil),
    ("excel", "45901", "2025-09-01T00:00:00"), ("excel", "45901.5", "2025-09-01T12:00:00"),
    ("excel", "2025-09-01", nil), ("excel", "1", nil),
    ("excel-1904", "44439", "2025-09-01T00:00:00"),
    ("excel-1904", "44439.354166", "2025-09-01T08:30:00"),
    ("excel-1904", "45901", "2029-09-02T00:00:00"),
  ]

  @Test func aPatternReadsWhatIsWrittenSo() throws {
    for (pattern, text, moment) in Self.readings {
      let pattern = try #require(DatePattern(pattern))
      let read = bytes(text) { pattern.read($0) }
      #expect(read == moment.flatMap { DateTime($0) }, "'\(text)'")
    }
  }

  @Test func onlyYearMonthAndDayMakeAPattern() {
    for text in ["yyyy-MM-dd", "d/M/yyyy", "yyyyMMdd HH:mm", "excel", "excel-1904"] {
      #expect(DatePattern(text) != nil)
    }
    for text in [
      "", "yyyy-MM", "yy-MM-dd", "yyyy-MMM-d", "yyyy-MM-dd-dd", "H:mm", "yyyyy-M-d", "Excel",
      "excel-1900",
    ] {
      #expect(DatePattern(text) == nil, "'\(text)'")
    }
    #expect(DatePattern("yyyy-MM-dd H:mm")?.hasTime == true)
    #expect(DatePattern("yyyy-MM-dd")?.hasTime == false)
  }
}
