import Findings
import Testing
import Values

@Suite struct KPIResultTests {
  private let clean = """
    { "id": "clean", "title": { "en": "Clean" }, "for": "order", "withoutFindingsOf": "p" }
    """

  @Test func anOrderThatCouldNotBeDecidedIsInNeitherNumber() throws {
    let kpi = try Shop.verdict(
      kpis: clean, on: ["order": "id,total\nO1,1\nO2,0\nO3,\nO4,x\nO5,2\n"]
    ).kpis[0]
    #expect([kpi.numerator, kpi.denominator, kpi.undetermined] == [2, 3, 2])
  }

  @Test func aFindingOutweighsWhatCouldNotBeDecided() throws {
    let rules = [
      Shop.rule("a", #""for": "order", "check": "total > 0""#),
      Shop.rule("b", #""for": "order", "check": "id != \"O1\"""#),
    ]
    let kpi = try Shop.verdict(
      rules: rules.joined(separator: ","), kpis: clean, on: ["order": "id,total\nO1,\n"]
    ).kpis[0]
    #expect([kpi.numerator, kpi.denominator, kpi.undetermined] == [0, 1, 0])
  }

  @Test func aDocumentOfNoOrderCountsNeitherWay() throws {
    let kpi = try Shop.verdict(
      kpis: """
        { "id": "k", "title": { "en": "K" }, "for": "payment", "withoutFindingsOf": "p" }
        """,
      on: ["order": "id,total\nO1,1\nO2,0\n", "payment": "id,order id\nP1,O1\nP2,O2\nP3,O9\n"]
    ).kpis[0]
    #expect([kpi.numerator, kpi.denominator, kpi.undetermined] == [1, 2, 1])
  }

  @Test func nothingIsCleanWhenNoRuleLooked() throws {
    let kpi = try Shop.verdict(kpis: clean, on: ["order": "id\nO1\n"]).kpis[0]
    #expect(kpi.notRun?[.en] == "no rule of its class ran")
    #expect(kpi.value == nil && kpi.isMet == nil)
  }

  @Test func aKPIOfDocumentsThatNoExportBringsIsNotComputed() throws {
    let kpi = try Shop.verdict(
      kpis: #"{ "id": "k", "title": { "en": "K" }, "for": "payment", "count": "amount > 1" }"#,
      on: ["order": "id,total\nO1,1\n"]
    ).kpis[0]
    #expect(kpi.notRun?[.en] == "there is no export of 'Payment'")
  }

  @Test func aTargetIsComparedWithTheExactRatio() {
    func isMet(_ numerator: Int, _ direction: KPIResult.Direction) -> Bool? {
      KPIResult(
        id: "k", title: LocalizedText([:]), clause: "", numerator: numerator,
        denominator: 10_000_000, undetermined: 0, target: Decimal128("0.95"), direction: direction,
        notRun: nil
      ).isMet
    }
    #expect(isMet(9_500_000, .atLeast) == true && isMet(9_500_000, .atMost) == true)
    #expect(isMet(9_499_996, .atLeast) == false && isMet(9_500_004, .atMost) == false)
  }
}
