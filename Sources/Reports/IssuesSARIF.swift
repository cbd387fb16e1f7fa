import Findings
import Ledger
import Values

/// `issues.sarif`: every issue in SARIF 2.1.0 (OASIS standard of 2020-03-27), for viewers and for whoever gathers
/// the results of many tools. A result stands on one line.
///
/// Its sentences are in one language, since the format has room for one.
struct IssuesSARIF: SideRenderer {
  static let word = "sarif"
  static let fileName = "issues.sarif"

  let report: MonthlyReport
  let say: Wording
  let places: SARIFPlaces
  /// The place of each rule in `tool.driver.rules`.
  let ruleIndices: [String: Int]

  init(report: MonthlyReport, language: Language) {
    self.report = report
    say = Wording(language: language)
    places = SARIFPlaces(report)
    ruleIndices = Dictionary(
      uniqueKeysWithValues: report.verdict.rules.enumerated().map { ($1.facts.id, $0) })
  }

  func write(to buffer: inout OutputBuffer) {
    JSONWriter.write(to: &buffer, .rows(depth: 4)) { json in
      json.object { json in
        json.member(
          "$schema",
          "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
        )
        json.member("version", "2.1.0")
        json.key("runs")
        json.array { json in json.object { write(to: &$0) } }
      }
    }
    buffer.append("\n")
  }

  private func write(to json: inout JSONWriter) {
    json.object("tool") { json in json.object("driver") { driver(&$0) } }
    json.object("automationDetails") { json in
      let kind = report.occasion == .monthEnd ? "month-end" : "spot-check"
      json.member("id", "paicha/\(kind)/\(report.period)")
    }
    json.key("invocations")
    json.array { json in json.object { invocation(&$0) } }
    json.member("language", languageTag)
    // No region has columns, and this is how they would be counted.
    json.member("columnKind", "unicodeCodePoints")
    json.object("originalUriBaseIds") { places.bases(&$0, description: say(.scope)) }
    json.objects("artifacts", places.artifacts) { places.artifact(&$0, $1) }
    json.objects("results", report.issues.lazy.map(\.whole)) { result(&$0, $1) }
    json.object("properties") { json in
      json.member("period", "\(report.period)")
      json.member("asOf", "\(report.asOf)")
      json.member("conclusion", report.conclusion.rawValue)
    }
  }

  /// The schema has room for a language and a region, not for a script.
  private var languageTag: String {
    switch say.language {
    case .zhHans: "zh-CN"
    case .zhHant: "zh-TW"
    case .en: "en"
    }
  }
}

extension JSONWriter {
  /// A message object, or a string in several formats, of plain text.
  mutating func message(_ name: StaticString, _ text: String, markdown: String? = nil) {
    object(name) { json in
      json.member("text", sarifText(text))
      if let markdown {
        json.member("markdown", withoutPlaceholders(markdown))
      }
    }
  }
}

/// A text that nothing is filled into and no link is made of (§3.11.5, §3.11.6), with hidden characters written
/// out, and cut where it would be a burden to whoever shows it.
private func sarifText(_ text: String) -> String {
  let text = VisibleText.of(clipped(text, to: HTMLWriter.textLimit))
  let marks: Set<UInt8> = [0x7B, 0x7D, 0x5B]
  guard text.utf8.contains(where: marks.contains) else { return text }
  let isLike = isLikeALink(text)
  // By scalars: to a `Character` a brace with an accent is another one than a brace.
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "{", "}": result.unicodeScalars.append(scalar)
    case "[" where isLike, "]" where isLike: result += "\\"
    default: break
    }
    result.unicodeScalars.append(scalar)
  }
  return result
}

private func isLikeALink(_ text: String) -> Bool {
  zip(text.utf8, text.utf8.dropFirst()).contains { $0 == (0x5D, 0x28) }
}

/// Braces doubled, which Markdown has no meaning for.
private func withoutPlaceholders(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    if scalar == "{" || scalar == "}" { result.unicodeScalars.append(scalar) }
    result.unicodeScalars.append(scalar)
  }
  return result
}
