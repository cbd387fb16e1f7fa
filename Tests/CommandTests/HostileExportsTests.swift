import FoundationEssentials
import TestSupport
import Testing

/// A month of exports in which every text, header and file name tries to be something else, from the command
/// line to the last result.
@Suite(.serialized, .timeLimit(.minutes(3))) struct HostileExportsTests {
  @Test func theTerminalSaysNothingThatAnExportSays() throws {
    let month = try HostileMonth.shared.get()
    for (command, said) in month.said {
      for line in lines(of: said) {
        #expect(!forgeries.contains { line.hasPrefix($0) }, "\(command): \(line)")
        #expect(line.unicodeScalars.allSatisfy { !isHidden($0) }, "\(command): \(line)")
      }
    }
    // Each was asked about something there.
    #expect(month.said.allSatisfy { !$0.said.isEmpty })
    #expect(month.said.contains { $0.said.contains("[U+000A]") })
    #expect(month.said.contains { $0.said.contains("[U+001B][31mred") })
  }

  @Test(arguments: ["issues.csv", "rejects.csv", "remediation.csv"])
  func spreadsheetsRunNothing(_ name: String) throws {
    let csv = try HostileMonth.shared.get().result(name)
    let rows = try #require(csvRows(String(csv.unicodeScalars.dropFirst())))
    #expect(csv.unicodeScalars.first == "\u{FEFF}" && Set(rows.map(\.count)).count == 1)
    for cell in rows.joined() where !isPlainNumber(cell) {
      let first = cell.unicodeScalars.first { ![" ", "\u{A0}", "\u{3000}"].contains($0) }
      #expect(first.map { !"=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? true, "\(cell)")
    }
    #expect(csv.unicodeScalars.dropFirst().allSatisfy { $0 == "\r" || !isHidden($0) })
    if name == "issues.csv" {
      #expect(rows.joined().contains { isPlainNumber($0) && $0.hasPrefix("-") })
      #expect(rows.joined().contains("1000.5"))
    }
  }

  @Test func everyMarkdownTableKeepsItsColumns() throws {
    let month = try HostileMonth.shared.get()
    for name in month.results(endingIn: ".md") {
      var columns: Int?
      for line in try month.result(name).split(separator: "\n", omittingEmptySubsequences: false) {
        let bars = line.hasPrefix("|") ? unescapedBars(line) : nil
        #expect(columns == nil || bars == nil || bars == columns, "\(name): \(line)")
        columns = bars
      }
    }
  }

  @Test func pagesHoldNoMarkupFromOutside() throws {
    let month = try HostileMonth.shared.get()
    let known: Set = [
      "a", "article", "b", "body", "br", "button", "caption", "code", "dd", "details", "div", "dl",
      "dt", "form", "h1", "h2", "h3", "head", "header", "html", "input", "label", "li", "main",
      "meta", "nav", "noscript", "ol", "option", "p", "rect", "script", "section", "select",
      "small", "span", "strong", "style", "summary", "svg", "table", "tbody", "td", "th", "thead",
      "title", "tr", "ul", "polyline", "circle",
    ]
    for name in month.results(endingIn: ".html") {
      let page = try month.result(name)
      let opened = openedElements(page)
      let elements = try #require(opened, "\(name): elements do not nest")
      #expect(Set(elements).subtracting(known).isEmpty, "\(name)")
      let isReport = name.hasSuffix("report.html")
      #expect(elements.count { $0 == "script" } == (isReport ? 2 : 0), "\(name)")
      #expect(page.unicodeScalars.allSatisfy { !isHidden($0) }, "\(name)")
      #expect(page.utf8.count < 4_000_000, "\(name)")
    }
  }

  @Test func jsonGivesEveryTextBack() throws {
    let month = try HostileMonth.shared.get()
    let keys = Set(
      try month.result("issues.jsonl").split(separator: "\n").map { line in
        let issue = try JSONDecoder().decode(IssueLine.self, from: Data(line.utf8))
        return Array(issue.subject.key.unicodeScalars)
      })
    // White space around a value, guards of spreadsheets and NUL are what reading takes away.
    let kept = try HostileMonth.texts().filter { text in
      !text.unicodeScalars.contains("\0") && !text.hasPrefix("'")
        && text.first?.isWhitespace == false && text.unicodeScalars.first != "\u{FEFF}"
    }
    #expect(kept.count > 75)
    let missing = kept.filter { !keys.contains(Array($0.unicodeScalars)) }
    #expect(missing.isEmpty)
    for name in month.results(endingIn: ".json") {
      let json = Data(try month.result(name).utf8)
      #expect(throws: Never.self, "\(name)") {
        try JSONDecoder().decode(AnyObject.self, from: json)
      }
    }
  }

  @Test func metricsAreOneLineEach() throws {
    let metrics = try HostileMonth.shared.get().result("metrics.prom")
    let sample = #/[a-z_]+(\{([a-z_]+="([^"\\\n]|\\[\\n"])*",?)*\})? [-+.0-9e]+/#
    for line in metrics.split(separator: "\n") where !line.hasPrefix("# ") {
      #expect(line.wholeMatch(of: sample) != nil, "\(line)")
    }
  }

  /// A value may have 4 MiB; what is longer is a reject that says so.
  @Test func cellsOfMegabytesAreCutWhereAPersonReads() throws {
    let project = try TemporaryProject(of: [])
    let shell = Shell(folder: project.folder, scratch: project.scratch)
    let (long, longer) = (
      String(repeating: "长", count: 300_000), String(repeating: "x", count: 4_200_000)
    )
    try HostileMonth.writeOrders([long, longer], to: "\(project.folder)/Data/销售订单_x.csv")
    let run = try shell.run(HostileMonth.run + " --lang en")
    #expect(run.status == 1 && run.output.utf8.count + run.errors.utf8.count < 100_000)
    let page = try text(of: "\(project.folder)/out/report.html")
    #expect(page.utf8.count < 1_500_000 && page.contains("长…[+299,600]"))
    #expect(try text(of: "\(project.folder)/out/issues.jsonl").contains(long))
    let rejects = try #require(csvRows(text(of: "\(project.folder)/out/rejects.csv")))
    #expect(rejects.contains { $0.contains { $0.contains("4194304") || $0.contains("4 MiB") } })
    #expect(rejects.joined().allSatisfy { $0.utf8.count < 32_767 * 3 })
    let list = try shell.run("paicha issues list --ledger ledger --rules Rules --on 2025-10-01")
    #expect(list.status == 0 && list.output.utf8.count < 1_000_000)
  }
}

