import Findings
import Testing
import Values

/// What findings show of data on persons, and that rules judge on the data itself.
@Suite struct MaskedReadingTests {
  private let pseudonyms = Pseudonyms(key: Array("a key of thirty-two bytes or more".utf8))
  private let orders = """
    id,total,creator,phone,born
    O1,0,Ann,13812345678,1990-05-01
    O2,0,Ben,13812345678,
    O3,5,Ann,139,1991-01-01

    """

  private func masked(_ text: String, _ kind: String) -> String {
    pseudonyms.pseudonym(of: text, kind: kind)
  }

  /// The message that an expression makes for each order with a finding.
  private func messages(_ expression: String, check: String = "total > 0") throws -> [String] {
    let rule = """
      { "id": "r", "title": { "en": "r" }, "stage": "generation", "severity": "major",
        "department": "d", "for": "order", "check": "\(check)",
        "message": { "en": "{\(expression)}" } }
      """
    return try Shop.verdict(rules: rule, on: ["order": orders], pseudonyms: pseudonyms)
      .findings.map { $0.message[.en] }
  }

  @Test func aFieldIsShownByItsPseudonym() throws {
    let phone = masked("13812345678", "phone")
    #expect(try messages("phone") == [phone, phone])
    #expect(try messages("creator") == [masked("Ann", "name"), masked("Ben", "name")])
    #expect(try messages("born") == [masked("1990-05-01", "personal"), "(empty)"])
  }

  @Test func whatDoesNotDependOnPersonsIsShown() throws {
    #expect(try messages("id") == ["O1", "O2"])
    #expect(try messages("total + 1") == ["1", "1"])
    #expect(try messages(#"if phone = null then \"none\" else \"some\""#) == ["some", "some"])
    #expect(try messages("creator = null") == ["false", "false"])
  }

  /// Evaluated on pseudonyms these would say what holds of the pseudonyms, or a part of the data.
  @Test func whatIsMadeOfDataOnPersonsIsMasked() throws {
    let part = try messages("substring(phone, 8)")
    #expect(part == [masked("5678", "phone"), masked("5678", "phone")])
    #expect(
      try messages(#"if string length(phone) = 11 then \"long\" else \"short\""#)
        == [masked("long", "phone"), masked("long", "phone")])
    #expect(try messages("string length(phone)")[0] == masked("11", "phone"))
    #expect(
      try messages(#"creator + \" \" + phone"#)[0] == masked("Ann 13812345678", "personal"))
    #expect(try messages("string length(phone) = 11") == ["true", "true"])
  }

  @Test func aListIsMaskedValueByValue() throws {
    #expect(
      try messages("[id, phone, creator]")[0]
        == "O1, \(masked("13812345678", "phone")), \(masked("Ann", "name"))")
  }

  @Test func whatCannotBeConvertedIsNotQuoted() throws {
    let reasons = try messages("id", check: "number(creator) > 0")
    #expect(reasons.count == 3)
    #expect(reasons.allSatisfy { $0.contains(Pseudonyms.withheld) && !$0.contains("Ann") })
  }

  @Test func evidenceAndBothValuesAreMasked() throws {
    let rule = Shop.rule(
      "r",
      #""for": "order", "check": "phone = \"139\" and total > 0", "#
        + #""field": "phone", "expected": "creator", "actual": "phone""#)
    let plain = try Shop.verdict(rules: rule, on: ["order": orders]).findings
    let masked = try Shop.verdict(rules: rule, on: ["order": orders], pseudonyms: pseudonyms)
      .findings
    #expect(masked.map(\.id) == plain.map(\.id))
    #expect(masked.map(\.outcome) == plain.map(\.outcome))
    let phone = self.masked("13812345678", "phone")
    #expect(masked[0].actual == phone)
    #expect(masked[0].expected == self.masked("Ann", "name"))
    #expect(masked[0].evidence.map(\.value) == [phone, "0"])
  }

  @Test func aPropertyByWhichFindingsClusterIsMasked() throws {
    var text = "id,total,creator\n"
    for number in 0..<30 {
      text += "O\(number),\(number < 6 ? 0 : 1),\(number < 6 ? "Ann" : "Ben")\n"
    }
    let patterns = #"{ "field": "creator" }"#
    let found = try [nil, pseudonyms].map { pseudonyms in
      try Shop.verdict(patterns: patterns, on: ["order": text], pseudonyms: pseudonyms)
        .patterns[0].patterns.map { $0.value[.en] }
    }
    #expect(found == [["Ann"], [masked("Ann", "name")]])
  }

  @Test func anOrderIsShownWithoutPersons() throws {
    let rule = Shop.rule("r", #""for": "order", "check": "total > 0""#)
    let file = try #require(
      try Shop.caseFile("O1", rules: rule, on: ["order": orders], pseudonyms: pseudonyms))
    #expect(
      file.documents[0].values.map { $0.value[.en] } == [
        "O1", "0", masked("Ann", "name"), masked("13812345678", "phone"),
        masked("1990-05-01", "personal"),
      ])
    #expect(file.events.isEmpty, "a day of birth would stand among the events as it is")
  }
}
