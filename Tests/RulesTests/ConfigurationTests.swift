import Diagnostics
import Rules
import Testing

/// The files beside the packs.
@Suite struct ConfigurationTests {
  @Test(arguments: [
    (#"{ "major": "soon" }"#, "wrong-type"), (#"{ "major": -1 }"#, "wrong-type"),
    (#"{ "major": 99999999999999999999 }"#, "wrong-type"), (#"{ "mayor": 5 }"#, "unknown-word"),
  ])
  func daysToRemedyAreAFewDaysOfAKnownSeverity(_ dueDays: String, _ code: String) {
    #expect(
      codes(
        departments:
          #"{ "departments": [ { "id": "s", "label": { "en": "S" }, "dueDays": \#(dueDays) } ] }"#)
        == [code])
  }

  @Test(arguments: [
    ("100000", []), ("0.01", []), ("0", ["wrong-type"]), ("-5", ["wrong-type"]),
    (#""100000""#, ["wrong-type"]), ("null", ["wrong-type"]), ("1e99999", ["wrong-type"]),
  ])
  func whatIsMajorIsAnAmountAboveZero(_ amount: String, _ expected: [String]) {
    #expect(codes(departments: #"{ "majorAmount": \#(amount), "departments": [] }"#) == expected)
  }

  @Test func findingsAreCountedOnlyWhereThereAreCases() {
    let kpi = #"{ "id": "k", "title": { "en": "K" }, "for": "contract", "withoutFindingsOf": "p" }"#
    #expect(codes(kpis: #"{ "kpis": [\#(kpi)] }"#) == ["no-case"])
  }

  @Test(arguments: [
    (#""id": "m", "kind": "system", "department": "s""#, []),
    (#""id": "m", "kind": "magic", "department": "s""#, ["unknown-word"]),
    (#""id": "m", "kind": "system", "department": "t""#, ["unknown-word"]),
    (#""id": "m", "department": "s""#, ["missing-key"]),
    (#""id": "m", "kind": "people", "department": "s", "by": "May""#, ["unknown-key"]),
  ])
  func aPreventiveMeasureIsOfAKnownKindAndDepartment(_ members: String, _ expected: [String]) {
    let texts = #""title": { "en": "M" }, "measure": { "en": "Do it." }"#
    #expect(
      codes(
        departments: #"{ "departments": [ { "id": "s", "label": { "en": "S" } } ] }"#,
        preventions: #"{ "preventions": [ { \#(members), \#(texts) } ] }"#) == expected)
  }

  @Test func twoPreventiveMeasuresHaveTwoIDs() {
    let measure = #"""
      { "id": "m", "title": { "en": "M" }, "measure": { "en": "Do it." }, "kind": "people",
        "department": "s" }
      """#
    #expect(
      codes(
        departments: #"{ "departments": [ { "id": "s", "label": { "en": "S" } } ] }"#,
        preventions: #"{ "preventions": [\#(measure), \#(measure)] }"#) == ["duplicate-id"])
  }

  private func codes(
    departments: String? = nil, preventions: String? = nil, kpis: String? = nil
  ) -> [String] {
    func file(_ text: String) -> DeclarationFile {
      DeclarationFile(name: "file.json", text: Array(text.utf8))
    }
    do {
      _ = try RuleSet.read(
        RuleFiles(
          packs: [file(#"{ "pack": "p", "title": { "en": "P" }, "rules": [] }"#)],
          departments: departments.map(file), preventions: preventions.map(file),
          kpis: kpis.map(file)), model: SmallProject.model)
      return []
    } catch {
      return error.diagnostics.map(\.code)
    }
  }
}
