import Foundation
import Testing

/// The General Decimal Arithmetic test cases for decimal128, where this machine has them: Python's
/// test suite brings them, and PAICHA_DECTEST may name another folder.
@Suite struct DecTestTests {
  /// The files about what Decimal128 does, and how many of their cases must have run.
  static let files: [(name: String, leastCount: Int)] = [
    ("dqAbs", 60), ("dqAdd", 700), ("dqBase", 600), ("dqCompare", 500), ("dqCopyAbs", 25),
    ("dqDivide", 500), ("dqMinus", 25), ("dqMultiply", 300), ("dqPlus", 25), ("dqQuantize", 500),
    ("dqReduce", 100), ("dqRemainder", 400), ("dqSubtract", 300), ("dqToIntegral", 150),
  ]

  static let folder: String? = {
    if let named = ProcessInfo.processInfo.environment["PAICHA_DECTEST"] { return named }
    let script =
      "import test, os; print(os.path.join(os.path.dirname(test.__file__), 'decimaltestdata'))"
    guard let path = Python.lines(of: script)?.first else { return nil }
    return FileManager.default.fileExists(atPath: "\(path)/dqAdd.decTest") ? String(path) : nil
  }()

  @Test func theSpecificationsCasesAgree() throws {
    guard let folder = DecTestTests.folder else {
      print("NOT RUN: decTest: no decimaltestdata folder; name one with PAICHA_DECTEST")
      return
    }
    var total = 0
    for (name, leastCount) in DecTestTests.files {
      var count = 0
      var skipped: [String: Int] = [:]
      for found in try DecTestCase.cases(ofFile: "\(folder)/\(name).decTest") {
        switch found.outcome() {
        case .agrees: count += 1
        case .differs(let message):
          count += 1
          Issue.record("\(message)")
        case .skipped(let reason): skipped[reason, default: 0] += 1
        }
      }
      let reasons = skipped.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      print("decTest \(name): \(count) run, skipped \(reasons)")
      #expect(count >= leastCount, "\(name) has hardly any cases")
      total += count
    }
    print("decTest: \(total) cases run")
  }
}
