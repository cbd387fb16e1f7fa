import FoundationEssentials
import Testing

/// The shipped rules against the cases of each page in `ThreeWayMatch/`, all of a page in one run.
@Suite(.timeLimit(.minutes(10))) struct ThreeWayMatchTests {
  private static let rules = [
    "shipped-more-than-ordered", "completed-order-not-fully-shipped", "order-contradicts-change",
    "invoiced-quantity-differs-from-shipped", "invoiced-quantity-exceeds-order",
    "invoiced-price-exceeds-order", "invoices-exceed-order", "shipment-unit-differs-from-order",
    "invoice-line-tax-wrong",
  ]

  @Test(arguments: [("cases", 30), ("tolerances", 18)])
  func everyCaseComesOutAsComputedByHand(name: String, count: Int) throws {
    let file = URL(filePath: "\(repository)/Tests/CommandTests/ThreeWayMatch/\(name).md")
    let page = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let cases = MatchCase.all(in: page)
    #expect(cases.count >= count)
    let project = try TemporaryProject(of: [])
    try write(cases, into: project.folder)
    if let overrides = overrides(in: page) {
      try Data(overrides.utf8).write(to: URL(filePath: "\(project.folder)/Rules/overrides.json"))
    }
    let shell = Shell(folder: project.folder, scratch: project.scratch)
    let result = try shell.run(
      "paicha run --rules Rules --data data --period 2025-09 --out out --only "
        + Self.rules.joined(separator: ","))
    try #require(result.status == 1, "\(result.errors)")
    let found = try outcomes(in: project.folder + "/out/issues.jsonl", of: cases)
    for example in cases {
      #expect(found[example.id, default: []] == example.expected, "\(example.name)")
    }
  }

  /// What stands in the page's block of JSON.
  private func overrides(in page: String) -> String? {
    let lines = page.split(separator: "\n")
    guard let start = lines.firstIndex(of: "```json") else { return nil }
    return lines[(start + 1)...].prefix { $0 != "```" }.joined(separator: "\n")
  }

  /// The shipped rules with exports of their own.
  private func write(_ cases: [MatchCase], into folder: String) throws {
    let files = FileManager.default
    try files.copyItem(atPath: "\(repository)/Rules", toPath: folder + "/Rules")
    try files.removeItem(atPath: folder + "/Rules/sources")
    for name in ["Rules/sources", "data"] {
      try files.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    for (entity, header) in MatchCase.headers {
      let columns = header.map { "\"\($0)\": \"\($0)\"" }.joined(separator: ", ")
      let name = entity.replacing(" ", with: "-")
      let source = """
        { "id": "\(name)", "entity": "\(entity)", "files": ["\(name).csv"], "format": "csv",
          "fields": { \(columns) } }
        """
      try Data(source.utf8).write(to: URL(filePath: "\(folder)/Rules/sources/\(name).json"))
      let rows = [header] + cases.flatMap { $0.rows[entity, default: []] }
      let text = rows.map { $0.joined(separator: ",") + "\n" }.joined()
      try Data(text.utf8).write(to: URL(filePath: "\(folder)/data/\(name).csv"))
    }
  }

  /// By order, what was found of it: rule and product, as the page writes them.
  private func outcomes(in file: String, of cases: [MatchCase]) throws -> [String: Set<String>] {
    let products = cases.reduce(into: [:]) { $0.merge($1.products) { first, _ in first } }
    var outcomes: [String: Set<String>] = [:]
    for issue in try IssueLine.read(file) {
      let key = issue.subject.key
      let rule = issue.rule.id + (issue.outcome == "undetermined" ? "?" : "")
      let product = products[key] ?? key.split(separator: " / ").dropFirst().first.map(String.init)
      let order = String(key.prefix(3))
      outcomes[order, default: []].insert(product.map { "\(rule) \($0)" } ?? rule)
    }
    return outcomes
  }
}

/// One row of the page, and the records that it stands for.
private struct MatchCase {
  static let headers = [
    "order": ["id", "total", "status", "product class", "promised date", "address"],
    "order line": [
      "order id", "line number", "product code", "unit", "quantity", "unit price", "amount",
      "specification",
    ],
    "order change": [
      "id", "order id", "product code", "kind", "status", "new unit price", "requested at",
      "executed at", "new quantity", "new promised date", "new specification", "new address",
    ],
    "shipment": ["id", "order id"],
    "shipment line": [
      "shipment id", "order id", "line number", "product code", "unit", "quantity",
    ],
    "invoice": ["id", "order id", "status", "total"],
    "invoice line": [
      "invoice id", "order id", "line number", "product code", "quantity", "net", "tax rate", "tax",
    ],
  ]

  var id: String
  var name: String
  var expected: Set<String>
  var rows: [String: [[String]]] = [:]
  /// By the key of a record, what it is about.
  var products: [String: String] = [:]

  static func all(in page: String) -> [MatchCase] {
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("|") }.dropFirst(2)
    return rows.enumerated().map { number, row in
      let cells = row.dropFirst().split(separator: "|", omittingEmptySubsequences: false)
        .map { words($0).joined(separator: " ") }
      return MatchCase("\(101 + number)", cells)
    }
  }

  private init(_ id: String, _ cells: [String]) {
    self.id = id
    name = cells[0]
    expected = Set(Self.parts(cells[6], ","))
    addOrder(Self.words(cells[1]), Self.parts(cells[2], ","))
    for change in Self.parts(cells[3], ",") { addChange(Self.words(change)) }
    for (number, shipment) in Self.parts(cells[4], "/").enumerated() {
      addShipment("\(id)S\(number)", Self.parts(shipment, ","))
    }
    for (number, invoice) in Self.parts(cells[5], "/").enumerated() {
      addInvoice("\(id)I\(number)", invoice)
    }
  }

  /// Its status and the class of its products; `A 10 @ 11.30` or `A 10 箱 @ 11.30`, line by line.
  private mutating func addOrder(_ words: [String], _ lines: [String]) {
    let goods = words.count > 1 ? words[1] : "ordinary"
    var total = Decimal.zero
    for (number, line) in lines.enumerated() {
      let words = Self.words(line)
      let (quantity, price) = (Decimal(string: words[1])!, Decimal(string: words.last!)!)
      total += quantity * price
      let unit = words[2] == "@" ? "件" : words[2]
      let key = "\(number + 1)"
      rows["order line", default: []].append([
        id, key, words[0], unit, words[1], words.last!, "\(quantity * price)", "2 m",
      ])
      products["\(id) / \(key)"] = words[0]
    }
    rows["order"] = [
      [id, "\(total)", words[0], goods == "–" ? "" : goods, "2025-09-30", "砚溪路 1 号"]
    ]
  }

  /// `A executed 12.43`: the price of A.
  private mutating func addChange(_ words: [String]) {
    let executed = words[1] == "executed" ? "2025-09-03 10:00:00" : ""
    let change = [
      "\(id)C", id, words[0], "price", words[1], words[2], "2025-09-02 10:00:00", executed,
    ]
    rows["order change", default: []].append(change + ["", "", "", ""])
  }

  private mutating func addShipment(_ shipment: String, _ lines: [String]) {
    rows["shipment", default: []].append([shipment, id])
    for (number, line) in lines.enumerated() {
      let words = Self.words(line)
      let key = "\(number + 1)"
      rows["shipment line", default: []].append([
        shipment, id, key, words[0], words.count > 2 ? words[2] : "件", words[1],
      ])
      products["\(shipment) / \(key)"] = words[0]
    }
  }

  /// `A 10 = 100.00 + 13.00`, line by line; before them `voided`.
  private mutating func addInvoice(_ invoice: String, _ text: String) {
    let isVoided = text.hasPrefix("voided ")
    let lines = Self.parts(isVoided ? String(text.dropFirst(7)) : text, ",")
    var total = Decimal.zero
    for (number, line) in lines.enumerated() {
      let words = Self.words(line)
      total += Decimal(string: words[3])! + Decimal(string: words[5])!
      let key = "\(number + 1)"
      let quantity = words[1] == "–" ? "" : words[1]
      rows["invoice line", default: []].append([
        invoice, id, key, words[0], quantity, words[3], "0.13", words[5],
      ])
      products["\(invoice) / \(key)"] = words[0]
    }
    rows["invoice", default: []].append([invoice, id, isVoided ? "voided" : "normal", "\(total)"])
  }

  private static func parts(_ text: String, _ separator: Character) -> [String] {
    text.split(separator: separator).map { words($0).joined(separator: " ") }
      .filter { !$0.isEmpty }
  }

  private static func words(_ text: some StringProtocol) -> [String] {
    text.split(separator: " ").map { String($0) }
  }
}
