import Entities
import Foundation
import Rules
import Testing
import Values

/// The rules in `Rules/`: that they can be read, and that what is written about them is complete.
@Suite struct ShippedRulesTests {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Rules")

  private static func file(_ name: String) throws -> DeclarationFile {
    DeclarationFile(name: name, text: Array(try Data(contentsOf: folder.appending(path: name))))
  }

  private static func names(in subfolder: String, suffix: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: subfolder).path)
      .filter { $0.hasSuffix(suffix) }.sorted().map { "\(subfolder)/\($0)" }
  }

  private static func rules() throws -> RuleSet {
    let model = try Model.read(try file("model.json").text, file: "model.json")
    return try RuleSet.read(
      RuleFiles(
        packs: try names(in: "packs", suffix: ".json").map(file),
        parameters: try file("parameters.json"), departments: try file("departments.json"),
        preventions: try file("preventions.json"),
        kpis: try file("kpis.json"), requirements: try file("requirements.json"),
        calendars: try names(in: "calendar", suffix: ".json").map(file)),
      model: model)
  }

  @Test func everyRuleIsExplainedOnThePageOfItsPack() throws {
    let set = try ShippedRulesTests.rules()
    for (number, pack) in set.packs.enumerated() {
      let page = String(
        decoding: try ShippedRulesTests.file("packs/\(pack.id).md").text, as: UTF8.self)
      let explained = page.split(separator: "\n").filter {
        $0.hasPrefix("## ") || $0.hasPrefix("### ")
      }
      .map { $0.drop { $0 == "#" || $0 == " " } }
      let declared = set.rules.filter { $0.pack == number }.map(\.id)
      #expect(Set(explained.map(String.init)).isSuperset(of: declared), "\(pack.id).md lacks rules")
      #expect(explained.filter { $0.contains("-") }.count == declared.count, "\(pack.id).md")
    }
  }

  @Test func everyRuleSuggestsAPreventiveMeasureAndEveryMeasureIsSuggested() throws {
    let set = try ShippedRulesTests.rules()
    #expect(set.rules.filter { $0.prevention == nil }.map(\.id) == [])
    let suggested = Set(set.rules.compactMap { $0.prevention.map { set.preventions[$0].id } })
    #expect(set.preventions.map(\.id).filter { !suggested.contains($0) } == [])
    for prevention in set.preventions {
      #expect(prevention.title.texts.count == 3 && prevention.measure.texts.count == 3)
    }
  }

  private static func pages() throws -> [RulePage] {
    let model = try Model.read(try file("model.json").text, file: "model.json")
    return try names(in: "packs", suffix: ".md").flatMap {
      try RulePage.read(try file($0), model: model)
    }
  }

  @Test func everyExampleComesOutAsWrittenDown() throws {
    let model = try Model.read(try ShippedRulesTests.file("model.json").text, file: "model.json")
    let set = try ShippedRulesTests.rules()
    let pages = try ShippedRulesTests.pages()
    for report in set.exampleReports(pages, model: model) {
      #expect(report.faults.isEmpty, "\(report.faults.map { "\($0)" }.joined(separator: "\n"))")
      #expect(report.unnoticed.isEmpty, "\(report.rule): no example notices \(report.unnoticed)")
    }
  }

  @Test func everyRuleSpeaksThreeLanguages() throws {
    for rule in try ShippedRulesTests.rules().rules {
      for text in [rule.title, rule.finds, rule.remedy] {
        #expect(text.texts.count == Language.allCases.count, "\(rule.id)")
      }
      #expect(rule.message.count == Language.allCases.count, "\(rule.id)")
    }
  }

  @Test func theReadmeSaysWhatEachRequirementIsAnsweredBy() throws {
    let set = try ShippedRulesTests.rules()
    let text = String(decoding: try ShippedRulesTests.file("README.md").text, as: UTF8.self)
    let table = text.components(separatedBy: "## What is covered").last ?? ""
    var written: [String: Set<String>] = [:]
    for line in table.split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.split(separator: "|").map { String($0) }
      let words = cells.last?.split(separator: "`").map { String($0) } ?? []
      written[String(cells[0].split(separator: " ")[0])] = Set(words.filter { $0.contains("-") })
    }
    for requirement in set.requirements {
      let rules = set.rules.filter { $0.answers.contains(requirement.id) }.map(\.id)
      let kpis = set.kpis.filter { $0.answers.contains(requirement.id) }.map(\.id)
      #expect(written[requirement.id] == Set(rules + kpis), "\(requirement.id)")
    }
    let silent = set.rules.filter(\.answers.isEmpty).map(\.id)
    #expect(silent.isEmpty, "these rules answer nothing: \(silent)")
  }
}
