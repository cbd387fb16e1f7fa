import Foundation
import FoundationXML

/// A file of test results as a CI server reads it, by libxml2 and none of the code that wrote it.
struct JUnitFile {
  struct Suite {
    var attributes: [String: String]
    var properties: [String: String] = [:]
    var cases: [Case] = []

    var name: String { attributes["name"] ?? "" }
  }

  struct Case {
    var attributes: [String: String]
    /// `failure`, `error` or `skipped`, each with its message and text.
    var outcomes: [(kind: String, message: String, text: String)] = []

    var name: String { attributes["name"] ?? "" }
    /// What a list of test cases shows.
    var kind: String { outcomes.first?.kind ?? "passed" }
  }

  private(set) var suites: [Suite] = []
  /// Of the outermost element.
  private(set) var attributes: [String: String] = [:]

  /// - Throws: where the text is not well-formed, or counts are not those of the elements.
  init(_ text: String) throws {
    let reader = Reader()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    guard parser.parse(), reader.faults.isEmpty else {
      throw JUnitFault(
        reason: reader.faults.first ?? "\(parser.parserError.map { "\($0)" } ?? "")")
    }
    (suites, attributes) = (reader.suites, reader.attributes)
    var all: [Case] = []
    for suite in suites {
      try expect(suite.attributes, suite.cases, suite.name)
      let names = suite.cases.map(\.name)
      guard Set(names).count == names.count else { throw JUnitFault(reason: "a name twice") }
      all += suite.cases
    }
    try expect(attributes, all, "all")
  }

  private func expect(_ counts: [String: String], _ cases: [Case], _ name: String) throws {
    for (attribute, kind) in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]
    {
      guard let count = counts[attribute] ?? (name == "all" && kind == "skipped" ? "-" : nil),
        count == "-" || Int(count) == cases.count(where: { $0.kind == kind })
      else { throw JUnitFault(reason: "\(attribute) of \(name)") }
    }
    guard counts["tests"].flatMap({ Int($0) }) == cases.count else {
      throw JUnitFault(reason: "tests of \(name)")
    }
  }

  subscript(_ suite: String, _ name: String) -> Case? {
    suites.first { $0.name == suite }?.cases.first { $0.name == name }
  }
}

struct JUnitFault: Error {
  var reason: String
}

private final class Reader: NSObject, XMLParserDelegate {
  var suites: [JUnitFile.Suite] = []
  var attributes: [String: String] = [:]
  var faults: [String] = []
  private var open: [String] = []
  private var text = ""

  private static let parents: [String: Set<String>] = [
    "testsuites": [""], "testsuite": ["testsuites"], "properties": ["testsuite"],
    "property": ["properties"], "testcase": ["testsuite"], "failure": ["testcase"],
    "error": ["testcase"], "skipped": ["testcase"],
  ]

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if Reader.parents[name]?.contains(open.last ?? "") != true {
      faults.append("\(name) in \(open)")
    }
    open.append(name)
    text = ""
    switch name {
    case "testsuites": self.attributes = attributes
    case "testsuite": suites.append(JUnitFile.Suite(attributes: attributes))
    case "property":
      suites[suites.count - 1].properties[attributes["name"] ?? ""] = attributes["value"]
    case "testcase": suites[suites.count - 1].cases.append(JUnitFile.Case(attributes: attributes))
    case "failure", "error", "skipped":
      let (suite, last) = (suites.count - 1, suites[suites.count - 1].cases.count - 1)
      if !suites[suite].cases[last].outcomes.isEmpty { faults.append("a second outcome") }
      suites[suite].cases[last].outcomes.append((name, attributes["message"] ?? "", ""))
    default: break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
    if ["failure", "error", "skipped"].contains(name) {
      let (suite, last) = (suites.count - 1, suites[suites.count - 1].cases.count - 1)
      suites[suite].cases[last].outcomes[0].text = text
    }
  }
}
