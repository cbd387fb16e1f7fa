import Diagnostics
import FoundationEssentials
import Glibc
import Reports
import Testing
import Values

@testable import Inspection

/// Files with rows for each issue are written by several threads; they are what one writer alone would write.
@Suite struct IssueTableWritingTests {
  @Test func manyFindingsAreWrittenTheSameByAnyNumberOfThreads() throws {
    let shop = try TemporaryShop()
    let rows = (1...9_000).map { "O\($0),\(-$0)\n" }
    try shop.write("编号,金额\n" + rows.joined(), to: "Data/orders.csv")
    for threads in [1, 2, 8] {
      let report = try shop.run(out: "out-\(threads)", threads: threads).report
      #expect(report.issues.count >= 9_000)
      let manifest = try #require(shop.text("out-\(threads)/manifest.json"))
      for file in outputs(of: report, language: .zhHans) where file.rows != nil {
        var bytes: [UInt8] = []
        var buffer = OutputBuffer { bytes += $0 }
        file.write(&buffer)
        try buffer.finish()
        #expect(try shop.bytes("out-\(threads)/\(file.name)") == bytes, "\(file.name)")
        #expect(manifest.contains(SHA256.hex(of: bytes)), "\(file.name)")
      }
    }
  }

  /// Whatever is written to this device finds no room.
  @Test(arguments: [["issues.csv"], ["issues.jsonl"], ["issues.csv", "issues.jsonl"]], [1, 2, 8])
  func aDiskThatIsFullEndsTheWriting(full: [String], threads: Int) throws {
    let shop = try TemporaryShop()
    let rows = (1...3_000).map { "O\($0),\(-$0)\n" }
    try shop.write("编号,金额\n" + rows.joined(), to: "Data/orders.csv")
    let report = try shop.run(out: "out", threads: threads).report
    let before = try shop.bytes("out/issues.csv")
    do {
      let output = try OutputFolder(path: shop.path("out"))
      for name in full { symlink("/dev/full", shop.path(".out.partial/\(name)")) }
      let refusal = #expect(throws: Refusal.self) {
        try output.add(
          outputs(of: report, language: .zhHans), of: IssueBatches(of: report), threads: threads)
      }
      let message = refusal?.diagnostics.first?.message ?? ""
      #expect(message.hasSuffix("No space left on device"), "\(message)")
    }
    #expect(try shop.bytes("out/issues.csv") == before)
  }

  @Test func aMonthWithoutFindingsHasItsFiles() throws {
    let shop = try TemporaryShop()
    try shop.write("编号,金额\nO1,10\n", to: "Data/orders.csv")
    let report = try shop.run().report
    #expect(report.issues.isEmpty)
    #expect(try shop.bytes("out/issues.jsonl").isEmpty)
    #expect(shop.text("out/issues.csv")?.split(separator: "\r\n").count == 1)
  }
}
