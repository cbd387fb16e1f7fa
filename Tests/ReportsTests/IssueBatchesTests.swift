import Findings
import Ledger
import Reports
import TestSupport
import Testing
import Values

@testable import Reports

@Suite struct IssueBatchesTests {
  private let report: MonthlyReport

  init() {
    let rules = SampleReport.issues.map(\.rule)
    report = SampleReport.report(
      issues: (0..<900).map { number in
        SampleReport.issue(
          rules[number / 7 % rules.count], number, order: "DD-\(number % 50)",
          amount: "\(number).5",
          expected: "a\"b", actual: "=1+\(number)")
      })
  }

  @Test(arguments: Language.allCases)
  func theRowsOfAllBatchesAreTheFile(_ language: Language) throws {
    let batches = IssueBatches(of: report)
    #expect(batches.count == 4)
    let tables = outputs(of: report, language: language).filter { $0.rows != nil }
    #expect(tables.map(\.name) == ["issues.csv", "issues.jsonl"])
    for table in tables {
      var bytes: [UInt8] = []
      var buffer = OutputBuffer { bytes += $0 }
      table.rows?.writeBeginning(&buffer)
      for number in 0..<batches.count { table.rows?.write(batches.batch(number), &buffer) }
      try buffer.finish()
      #expect(
        String(decoding: bytes, as: UTF8.self)
          == (try rendered(table.name, of: report, in: language)))
    }
  }

  /// A line is the object that the writer of JSON makes of the issue without anything kept from line to line.
  @Test func aLineIsTheIssueByItself() throws {
    let lines = try rendered("issues.jsonl", of: report, in: .en).split(separator: "\n")
    for (line, issue) in zip(lines, report.issues) {
      #expect(
        line == JSONWriter.text(.line) { json in json.object { $0.members(of: issue, in: report) } }
      )
    }
  }

  /// A dictionary of what issues have in common is the oracle of the numbering without copies.
  @Test(arguments: [1, 2, 3])
  func issuesAreGroupedByDocumentAndByOrder(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let rules = SampleReport.issues.map(\.rule)
    let issues = (0..<500).map { _ in
      var issue = SampleReport.issue(
        rules[0], Int.random(in: 0...20, using: &random),
        order: "DD-\(Int.random(in: 0...20, using: &random))")
      issue.finding.caseKey = Bool.random(using: &random) ? nil : issue.finding.subject.key
      issue.finding.subject.file = Bool.random(using: &random) ? "a.csv" : "b.csv"
      issue.finding.subject.entity = Bool.random(using: &random) ? "order" : "line"
      return issue
    }
    let sorting = IssueSorting(issues: issues, rules: [])
    #expect(lists(sorting.bySubject) == groups(issues.map(\.finding.subject)))
    #expect(lists(sorting.byOrder) == groups(issues.map(\.finding.caseKey)))
  }

  private func lists(_ runs: IssueRuns) -> [[Int]] {
    var lists: [[Int]] = []
    runs.forEach { number, run in
      #expect(number == lists.count)
      lists.append(run.map { Int($0) })
    }
    return lists
  }

  private func groups<Key: Hashable>(_ keys: [Key?]) -> [[Int]] {
    let groups = Dictionary(grouping: keys.indices.filter { keys[$0] != nil }) { keys[$0] }
    return groups.values.sorted { $0[0] < $1[0] }
  }
}

@Suite struct TextNumbersTests {
  @Test func textsAreNumberedByTheirBytes() {
    var random = SeededRandom(seed: 5)
    var numbers = TextNumbers()
    var known: [[UInt8]: Int] = [:]
    for _ in 0..<20_000 {
      let text = String(
        (0..<Int.random(in: 0...40, using: &random)).map { _ in
          ["a", "b", "订", "“"].randomElement(using: &random)!
        }.prefix(Int.random(in: 0...12, using: &random)).joined())
      let number = known[Array(text.utf8)] ?? known.count
      known[Array(text.utf8)] = number
      #expect(numbers.number(of: text) == number)
    }
    #expect(numbers.texts.count == known.count)
    #expect(numbers.byteCount == known.keys.reduce(0) { $0 + $1.count })
    // To a dictionary of texts the two spellings of é are one.
    #expect(numbers.number(of: "e\u{301}") != numbers.number(of: "\u{E9}"))
  }
}

@Suite struct ByteSetTests {
  private static let sets = [
    VisibleText.marks, VisibleText.markupMarks, VisibleText.jsonMarks, VisibleText.embeddedMarks,
    VisibleText.cellMarks, VisibleText.xmlMarks,
  ]

  /// Every byte at every place of a text that is passed over sixteen at a time.
  @Test(arguments: 0..<6)
  func theFirstPlaceIsFoundAsByteAfterByte(_ number: Int) {
    let set = ByteSetTests.sets[number]
    for filler in [UInt8(ascii: "a"), 0xE5] {
      for byte in UInt8.min...UInt8.max {
        for place in [0, 1, 15, 16, 17, 31, 32, 39] {
          var bytes = [UInt8](repeating: filler, count: 40)
          bytes[place] = byte
          let expected = bytes.firstIndex(where: set.contains) ?? bytes.count
          #expect(bytes.withUnsafeBufferPointer { set.firstPlace(in: $0, from: 0) } == expected)
        }
      }
    }
  }

  /// Texts of every length up to some, some of whose bytes are only taken for marks, from every place on.
  @Test(arguments: 0..<6)
  func textsOfEveryLengthAreSearchedToTheirEnd(_ number: Int) {
    let set = ByteSetTests.sets[number]
    var random = SeededRandom(seed: UInt64(number))
    let bytes = Array("aaaaaaaaaaaa 单据：“，\",\n<é".utf8)
    for length in 0..<40 {
      let text = (0..<length).map { _ in bytes.randomElement(using: &random)! }
      for start in 0...length {
        let expected = text[start...].firstIndex(where: set.contains) ?? length
        #expect(text.withUnsafeBufferPointer { set.firstPlace(in: $0, from: start) } == expected)
      }
    }
  }
}
