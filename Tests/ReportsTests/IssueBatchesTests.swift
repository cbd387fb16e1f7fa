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

  /// A row is that of cells written one by one, each a text by itself.
  @Test(arguments: Language.allCases)
  func aRowIsTheIssueByItself(_ language: Language) throws {
    let long = String(repeating: "订单, ", count: 8_000)
    let texts = ["", " ", "a", "=1+1", "－1", "a,b", "a \"b\"", "a\u{202E}b", "ends ", "-1.5", long]
    let rules = SampleReport.issues.map(\.rule)
    let issues = (0..<texts.count * 5).map { number in
      let text = texts[number % texts.count]
      var issue = SampleReport.issue(
        rules[number / 20], number, order: number % 3 == 0 ? nil : text,
        outcome: number % 7 == 0 ? .undetermined : .fail, amount: number % 2 == 0 ? "1.5" : nil,
        expected: text, actual: texts[number * 7 % texts.count])
      issue.finding.subject.key = text
      issue.finding.subject.file = text
      return issue
    }
    let say = Wording(language: language)
    let lines = try rendered(
      "issues.csv", of: SampleReport.report(issues: issues), in: language)
    var bytes: [UInt8] = []
    var buffer = OutputBuffer { bytes += $0 }
    CSVWriter.writeRows(to: &buffer) { csv in
      for issue in SampleReport.report(issues: issues).issues { write(issue, say, to: &csv) }
    }
    try buffer.finish()
    let beginning = lines.prefix { $0 != "\r\n" }
    #expect(lines == beginning + "\r\n" + String(decoding: bytes, as: UTF8.self))
  }

  private func write(_ issue: Ledger.Issue, _ say: Wording, to csv: inout CSVWriter) {
    let (finding, rule) = (issue.finding, issue.rule)
    let others = finding.documents.filter { $0 != finding.subject }.map {
      "\(say.text($0.entityLabel)) \($0.key) (\(place(of: $0)))"
    }
    let evidence = finding.evidence.map { say.text($0.label) + " = " + say.value(of: $0, rule) }
    let whatRule: [String] = [
      finding.id, say.status(issue.status), say.outcome(finding.outcome),
      say.severity(rule.severity), rule.id, say.text(rule.title), say.text(rule.packTitle),
      say.stage(rule.stage), rule.clause, say.department(rule),
    ]
    let whatFound: [String] = [
      say.text(finding.message), finding.reason.map(say.text) ?? "", "", "", finding.caseKey ?? "",
      say.text(finding.subject.entityLabel), finding.subject.key, place(of: finding.subject),
      others.joined(separator: "; "), say.field(of: finding),
      say.reading(finding.expected ?? "", rule.valueWords),
      say.reading(finding.actual ?? "", rule.valueWords), finding.difference ?? "",
      finding.amount?.description ?? "", evidence.joined(separator: "; "),
    ]
    let course: [String] = [
      say.text(rule.remedy), issue.due.description, issue.firstSeen.description,
      issue.lastSeen.description, String(issue.timesSeen), report.asOf.description,
      "Paicha " + report.version, "", "", "", "", "",
    ]
    for cell in whatRule + whatFound + course { csv.cell(cell) }
    csv.endRow()
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

@Suite struct PlainBytesTests {
  /// What is taken for plain is marked by no format, at whatever place of a text of whatever length.
  @Test func plainTextsAreMarkedByNoFormat() {
    let marks = [
      VisibleText.markupMarks, VisibleText.embeddedMarks, VisibleText.cellMarks,
      VisibleText.xmlMarks,
    ]
    let usual = Array("azAZ09 -.:/_年订".utf8)
    for length in 0..<40 {
      for place in 0..<length {
        for byte in UInt8.min...UInt8.max {
          var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: length)
          bytes[place] = byte
          let isMarked = marks.contains { $0.contains(byte) }
          let arePlain = bytes.withUnsafeBufferPointer { $0.arePlain }
          #expect(!(arePlain && isMarked))
          #expect(arePlain || !usual.contains(byte))
        }
      }
    }
    #expect([UInt8]().withUnsafeBufferPointer { $0.arePlain })
  }

  @Test func textsOfEveryLengthAreCopied() {
    for length in 0..<200 {
      let text = (0..<length).map { UInt8($0) }
      var copy = [UInt8](repeating: 0xFF, count: length + 2)
      copy.withUnsafeMutableBytes { copy in
        text.withUnsafeBytes { text in
          guard let start = text.baseAddress else { return }
          (copy.baseAddress! + 1).copyText(from: start, byteCount: length)
        }
      }
      #expect(copy == [0xFF] + text + [0xFF])
    }
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