/// What a line would begin with that a value had begun.
private let forgeries = ["DD00000000", "  ! forged", "A  00000000", "forged", "error[forged]"]

/// The inspected exports, made once for all tests.
private final class HostileMonth: Sendable {
  static let shared = Result { try HostileMonth() }
  static let run =
    "cp -r '\(repository)/Rules' . && paicha run --rules Rules --data Data --period 2025-09 "
    + "--out out --ledger ledger"

  /// What each command wrote to the terminal.
  let said: [(command: String, said: String)]
  private let results: [String: String]

  private init() throws {
    let project = try TemporaryProject(of: [])
    let (texts, data) = (try HostileMonth.texts(), "\(project.folder)/Data")
    let fileNames = [
      "销售订单_<img src=x onerror=alert(1)>.csv",
      "销售订单_x\nforged.csv:1: error[forged]: forged\n\u{202E}.csv",
    ]
    // The second file repeats some of the first: order numbers that are borne twice.
    for (name, part) in zip(fileNames, [texts, Array(texts.suffix(30))]) {
      try HostileMonth.writeOrders(part, mark: name, to: "\(data)/\(name)")
    }
    try HostileMonth.writeContracts(texts, to: "\(data)/contracts-x.json")
    try Data([0, 1, 2]).write(
      to: URL(filePath: "\(data)/\u{1B}[31mforeign | `x` [y](javascript:z)"))
    let shell = Shell(folder: project.folder, scratch: project.scratch)
    let forged = texts.first { $0.contains("forged-rule: forged") }!
    said = try [
      HostileMonth.run, "paicha issues list --status all --ledger ledger --rules Rules",
      "paicha show '\(forged)' --period 2025-09 --rules Rules --data Data --lang en",
      "mkdir empty; paicha run --rules Rules --data empty --period 2025-09 --out none",
      "paicha compare out none --list", "paicha check Data/*img*.csv",
      "paicha inspect Data/*forged*.csv Data/*.json",
      "paicha issues show $(head -n 3 out/issues.jsonl | cut -c 8-39) --ledger ledger --rules Rules",
    ].map { command in
      let result = try shell.run(command)
      return (command, result.output + result.errors)
    }
    let out = project.folder + "/out"
    let files = FileManager.default
    let names =
      try files.contentsOfDirectory(atPath: out).filter { $0 != "notices" }
      + files.contentsOfDirectory(atPath: "\(out)/notices").map { "notices/\($0)" }
    results = Dictionary(
      uniqueKeysWithValues: try names.map { ($0, try text(of: "\(out)/\($0)")) })
  }

