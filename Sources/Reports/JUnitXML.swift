import Findings
import Ledger
import Values

/// `junit.xml`: the month as a run of tests, for continuous integration.
///
/// The classes of rules are suites, a rule is a test case. Green says that a rule met documents it applies to
/// and that all are in order; nothing that is not known is green. See the module's page for what becomes what.
struct JUnitXML: SideRenderer {
  static let word = "junit"
  static let fileName = "junit.xml"

  /// How many findings, or gaps, one test case names; it says how many more there are.
  static let namedInCase = 100
  /// No line is longer.
  static let lineLimit = 2_000

  let report: MonthlyReport
  let say: Wording

  init(report: MonthlyReport, language: Language) {
    self.report = report
    say = Wording(language: language)
  }

  func write(to buffer: inout OutputBuffer) {
    let suites = [coverageSuite] + ruleSuites
    XMLWriter.write(to: &buffer) { xml in
      xml.element(
        "testsuites",
        [
          "name": "Paicha \(report.period)", "tests": sum(suites, \.tests),
          "failures": sum(suites, \.failures), "errors": sum(suites, \.errors),
        ]
      ) { xml in
        for suite in suites { xml.write(suite) }
      }
    }
  }

  private func sum(_ suites: [TestSuite], _ count: (TestSuite) -> Int) -> String {
    String(suites.reduce(0) { $0 + count($1) })
  }
}

/// Test cases that stand together.
struct TestSuite {
  var name: String
  var properties: [(name: String, value: String)]
  var cases: [TestCase]

  var tests: Int { cases.count }
  var failures: Int { count { if case .failure = $0 { true } else { false } } }
  var errors: Int { count { if case .error = $0 { true } else { false } } }
  var skipped: Int { count { if case .skipped = $0 { true } else { false } } }

  private func count(_ isMeant: (TestCase.Outcome) -> Bool) -> Int {
    cases.count { isMeant($0.outcome) }
  }
}

/// One line of a CI server's list. Readers differ in what they make of two outcomes, so there is one.
struct TestCase {
  enum Outcome {
    case passed
    case failure(message: String, type: String, text: String)
    case error(message: String, type: String, text: String)
    case skipped(message: String, text: String)
  }

  var name: String
  var outcome: Outcome
}

extension XMLWriter {
  fileprivate mutating func write(_ suite: TestSuite) {
    element(
      "testsuite",
      [
        "name": suite.name, "tests": String(suite.tests), "failures": String(suite.failures),
        "errors": String(suite.errors), "skipped": String(suite.skipped),
      ]
    ) { xml in
      xml.element("properties", [:]) { xml in
        for property in suite.properties {
          xml.element("property", ["name": property.name, "value": property.value])
        }
      }
      for testCase in suite.cases { xml.write(testCase, in: suite) }
    }
  }

  private mutating func write(_ testCase: TestCase, in suite: TestSuite) {
    let attributes: KeyValuePairs<StaticString, String> = [
      "classname": suite.name, "name": testCase.name,
    ]
    if case .passed = testCase.outcome { return element("testcase", attributes) }
    element("testcase", attributes) { xml in
      switch testCase.outcome {
      case .passed: break
      case .failure(let message, let type, let text):
        xml.element("failure", ["message": message, "type": type], text: text)
      case .error(let message, let type, let text):
        xml.element("error", ["message": message, "type": type], text: text)
      case .skipped(let message, let text):
        xml.element("skipped", ["message": message], text: text)
      }
    }
  }
}
