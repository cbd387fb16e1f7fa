import Findings
import Rules
import Testing
import Values

/// Keys are masked part by part, after everything has gone by them as they are.
@Suite struct KeyMaskingTests {
  private let pseudonyms = Pseudonyms(key: Array("a key of thirty-two bytes or more".utf8))
  private let rules = [
    Shop.rule(
      "group", #""for": { "each": "order", "by": ["creator", "day"] }, "check": "count(rows) = 1""#),
    Shop.rule("one", #""for": "order", "check": "total > 0""#),
  ].joined(separator: ",")

  private func masked(_ text: String, _ kind: String = "name") -> String {
    pseudonyms.pseudonym(of: text, kind: kind)
  }

  private func keys() throws -> KeyMasking {
    KeyMasking(Shop.model, try Shop.rules(rules).rules, pseudonyms)
  }

  @Test func aGroupIsCalledByPseudonymsAndKeepsItsID() throws {
    let orders = "id,total,creator,day\nO1,1,Ann,2025-09-01\nO2,1,Ann,2025-09-01\n"
    let verdict = try Shop.verdict(rules: rules, on: ["order": orders], pseudonyms: pseudonyms)
    #expect(verdict.findings.map(\.subject.key) == ["Ann / 2025-09-01"])
    let shown = try keys().masked(verdict, waivers: [])
    #expect(shown.findings.map(\.subject.key) == ["\(masked("Ann")) / 2025-09-01"])
    #expect(shown.findings.map(\.id) == verdict.findings.map(\.id))
    #expect(shown.findings[0].documents.map(\.key) == ["O1", "O2"])
  }

  /// Which part is which cannot be told, so nothing of it is shown.
  @Test func aKeyThatCannotBeTakenApartIsMaskedWhole() throws {
    let key = try keys().subjectKey(
      "Ann / Bo / 2025-09-01", ofEntity: "order", rule: "group", isRecord: false)
    #expect(key == masked("Ann / Bo / 2025-09-01"))
  }

  @Test func theKeyOfARecordWithoutPersonsIsShown() throws {
    let keys = try keys()
    #expect(keys.subjectKey("O1", ofEntity: "order", rule: "one", isRecord: false) == "O1")
    #expect(keys.subjectKey("O1", ofEntity: "order", rule: "gone", isRecord: true) == "O1")
    #expect(keys.subjectKey("P1", ofEntity: "payment", rule: "gone", isRecord: false) == "P1")
  }

  /// The ledger may know groups of a rule that the project has no more.
  @Test func aGroupOfAnUnknownRuleIsMaskedWhole() throws {
    #expect(
      try keys().subjectKey("Ann / 3", ofEntity: "order", rule: "gone", isRecord: false)
        == masked("Ann / 3", "personal"))
  }

  @Test func aWaiverThatNamesAPersonIsNotQuoted() throws {
    let waivers = [
      #"{ "rule": "one", "when": "creator = \"Ann\"", "#,
      #"{ "rule": "one", "when": "total < 0", "#,
      #"{ "rule": "group", "key": "Ann / 2025-09-01", "#,
    ].map { $0 + #""reason": { "en": "so" }, "approver": "Eve", "until": "2025-12-31" }"# }
    let set = try Shop.rules(rules, waivers: waivers.joined(separator: ","))
    let verdict = try Shop.verdict(
      rules: rules, waivers: waivers.joined(separator: ","), on: ["order": "id,total,creator,day\n"]
    )
    let shown = KeyMasking(Shop.model, set.rules, pseudonyms).masked(verdict, waivers: set.waivers)
    #expect(
      shown.waivers.map(\.scope)
        == [Pseudonyms.withheld, "total < 0", "\(masked("Ann")) / 2025-09-01"])
  }
}
