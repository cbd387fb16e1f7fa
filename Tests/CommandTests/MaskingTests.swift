import FoundationEssentials
import Testing

/// With `--mask` no data on persons that stands in the months of sample data comes out anywhere.
///
/// What it is, is read from the exports by others: numbers and addresses of mail as every byte of them has them,
/// names and the rest by `Tests/SampleData/personal_values.py`.
@Suite(.timeLimit(.minutes(10))) struct MaskingTests {
  /// One test, since inspecting both months is most of the work.
  @Test func theMonthsAreMaskedAndJudgedAsTheyAre() throws {
    let (plain, masked) = (try MaskedMonths(isMasked: false), try MaskedMonths(isMasked: true))
    try nothingThatComesOutNamesAPerson(plain, masked)
    try theSameIsFoundAndOneValueHasOnePseudonym(plain, masked)
    try threadsChangeNoByteAndTheResultsCanBeMadeAgain(masked)
  }

  private func nothingThatComesOutNamesAPerson(
    _ plain: MaskedMonths, _ masked: MaskedMonths
  ) throws {
    var values = try numbersAndMail()
    if let read = try valuesReadByPython() {
      values.formUnion(read)
    } else {
      print("NOT RUN: names and addresses in masked results: python3 was not found")
    }
    // A word that stands in the rules says nothing of who created an order.
    let common = try found(values, in: "--include=*.json '\(repository)/Rules'")
    #expect(common.isSubset(of: ["系统"]))
    values.subtract(common)

    #expect(
      try found(values, in: "'\(plain.folder)'").count > 100, "the search finds what is not masked")
    for value in try found(values, in: "'\(masked.folder)'").sorted() {
      Issue.record("'\(value)' comes out")
    }
    #expect(try files(in: masked.folder).count == files(in: plain.folder).count)
  }

  private func theSameIsFoundAndOneValueHasOnePseudonym(
    _ plain: MaskedMonths, _ masked: MaskedMonths
  ) throws {
    var pseudonyms: [String: Set<String>] = [:]
    for month in MaskedMonths.months {
      let a = try plain.issues(of: month)
      let b = try masked.issues(of: month)
      #expect(a.map(\.judgement) == b.map(\.judgement))
      for (a, b) in zip(a, b) {
        #expect(a.evidence.count == b.evidence.count)
        for (shown, hidden) in zip(a.evidence, b.evidence)
        where hidden.value.contains("·") && !shown.value.contains(", ") {
          pseudonyms[shown.value, default: []].insert(hidden.value)
        }
      }
    }
    #expect(pseudonyms.count > 50)
    #expect(pseudonyms.values.allSatisfy { $0.count == 1 }, "in both months the same")
    #expect(Set(pseudonyms.values.joined()).count == pseudonyms.count, "no two share one")
  }

  private func threadsChangeNoByteAndTheResultsCanBeMadeAgain(_ masked: MaskedMonths) throws {
    let one = try MaskedMonths(isMasked: true, threads: 1)
    let (a, b) = (try one.results(), try masked.results())
    #expect(a.count > 40 && a == b)
    for month in MaskedMonths.months {
      let result = try masked.verify(month)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("inspected again"))
    }
  }

  /// Mobile numbers and addresses of mail, wherever they stand in the exports: their bytes are the same in all
  /// encodings.
  private func numbersAndMail() throws -> Set<String> {
    var found: Set<String> = []
    for month in MaskedMonths.months {
      for file in try files(in: "\(repository)/SampleData/\(month)") {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
        let words = bytes.split { byte in
          !(byte < 0x80 && (isLetterOrDigit(byte) || [0x2E, 0x5F, 0x2D, 0x40].contains(byte)))
        }.map { String(decoding: $0, as: UTF8.self) }
        found.formUnion(
          words.filter { word in
            word.contains("@")
              || word.count == 11 && word.first == "1" && word.allSatisfy { $0.isNumber }
          })
      }
    }
    #expect(found.count > 50)
    return found
  }

  private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
  }

  /// Nil when there is no Python.
  private func valuesReadByPython() throws -> Set<String>? {
    let project = try TemporaryProject(of: [])
    let shell = Shell(folder: project.folder, scratch: project.scratch)
    var values: Set<String> = []
    for month in MaskedMonths.months {
      let result = try shell.run(
        "PYTHONDONTWRITEBYTECODE=1 python3 '\(repository)/Tests/SampleData/personal_values.py' \(month)"
      )
      if result.status == 127 { return nil }
      try #require(result.status == 0, "\(result.errors)")
      values.formUnion(
        lines(of: result.output).compactMap { $0.split(separator: "\t").last.map(String.init) })
    }
    #expect(values.count > 300)
    return values
  }
}

