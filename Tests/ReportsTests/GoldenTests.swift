import Foundation
import Reports
import Testing
import Values

/// Every output of an invented month, byte for byte. `RECORD=1` writes the files anew.
@Suite struct GoldenTests {
  @Test(arguments: everyOutput(of: SampleReport.report(), in: .zhHans).map(\.name))
  func outputsAreAsRecorded(_ name: String) throws {
    for language in [Language.zhHans, .en] {
      let text = try rendered(name, of: SampleReport.report(), in: language)
      let file = name.split(separator: "/").joined(separator: "-")
      try expect(text, recordedAs: "\(language.rawValue)-\(file)")
    }
  }

  @Test func aCleanMonthIsAsRecorded() throws {
    let text = try rendered("report.md", of: SampleReport.cleanReport, in: .zhHant)
    try expect(text, recordedAs: "zh-Hant-clean-report.md")
  }

  @Test func aMonthWithWaiversIsAsRecorded() throws {
    for name in ["report.md", "issues.csv", "issues.sarif", "junit.xml"] {
      let text = try rendered(name, of: SampleReport.reportWithWaivers, in: .en)
      try expect(text, recordedAs: "en-waivers-\(name)")
    }
  }

  @Test func machineReadableFilesDoNotDependOnTheLanguage() throws {
    for name in ["report.json", "issues.jsonl", "coverage.json"] {
      let texts = try Language.allCases.map {
        try rendered(name, of: SampleReport.report(), in: $0)
      }
      #expect(Set(texts).count == 1, "\(name)")
    }
  }

  @Test func theSameReportGivesTheSameBytes() throws {
    for file in everyOutput(of: SampleReport.report(), in: .en) {
      let twice = try (0..<2).map { _ in
        try rendered(file.name, of: SampleReport.report(), in: .en)
      }
      #expect(twice[0] == twice[1], "\(file.name)")
    }
  }

  private func expect(_ text: String, recordedAs name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Golden/\(name)")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      return try Data(text.utf8).write(to: file)
    }
    let recorded = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    let difference = firstDifference(text, recorded)
    #expect(difference == nil, "\(name): \(difference ?? ""); RECORD=1 records it anew")
  }

  private func firstDifference(_ text: String, _ recorded: String) -> String? {
    guard text.utf8.elementsEqual(recorded.utf8) == false else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let others = recorded.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(lines, others).enumerated().first { $1.0 != $1.1 }
    guard let line else { return "\(lines.count) lines, recorded were \(others.count)" }
    return "line \(line.offset + 1) is \(line.element.0.prefix(200))"
      + ", recorded was \(line.element.1.prefix(200))"
  }
}

/// The files of a month, those too that are written only where somebody asks for them.
private func everyOutput(of report: MonthlyReport, in language: Language) -> [OutputFile] {
  outputs(of: report, language: language, also: Set(SideFormat.all))
}
