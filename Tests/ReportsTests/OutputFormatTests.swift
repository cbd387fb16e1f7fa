import Foundation
import Reports
import Testing
import Values

@Suite struct OutputFormatTests {
  /// A renderer that is not in the list would be written by nobody.
  @Test func everyRendererIsInTheList() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Reports")
    var names: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(
      at: sources, includingPropertiesForKeys: nil)
    {
      guard let text = try? String(decoding: Data(contentsOf: file), as: UTF8.self),
        [": Renderer {", ": SideRenderer {", ": IssueTable {"].contains(where: text.contains),
        let name = text.firstMatch(of: #/static let fileName = "(.*)"/#)
      else { continue }
      names.insert(String(name.1))
    }
    let listed = outputs(
      of: SampleReport.report(), language: .en, also: Set(SideFormat.all)
    ).map(\.name)
    #expect(Set(listed.filter { !$0.hasPrefix("notices/") }) == names)
    #expect(Set(listed).count == listed.count)
  }

  @Test func sideFormatsAreWrittenWhereTheyAreAskedFor() throws {
    #expect(SideFormat.all.map(\.word) == ["sarif", "junit"])
    let plain = outputs(of: SampleReport.report(), language: .en).map(\.name)
    #expect(!plain.contains { SideFormat.all.map(\.fileName).contains($0) })
    let junit = try #require(SideFormat(word: "junit"))
    let also = outputs(of: SampleReport.report(), language: .en, also: [junit]).map(\.name)
    #expect(also == plain + ["junit.xml"])
    #expect(SideFormat(word: "html") == nil)
  }

  @Test func onlyWhatWasReadTellsNothingOfTheLedger() {
    let files = outputs(of: SampleReport.report(), language: .en, also: Set(SideFormat.all))
    #expect(
      files.filter { !$0.tellsOfLedger }.map(\.name) == ["rejects.csv", "coverage.json"])
  }
}
