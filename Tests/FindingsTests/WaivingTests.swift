import Findings
import Testing
import Values

/// Which findings stand by leave, and what is said of each waiver.
@Suite struct WaivingTests {
  private static let orders = ["order": "id,total\nO1,0\nO2,-1\nO3,5\nO4,\n"]

  private func waiver(
    _ scope: String, from: String? = nil, until: String = "2025-12-31", rule: String = "r"
  ) -> String {
    let from = from.map { #""from": "\#($0)","# } ?? ""
    return #"{ "rule": "\#(rule)", \#(scope), "reason": { "en": "agreed" }, "approver": "Chen", "#
      + #"\#(from) "until": "\#(until)" }"#
  }

  private func verdict(_ waivers: String..., asOf: String = "2025-09-30") throws -> Verdict {
    try Shop.verdict(waivers: waivers.joined(separator: ","), asOf: asOf, on: Self.orders)
  }

  private func waived(_ verdict: Verdict) -> [String] {
    verdict.findings.filter { $0.waiver != nil }.map(\.subject.key)
  }

  @Test func aWaiverIsForADocumentOrACondition() throws {
    let all = try verdict(waiver(#""key": "O1""#), waiver(#""when": "total < 0""#))
    #expect(all.findings.map(\.subject.key) == ["O1", "O2", "O4"])
    #expect(waived(all) == ["O1", "O2"])
    #expect(all.findings[0].waiver?.approver == "Chen")
    #expect(all.waivers.map(\.state) == [.inForce, .inForce])
    #expect(all.waivers.map(\.scope) == ["O1", "total < 0"])
    #expect(all.waivers.map(\.findingCount) == [1, 1])
  }

  /// A condition that cannot be decided gives no leave.
  @Test func whatIsUnknownIsNotWaived() throws {
    #expect(waived(try verdict(waiver(#""when": "total <= 0 or total > 0""#))) == ["O1", "O2"])
    #expect(waived(try verdict(waiver(#""key": "O4""#))) == ["O4"])
  }

  /// It counts from its first to its last day, both included.
  @Test(arguments: [
    ("2025-08-31", WaiverVerdict.State.notBegun), ("2025-09-01", .inForce),
    ("2025-10-31", .inForce), ("2025-11-01", .expired),
  ])
  func aWaiverHasItsTime(_ day: String, _ state: WaiverVerdict.State) throws {
    let verdict = try verdict(
      waiver(#""key": "O1""#, from: "2025-09-01", until: "2025-10-31"), asOf: day)
    #expect(waived(verdict) == (state == .inForce ? ["O1"] : []))
    #expect(verdict.waivers.map(\.state) == [state])
    #expect(verdict.waivers.map(\.findingCount) == [1])
  }

  @Test func aWaiverOfNothingIsSaid() throws {
    let verdict = try verdict(waiver(#""key": "O3""#), waiver(#""key": "O9""#))
    #expect(verdict.waivers.map(\.state) == [.withoutFindings, .withoutFindings])
    let notRun = try Shop.verdict(
      rules: Shop.rule("p", #""for": "payment", "check": "amount > 0""#),
      waivers: waiver(#""key": "O1""#, rule: "p"), on: Self.orders)
    #expect(notRun.waivers.map(\.state) == [.notJudged])
  }

  /// The cause is waived, and with it what follows; a waived consequence leaves its cause alone.
  @Test func consequencesStandWithTheirCause() throws {
    let rules =
      Shop.rule("cause", #""for": "order", "check": "total > 0""#) + ","
      + Shop.rule(
        "consequence", #""for": "payment", "check": "order.total > 0", "explainedBy": ["cause"]"#)
    let tables = ["order": "id,total\nO1,0\n", "payment": "id,order id,amount\nP1,O1,3\n"]
    let causeWaived = try Shop.verdict(
      rules: rules, waivers: waiver(#""key": "O1""#, rule: "cause"), on: tables)
    #expect(waived(causeWaived) == ["O1", "P1"])
    #expect(causeWaived.waivers.map(\.findingCount) == [1])
    let consequenceWaived = try Shop.verdict(
      rules: rules, waivers: waiver(#""key": "P1""#, rule: "consequence"), on: tables)
    #expect(waived(consequenceWaived) == ["P1"])
  }

  @Test func theMoneyOfARuleLeavesOutWhatIsWaived() throws {
    let rule = Shop.rule("r", #""for": "order", "check": "total > 0", "amount": "7""#)
    let verdict = try Shop.verdict(
      rules: rule, waivers: waiver(#""key": "O1""#), on: ["order": "id,total\nO1,0\nO2,0\n"])
    #expect(verdict.rules[0].amount == Decimal128("7"))
    #expect(verdict.rules[0].counts.fail == 2)
  }
}
