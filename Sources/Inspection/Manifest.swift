import Findings
import Formats
import Reports
import Rules
import Values

/// What went into a run and what came out, with digests: the only output that holds times.
struct Manifest: Sendable {
  var circumstances: RunCircumstances
  var started: String
  var declarations: [DeclarationFile]
  var report: MonthlyReport
  var written: [WrittenFile] = []

  static let fileName = "manifest.json"

  /// The manifest as one of the results, the last to be written.
  var file: OutputFile {
    let finished = circumstances.now()
    return OutputFile(name: Manifest.fileName) { buffer in
      JSONWriter.write(to: &buffer, .indented) { json in
        json.object { json in
          write(to: &json, finished: finished)
        }
      }
      buffer.append("\n")
    }
  }

  private func write(to json: inout JSONWriter, finished: String) {
    json.member("program", "paicha")
    json.member("version", circumstances.version)
    json.member("period", "\(report.period)")
    json.member("asOf", "\(report.asOf)")
    json.key("run")
    json.object { json in
      json.member("started", started)
      json.member("finished", finished)
      json.member("host", circumstances.host)
      json.key("arguments")
      json.array { json in
        for argument in circumstances.arguments { json.string(argument) }
      }
    }
    json.key("counts")
    json.object { json in
      json.key("findings")
      json.integer(report.issues.count)
      json.key("rejects")
      json.integer(report.coverage.rejects.count)
      json.key("rules")
      json.integer(report.verdict.rules.count)
      json.key("rulesNotRun")
      json.integer(report.verdict.rules.filter { $0.notRun != nil }.count)
    }
    json.key("inputs")
    json.array { json in
      for export in report.coverage.exports {
        for file in export.files {
          json.input(file, of: export)
        }
      }
    }
    json.key("declarations")
    json.array { json in
      for file in declarations {
        json.digest(
          file.name, bytes: file.text.count,
          sha256: SHA256.hex(of: file.text))
      }
    }
    json.key("outputs")
    json.array { json in
      for file in written {
        json.digest(file.name, bytes: file.byteCount, sha256: file.sha256)
      }
    }
  }
}

extension Manifest {
  /// The names of the files that a run wrote, by its manifest, itself among them.
  ///
  /// - Returns: nil when the text is not the manifest of a run.
  static func namesListed(in text: [UInt8]) -> Set<String>? {
    guard let root = try? JSONDocument.parse(text, file: fileName, allowsComments: false),
      case .string("paicha")? = root["program"], case .array(let outputs)? = root["outputs"]
    else { return nil }
    var names: Set<String> = [fileName]
    for output in outputs {
      if case .string(let name)? = output["file"] { names.insert(name) }
    }
    return names
  }
}

extension JSONNode {
  /// The value of an object's member.
  fileprivate subscript(_ key: String) -> Value? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key == key }?.value.value
  }
}

extension JSONWriter {
  /// A file that was read, how, and what tells it from every other.
  fileprivate mutating func input(_ file: InputFile, of export: ExportCoverage) {
    object { json in
      json.member("file", file.name)
      json.key("bytes")
      json.integer(file.byteCount)
      json.member("sha256", file.sha256)
      json.member("source", export.source)
      json.member("encoding", file.encoding)
      if let reason = file.encodingReason { json.member("encodingReason", reason[.en]) }
      if let original = file.copyOf { json.member("copyOf", original) }
    }
  }

  fileprivate mutating func digest(_ name: String, bytes: Int, sha256: String) {
    object { json in
      json.member("file", name)
      json.key("bytes")
      json.integer(bytes)
      json.member("sha256", sha256)
    }
  }
}
