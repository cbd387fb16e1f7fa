import Foundation
import Ledger
import Reports
import TestSupport
import Testing
import Values

@testable import Reports

@Suite struct PageTests {
  @Test func theContentSecurityPolicyNamesTheDigestsOfWhatThePageHolds() throws {
    let page = try rendered("report.html", of: SampleReport.report(), in: .zhHans)
    let policy = try #require(
      between("http-equiv=\"Content-Security-Policy\" content=\"", "\"", page))
    #expect(policy.contains("default-src &#39;none&#39;"))
    let style = try #require(between("<style>", "</style>", page))
    let script = try #require(between("<script>", "</script>", page))
    for (directive, content) in [("style-src", style), ("script-src", script)] {
      var digest = SHA256()
      digest.update(Array(content.utf8))
      let name = Data(digest.finalize()).base64EncodedString()
      #expect(policy.contains("\(directive) &#39;sha256-\(name)&#39;"))
    }
  }

  @Test func nothingIsFetchedAndNoStyleOrHandlerStandsInATag() throws {
    let page = try rendered("report.html", of: SampleReport.report(), in: .en)
    for word in ["http://", "https://", "url(", "@import", " style=", " onclick=", " src="] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(openedElements(page) != nil)
    #expect(page.contains("<html lang=\"en\">"))
  }

  /// The rows of the data, by the names of their columns, with texts in the place of their numbers.
  private func embedded(in page: String) throws -> [[String: Any]] {
    let data = try #require(
      between("<script type=\"application/json\" id=\"issue-data\">", "</script>", page))
    let block = try #require(
      JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any])
    let texts = try #require(block["texts"] as? [String])
    let columns = try #require(block["columns"] as? [String])
    let plain: Set = ["amountRank", "isConsequence", "ruleList", "evidenceCount"]
    return try #require(block["issues"] as? [[Int]]).map { row in
      Dictionary(
        uniqueKeysWithValues: zip(columns, row).map { name, number in
          (name, plain.contains(name) ? number as Any : texts[number] as Any)
        })
    }
  }

  private func report(of count: Int) -> MonthlyReport {
    SampleReport.report(
      issues: (1...count).map { number in
        SampleReport.issue(
          SampleReport.totals, number, order: "DD-\(number)", amount: "\(number).00")
      })
  }

  @Test func thePageHoldsAHundredThousandIssues() throws {
    let page = try rendered("report.html", of: report(of: 100_000), in: .en)
    let embedded = try embedded(in: page)
    #expect(embedded.count == 100_000)
    #expect(embedded.first?["order"] as? String == "DD-100000")
    #expect(embedded.first?["amountRank"] as? Int == 99_999)
    #expect(embedded.last?["amountRank"] as? Int == 0)
    #expect(embedded.last?["key"] as? String == "DD-1")
    #expect(page.utf8.count < 50_000_000)
  }

  /// Sorted by amount, what is equal stays in the order of what matters most, whichever end comes first.
  @Test func equalAmountsHaveOnePlace() throws {
    let amounts = [nil, "7.00", "20", "7.0", nil, "100"]
    let report = SampleReport.report(
      issues: amounts.enumerated().map { number, amount in
        SampleReport.issue(
          SampleReport.totals, number, order: "DD-\(number)", amount: amount)
      })
    let embedded = try embedded(in: rendered("report.html", of: report, in: .en))
    #expect(embedded.map { $0["amountRank"] as? Int } == [3, 2, 1, 1, 0, 0])
  }

  @Test func ofMoreThePageHoldsTheForemostAndSaysHowManyThereAre() throws {
    let report = report(of: 100_001)
    let page = try rendered("report.html", of: report, in: .en)
    #expect(page.contains("The foremost 1,000 are listed here, the other 99,001 in issues.csv"))
    let embedded = try embedded(in: page)
    #expect(embedded.count == 1_000)
    #expect(embedded.first?["order"] as? String == "DD-100001")
    #expect(embedded.last?["amountRank"] as? Int == 0)
    #expect(page.utf8.count < 5_000_000)
  }

  @Test func theListForSpreadsheetsHoldsAll() throws {
    let csv = try rendered("issues.csv", of: report(of: 1_234), in: .en)
    #expect(csvRows(String(csv.unicodeScalars.dropFirst()))?.count == 1_235)
  }

  @Test func headingsDescendWithoutAGap() throws {
    let page = try rendered("report.html", of: SampleReport.report(), in: .zhHant)
    let levels = try #require(openedElements(page))
      .filter { $0.count == 2 && $0.hasPrefix("h") && $0 != "hr" }
      .compactMap { Int($0.dropFirst()) }
    #expect(levels.first == 1)
    #expect(levels.filter { $0 == 1 }.count == 1)
    for (level, next) in zip(levels, levels.dropFirst()) { #expect(next <= level + 1) }
  }

  @Test func theSpreadsheetSaysWhatTheIssueSays() throws {
    let csv = try rendered("issues.csv", of: SampleReport.report(), in: .en)
    let rows = try #require(csvRows(String(csv.unicodeScalars.dropFirst())))
    let row = Dictionary(uniqueKeysWithValues: zip(rows[0], rows[1]))
    #expect(row["Order no."] == "DD-1")
    #expect(row["Place"] == "订单_202509.csv:4")
    #expect(row["Expected"] == "1000.00")
    #expect(row["Actual"] == "1235367.50")
    #expect(row["Amount at risk"] == "1234367.5")
    #expect(row["Field"] == "Total")
    #expect(row["Evidence"] == "Total = 1235367.50; Contract.Total = 1000.00")
    #expect(row["Other documents"] == "Contract HT-1 (合同.json:10)")
    #expect(row["Person responsible"] == "")
  }

  private func between(_ start: String, _ end: String, _ text: String) -> String? {
    guard let open = text.range(of: start),
      let close = text[open.upperBound...].range(of: end)
    else { return nil }
    return String(text[open.upperBound..<close.lowerBound])
  }
}
