import Foundation
import Testing

/// Python as the oracle: its `decimal`, `datetime` and `hashlib` are others' work, long in use.
enum Python {
  /// Says that there was nothing to compare with, which a passing test alone would hide.
  static func reportNotRun(_ what: String) {
    print("NOT RUN: \(what): python3 was not found; install it to compare")
  }

  /// What the script prints, or nil when there is no Python. A script that fails fails the test.
  static func output(of script: String, arguments: [String] = []) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.standardError
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    // This is what env says of a program that it does not find.
    guard process.terminationStatus != 127 else { return nil }
    #expect(process.terminationStatus == 0, "the script runs to its end")
    return String(decoding: data, as: UTF8.self)
  }

  /// The lines that the script prints, empty ones left out.
  static func lines(of script: String, arguments: [String] = []) -> [Substring]? {
    output(of: script, arguments: arguments)?.split(separator: "\n")
  }
}