/// Both months inspected one after the other in one ledger, and what the other commands say of them.
private struct MaskedMonths {
  static let months = ["2025-09", "2025-10"]
  private let project: TemporaryProject

  /// What came out: the results, and what was said on both streams. The ledger, which is not shown, lies elsewhere.
  var folder: String { project.folder + "/told" }

  init(isMasked: Bool, threads: Int = 2) throws {
    project = try TemporaryProject(of: [])
    let mask = isMasked ? " --mask" : ""
    try "this key of the tests is no secret".write(
      toFile: project.folder + "/mask.key", atomically: true, encoding: .utf8)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (month, day) in zip(Self.months, ["2025-09-30", "2025-11-07"]) {
      let data = "--data '\(repository)/SampleData/\(month)' --period \(month) --as-of \(day)"
      try tell(
        "run \(data) --ledger ledger --out told/\(month) --threads \(threads)\(mask)", status: 1)
      guard threads == 2 else { continue }
      // An order whose phone is at fault, and one whose shipment went to another address.
      try tell("show DD25090242 \(data)\(mask)")
      try tell("show DD25090026 \(data) --html told/\(month).html\(mask)")
      try tell("kpi on-time-delivery \(data)\(mask)")
    }
    guard threads == 2 else { return }
    let files =
      "'\(repository)/SampleData/2025-09/订单_202509.csv' "
      + "'\(repository)/SampleData/2025-09/customers-2025-09.xml'"
    try tell("check \(files) --out told/check\(mask)", status: 1)
    try tell("compare told/2025-09 told/2025-10 --list", status: 1)
    try tell("issues list --ledger ledger --status all --on 2025-11-07\(mask)", status: 0)
    try tell("issues export --ledger ledger --on 2025-11-07\(mask)", status: 0)
    try tell(
      "issues show $(cut -d, -f1 told/2025-09/issues.csv | grep -E '^[0-9a-f]{8}' | head -30)"
        + " --ledger ledger --on 2025-11-07\(mask)")
  }

  /// Runs a command, and keeps what it says.
  ///
  /// - Parameter status: how it ends; nil for any way.
  private func tell(_ command: String, status: Int32? = nil) throws {
    let number = try FileManager.default.contentsOfDirectory(atPath: folder).count
    let rules = command.hasPrefix("compare") ? "" : " --rules '\(repository)/Rules'"
    let result = try Shell(folder: project.folder, scratch: project.scratch)
      .run("paicha \(command)\(rules)")
    if let status { try #require(result.status == status, "\(command): \(result.errors)") }
    try (result.output + result.errors).write(
      toFile: "\(folder)/said-\(number).txt", atomically: true, encoding: .utf8)
  }

  func verify(_ month: String) throws -> Shell.Result {
    try Shell(folder: project.folder, scratch: project.scratch)
      .run("paicha verify told/\(month) --ledger ledger --recompute")
  }

  /// The results of both months by name, but for those that hold times.
  func results() throws -> [String: Data] {
    var results: [String: Data] = [:]
    for month in Self.months {
      for file in try files(in: "\(folder)/\(month)")
      where !file.hasSuffix("manifest.json") && !file.hasSuffix("metrics.prom") {
        results[String(file.dropFirst(folder.count))] = try Data(contentsOf: URL(filePath: file))
      }
    }
    return results
  }

  func issues(of month: String) throws -> [MaskedIssue] {
    let text = try Data(contentsOf: URL(filePath: "\(folder)/\(month)/issues.jsonl"))
    return try lines(of: String(decoding: text, as: UTF8.self)).map {
      try JSONDecoder().decode(MaskedIssue.self, from: Data($0.utf8))
    }
  }
}

private struct MaskedIssue: Decodable {
  struct Rule: Decodable {
    var id: String
    var severity: String
  }

  struct Evidence: Decodable {
    var value: String
  }

  var id: String
  var outcome: String
  var status: String
  var due: String
  var amount: String?
  var rule: Rule
  var evidence: [Evidence]

  /// All that masking must not change.
  var judgement: [String?] { [id, outcome, status, due, amount, rule.id, rule.severity] }
}

private func files(in folder: String) throws -> [String] {
  try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().map { "\(folder)/\($0)" }
    .filter { !isFolder($0) }
}

/// The values that stand in the files of a folder, given as to a shell; of those within each other the longest.
private func found(_ values: Set<String>, in folder: String) throws -> Set<String> {
  let project = try TemporaryProject(of: [])
  try values.sorted().joined(separator: "\n").write(
    toFile: project.folder + "/values", atomically: true, encoding: .utf8)
  let result = try Shell(folder: project.folder, scratch: project.scratch)
    .run("LC_ALL=C grep -rhoaFf values \(folder) | sort -u")
  try #require(result.errors.isEmpty, "\(result.errors)")
  return Set(lines(of: result.output))
}
