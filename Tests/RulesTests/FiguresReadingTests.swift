import Diagnostics
import Rules
import Testing
import Values

/// What stands in `kpis.json`: weights, what departments are scored by, and by what findings may cluster.
@Suite struct FiguresReadingTests {
  private func faults(_ kpis: String) -> [String] {
    do {
      _ = try SmallProject.rules("", kpis: kpis)
      return []
    } catch {
      return error.diagnostics.map { "\($0.place?.line ?? 0): \($0.code): \($0.message)" }
    }
  }

  private func kpi(_ members: String) -> String {
    #"{ "kpis": [ { "id": "k", "title": { "en": "K" }, "for": "order", "count": "true", \#(members) } ] }"#
  }

  @Test(arguments: [
    (#""weight": 15"#, []), (#""weight": 0.5"#, []),
    (
      #""weight": 0"#,
      ["1: number-out-of-range: 'weight' of a KPI is 0, and must be above 0"]
    ),
    (
      #""weight": -1"#,
      ["1: number-out-of-range: 'weight' of a KPI is -1, and must be above 0"]
    ),
    (#""weight": "15""#, ["1: wrong-type: 'weight' of a KPI must be a number"]),
    (#""wieght": 15"#, ["1: unknown-key: a KPI has no key 'wieght'"]),
  ])
  func aWeightIsAboveZero(_ members: String, _ expected: [String]) {
    #expect(faults(kpi(members)) == expected)
  }

  @Test(arguments: [
    (#""critical": 10, "major": 5, "minor": 2, "info": 0"#, []),
    (#""critical": 10, "major": 5, "minor": 2, "info": 0.5, "overdue": 1, "reopened": 2.5"#, []),
    (
      #""critical": 10, "major": 5, "minor": 2"#,
      ["1: missing-key: 'departmentScore' needs 'info'"]
    ),
    (
      #""critical": -10, "major": 5, "minor": 2, "info": 0"#,
      [
        "1: number-out-of-range: 'critical' of 'departmentScore' is -10, and must be 0 or more"
      ]
    ),
    (
      #""critical": 10, "major": 5, "minor": 2, "info": 0, "overdue": 0.9"#,
      [
        "1: number-out-of-range: 'overdue' of 'departmentScore' is 0.9, and must be 1 or more"
      ]
    ),
  ])
  func everySeverityHasPoints(_ members: String, _ expected: [String]) {
    #expect(faults(#"{ "departmentScore": { \#(members) } }"#) == expected)
  }

  @Test func withoutAFactorAFindingWeighsTheSame() throws {
    let set = try SmallProject.rules(
      "",
      kpis:
        #"{ "departmentScore": { "critical": 10, "major": 5, "minor": 2, "info": 0.5, "overdue": 3 } }"#
    )
    let scoring = try #require(set.departmentScoring)
    #expect(scoring.points[.info] == Decimal128("0.5"))
    #expect(scoring.overdueFactor == Decimal128(3))
    #expect(scoring.reopenedFactor == .one)
    #expect(try SmallProject.rules("", kpis: #"{ "kpis": [] }"#).departmentScoring == nil)
  }

  @Test(arguments: [
    (#"{ "field": "status" }"#, []), (#"{ "field": "amount", "of": "payment" }"#, []),
    (#"{ "field": "ordered on", "by": "weekday" }"#, []),
    (#"{ "field": "statsu" }"#, ["2: unknown-field: 'order' has no field 'statsu'"]),
    (
      #"{ "field": "status", "of": "paymnt" }"#,
      ["2: unknown-entity: the model has no entity 'paymnt'"]
    ),
    (
      #"{ "field": "total", "of": "contract" }"#,
      [
        "2: no-case: no path leads from 'contract' to a case in which there could be findings"
      ]
    ),
    (
      #"{ "field": "status", "by": "weekday" }"#,
      ["2: wrong-type: 'status' is string, and has no weekday"]
    ),
    (
      #"{ "field": "ordered on", "by": "week" }"#,
      ["2: unknown-word: 'by' of a pattern cannot be 'week'"]
    ),
    (#"{ "of": "order" }"#, ["2: missing-key: a pattern needs 'field'"]),
  ])
  func aPatternNamesAFieldOfWhatBelongsToOrders(_ pattern: String, _ expected: [String]) {
    #expect(faults("{ \"patterns\": [\n\(pattern) ] }") == expected)
  }

  @Test func aPatternIsCalledByItsFieldUnlessItSaysOtherwise() throws {
    let set = try SmallProject.rules(
      "",
      kpis: """
        { "patterns": [ { "field": "total" }, { "field": "total", "label": { "en": "Size" } } ] }
        """)
    #expect(set.patterns.map { $0.label[.en] } == ["Total", "Size"])
  }
}