  func result(_ name: String) throws -> String { try #require(results[name]) }

  func results(endingIn end: String) -> [String] {
    let names = results.keys.filter { $0.hasSuffix(end) }
    #expect(!names.isEmpty)
    return names.sorted()
  }

  // MARK: - The exports

  static func texts() throws -> [String] {
    let file = "\(repository)/Tests/CommandTests/Fixtures/hostile-texts.json"
    return try JSONDecoder().decode([String].self, from: Data(contentsOf: URL(filePath: file)))
  }

  /// Orders that are recorded late and approved by their creators; the numbers and dates of some are texts.
  static func writeOrders(_ texts: [String], mark: String = "x", to path: String) throws {
    let columns =
      "订单编号,合同编号,订单类型,订单渠道,商品类别,客户名称,客户税号,收货人,联系电话,电子邮箱,收货地址,接单时间,下单时间,"
      + "制单人,审批岗位,审批人,审批时间,确认时间,承诺交货日期,付款方式,订单金额(元),不含税金额(元),订单状态,备注"
    let headers = texts.filter { $0.contains { "\n\u{1B}=<|\u{202E}".contains($0) } }
    var rows = [columns.split(separator: ",").map(String.init) + headers]
    for text in texts {
      let isLong = text.utf8.count > 1_000
      for (end, total, time) in [("", "1000.5", "2025-09-05 9:00:00"), (" 2", text, text)] {
        if isLong, !end.isEmpty { continue }
        let texts = [text + end] + [String](repeating: isLong ? "x" : text, count: 10)
        rows.append(
          texts + ["2025-09-04 8:00:00", time, "赵", "销售经理", "赵", "2025-09-05 10:00:00"]
            + ["2025-09-20 9:00:00", "2025-09-30", "月结", total, total, "交易成功", mark]
            + headers.map { _ in "" })
      }
    }
    let csv = rows.map { row in
      row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\r\n"
    }.joined()
    try FileManager.default.createDirectory(
      atPath: parent(of: path), withIntermediateDirectories: true)
    try Data(csv.utf8).write(to: URL(filePath: path))
  }

  private static func writeContracts(_ texts: [String], to path: String) throws {
    struct Export: Encodable {
      struct Contracts: Encodable { var contracts: [Contract] }
      struct Contract: Encodable {
        var number, title, draftedBy: String
        var customer: [String: String]
        var legalReview: [String: String]
        var signed = ["date": "2025-09-01", "by": "x"]
        var terms: [String: String]
        var total = 7
        var items: [String] = []
      }
      var data: Contracts
    }
    let contracts = texts.map { text in
      Export.Contract(
        number: text, title: text, draftedBy: text,
        customer: ["name": text + "?", "taxNumber": text],
        legalReview: ["reviewer": text, "result": text, "date": text],
        terms: [
          "deliveryDate": text, "payment": text, "quality": text, "breach": text,
          "depositRate": text,
        ])
    }
    let json = try JSONEncoder().encode(Export(data: .init(contracts: contracts)))
    try json.write(to: URL(filePath: path))
  }
}

private func text(of path: String) throws -> String {
  String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
}

private func unescapedBars(_ line: Substring) -> Int {
  var (count, isEscaped) = (0, false)
  for scalar in line.unicodeScalars {
    if scalar == "|", !isEscaped { count += 1 }
    isEscaped = scalar == "\\" && !isEscaped
  }
  return count
}

private func isPlainNumber(_ text: String) -> Bool {
  text.wholeMatch(of: #/-?[0-9]+(\.[0-9]+)?/#) != nil
}

private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control: scalar != "\n" && scalar != "\t"
  case .format, .lineSeparator, .paragraphSeparator: true
  default: false
  }
}

/// Any JSON at all.
private struct AnyObject: Decodable {
  init(from decoder: any Decoder) throws {
    _ = try decoder.singleValueContainer()
  }
}
