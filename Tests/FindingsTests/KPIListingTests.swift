import Findings
import Testing
import Values

@Suite struct KPIListingTests {
  private let clean = """
    { "id": "clean", "title": { "en": "Clean" }, "for": "order", "withoutFindingsOf": "p" }
    """

  private func told(_ listing: KPIListing) -> [String] {
    listing.subjects.map { subject in
      let isCounted = subject.isCounted.map { $0 ? "yes" : "no" } ?? "?"
      return "\(subject.document.key) of \(subject.caseKey ?? "none"): \(isCounted)"
    }
  }

  @Test func whatIsListedIsWhatIsCounted() throws {
    let orders = "id,total\nO1,1\nO2,0\nO3,\nO4,x\nO5,2\n"
    let listing = try Shop.listing(kpis: clean, on: ["order": orders])
    #expect(
      told(listing) == [
        "O1 of O1: yes", "O2 of O2: no", "O3 of O3: ?", "O4 of O4: ?", "O5 of O5: yes",
      ])
    #expect(listing.subjects.map(\.document.line) == [2, 3, 4, 5, 6])
    let kpi = try Shop.verdict(kpis: clean, on: ["order": orders]).kpis[0]
    #expect(listing.result == kpi)
    #expect(kpi.numerator == 2 && kpi.denominator == 3 && kpi.undetermined == 2)
  }

  /// O3 has no total, so it cannot be said whether the KPI is about it; O4 is not, and is left out.
  @Test func whatTheKPIIsNotAboutIsLeftOut() throws {
    let listing = try Shop.listing(
      kpis: #"""
        { "id": "k", "title": { "en": "K" }, "for": "order", "of": "total > 0",
          "count": "creator = \"A\"" }
        """#, on: ["order": "id,total,creator\nO1,1,A\nO2,1,B\nO3,,A\nO4,0,A\nO5,1,\n"])
    #expect(told(listing) == ["O1 of O1: yes", "O2 of O2: no", "O3 of O3: ?", "O5 of O5: ?"])
    #expect(listing.result.numerator == 1 && listing.result.denominator == 2)
    #expect(listing.result.undetermined == 2)
  }

  @Test func aDocumentOfNoOrderIsUndetermined() throws {
    let listing = try Shop.listing(
      kpis: """
        { "id": "k", "title": { "en": "K" }, "for": "payment", "withoutFindingsOf": "p" }
        """,
      on: ["order": "id,total\nO1,1\nO2,0\n", "payment": "id,order id\nP1,O1\nP2,O2\nP3,O9\n"])
    #expect(told(listing) == ["P1 of O1: yes", "P2 of O2: no", "P3 of none: ?"])
  }

  @Test func whatCannotBeComputedListsNothing() throws {
    let listing = try Shop.listing(kpis: clean, on: ["order": "id\nO1\n"])
    #expect(listing.result.notRun?[.en] == "no rule of its class ran")
    #expect(listing.subjects.isEmpty)
  }
}
