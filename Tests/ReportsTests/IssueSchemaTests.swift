import Findings
import Foundation
import Ledger
import Reports
import Testing
import Values

/// What is written of an issue is what the published schema says of it, neither less nor more.
@Suite struct IssueSchemaTests {
  private let schema: JSONSchema = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: "Sources/Reports/Documentation.docc/issues.schema.json")
    return try! JSONSchema(Data(contentsOf: file))
  }()

  private static func lines(of report: MonthlyReport) throws -> [[String: Any]] {
    try rendered("issues.jsonl", of: report, in: .zhHans).split(separator: "\n").map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test func everyLineFits() throws {
    var members: Set<String> = []
    let reports = [
      SampleReport.report(), SampleReport.reportWithWaivers,
      SampleReport.report(issues: SampleReport.issues.map(Self.handled)),
    ]
    for report in reports {
      for line in try Self.lines(of: report) {
        #expect(schema.faults(of: line) == [])
        members.formUnion(line.keys)
      }
    }
    #expect(members == schema.memberNames)
  }

  /// An issue of which everything is said that can be.
  private static func handled(_ issue: Ledger.Issue) -> Ledger.Issue {
    var issue = issue
    issue.handling.assignment.department = "finance"
    issue.handling.assignment.person = "Zhou"
    issue.handling.remedy = Remedy(
      causeClass: .process, effect: "none", measure: "checked", completedOn: CivilDate("2025-10-07")
    )
    issue.finding.cause = FindingCause(
      findingID: "0000000000000000000000000000133a", ruleID: SampleReport.totals.id,
      ruleTitle: SampleReport.totals.title)
    issue.escalatedTo = DepartmentFacts(id: "board", label: LocalizedText([.en: "Board"]))
    return issue
  }

  @Test func whatIsWrittenOtherwiseDoesNotFit() throws {
    let line = try #require(try Self.lines(of: SampleReport.report()).first)
    for member in line.keys.sorted() {
      var other = line
      other[member] = nil
      #expect(schema.faults(of: other) == ["line: no \(member)"])
      other[member] = 1.5
      #expect(!schema.faults(of: other).isEmpty, "\(member)")
      other = line
      other["\(member)s"] = line[member]
      #expect(schema.faults(of: other) == ["line: \(member)s is not known"])
    }
    var subject = try #require(line["subject"] as? [String: Any])
    subject["line"] = -1
    var other = line
    other["subject"] = subject
    #expect(schema.faults(of: other) == ["line.subject.line: is less than 0"])
    other = line
    other["due"] = "15.10.2025"
    #expect(schema.faults(of: other).count == 1)
  }
}

/// As much of JSON Schema as the published one uses.
private struct JSONSchema {
  typealias Object = [String: Any]

  private let root: Object

  init(_ data: Data) throws {
    root = try #require(try JSONSerialization.jsonObject(with: data) as? Object)
  }

  var memberNames: Set<String> { Set((root["properties"] as? Object ?? [:]).keys) }

  /// What does not fit, each with where it stands.
  func faults(of value: Any) -> [String] { faults(of: value, root, "line").sorted() }

  private func faults(of value: Any, _ schema: Object, _ place: String) -> [String] {
    var faults: [String] = []
    for (keyword, rule) in schema {
      switch keyword {
      case "$schema", "title", "description", "$defs", "required", "additionalProperties": break
      case "$ref": faults += self.faults(of: value, definition(rule as! String), place)
      case "type":
        let types = rule as? [String] ?? [rule as! String]
        if !types.contains(where: { Self.isType($0, value) }) { faults.append("\(place): type") }
      case "enum":
        let isOne = (value as? String).map { (rule as! [String]).contains($0) } ?? false
        if !isOne { faults.append("\(place): is none of \(rule)") }
      case "pattern":
        guard let text = value as? String else { break }
        let isMatch = text.range(of: rule as! String, options: .regularExpression) != nil
        if !isMatch { faults.append("\(place): is not like \(rule)") }
      case "minimum":
        if let number = value as? Int, number < rule as! Int {
          faults.append("\(place): is less than \(rule)")
        }
      case "anyOf":
        let ways = (rule as! [Object]).map { self.faults(of: value, $0, place) }
        if !ways.contains([]) { faults += ways[0] }
      case "items":
        for (index, item) in (value as? [Any] ?? []).enumerated() {
          faults += self.faults(of: item, rule as! Object, "\(place)[\(index)]")
        }
      case "properties":
        if let object = value as? Object { faults += self.faults(in: object, schema, place) }
      default: faults.append("schema: \(keyword) is not known here")
      }
    }
    return faults
  }

  private func faults(in object: Object, _ schema: Object, _ place: String) -> [String] {
    let known = schema["properties"] as! Object
    var faults = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
      .map { "\(place): no \($0)" }
    for (name, value) in object {
      if let schema = known[name] as? Object {
        faults += self.faults(of: value, schema, "\(place).\(name)")
      } else if schema["additionalProperties"] as? Bool == false {
        faults.append("\(place): \(name) is not known")
      }
    }
    return faults
  }

  private func definition(_ reference: String) -> Object {
    let name = reference.split(separator: "/").last!
    return (root["$defs"] as! Object)[String(name)] as! Object
  }

  private static func isType(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "string": value is String
    case "integer": value is Int
    case "object": value is Object
    case "array": value is [Any]
    case "null": value is NSNull
    default: false
    }
  }
}
